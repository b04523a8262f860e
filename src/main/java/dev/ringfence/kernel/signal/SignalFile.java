package dev.ringfence.kernel.signal;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AnonymousFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Signals as a descriptor (`signalfd(2)`): whoever reads takes its own pending signals.
final class SignalFile extends AnonymousFile {
  private final Scheduler scheduler;
  private final Signals signals;
  private final WaitQueue readers = new WaitQueue();
  private final Reference reference = new Reference(this);

  /// What those have to do with signals that have asked for what is pending.
  private final Set<ProcessSignals> askers = new LinkedHashSet<>();

  private long wanted;

  SignalFile(Scheduler scheduler, Signals signals, long wanted, int status) {
    super(O_RDWR | status);
    this.scheduler = scheduler;
    this.signals = signals;
    this.wanted = wanted;
  }

  Reference reference() {
    return reference;
  }

  /// Sets which signals it is for.
  void want(long set) {
    wanted = set;
    arrived();
  }

  /// One of its signals may be pending for a process that asked.
  void arrived() {
    pollers().wakeWith(scheduler, readers, POLLIN);
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.SIGNAL;
  }

  @Override
  public String label() {
    return "signalfd";
  }

  @Override
  public String details() {
    return "sigmask:\t%016x\n".formatted(wanted);
  }

  @Override
  public boolean hasWrites() {
    return false;
  }

  @Override
  public long read(Task task, long buffer, long size) {
    if (size < SignalImage.SIZE) {
      return Errno.EINVAL.result();
    }
    long done = 0;
    while (size - done >= SignalImage.SIZE) {
      SignalInfo info = signals.take(task, wanted);
      if (info == null) {
        break;
      }
      byte[] image = SignalImage.of(info);
      if (!UserMemory.write(task.process().memory(), buffer + done, image, 0, image.length)) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      done += image.length;
    }
    if (done > 0) {
      return done;
    }
    if (isNonblocking()) {
      return Errno.EAGAIN.result();
    }
    tellMe(task);
    scheduler.blockFirst(task, readers, "signal", () -> signals.mayBeSent(task.process()));
    return Calls.BLOCKED;
  }

  private void tellMe(Task task) {
    if (askers.add(task.process().signals)) {
      task.process().signals.add(this);
    }
  }

  @Override
  public long write(Task task, long buffer, long size) {
    return Errno.EINVAL.result();
  }

  @Override
  public int readiness() {
    return reference.holders().stream().anyMatch(this::isPending) ? POLLIN : 0;
  }

  private boolean isPending(Process process) {
    return (process.signals.pending().set() & wanted) != 0;
  }

  @Override
  public int readiness(Task task) {
    tellMe(task);
    return (task.signals.pending().set() & wanted) != 0 || isPending(task.process()) ? POLLIN : 0;
  }

  /// That somebody sends a signal to a process that has it open.
  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(
        reference.holders().stream()
            .distinct()
            .<Wait>map(signals::mayBeSent)
            .collect(Collectors.toList()));
  }

  @Override
  public void closed() {
    List.copyOf(askers).forEach(asker -> asker.remove(this));
    askers.clear();
  }
}
