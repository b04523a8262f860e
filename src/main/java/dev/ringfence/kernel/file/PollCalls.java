package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Timespec;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalCalls;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// The calls that wait for any of several descriptors: `poll(2)` and `ppoll(2)`, on which the
/// library's `select(2)` is built.
public final class PollCalls {
  /// `struct pollfd`: the descriptor, what is asked for, what is so.
  private static final int SIZE = 8;

  private static final int EVENTS = 4;
  private static final int RESULTS = 6;

  /// The moment without an end of a poll that has begun.
  private static final long FOREVER = Long.MAX_VALUE;

  private final Scheduler scheduler;
  private final Profile profile;
  private final WaitQueue polling = new WaitQueue();

  public PollCalls(Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls
        .add("poll.h", "int poll(struct pollfd *fds, nfds_t nfds, int timeout)", this::poll)
        .fails()
        .cancels(true);
    calls
        .add(
            "poll.h",
            "int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout,"
                + " const sigset_t *sigmask)",
            this::ppoll)
        .fails()
        .cancels(true);
  }

  private long poll(Task task) {
    int timeout = (int) task.argument(2);
    if (task.progress == 0) {
      task.progress =
          timeout < 0
              ? FOREVER
              : Math.max(1, task.context().time + profile.cycles(timeout * 1_000_000L));
    }
    return wait(task, timeout == 0);
  }

  private long ppoll(Task task) {
    boolean timed = task.argument(2) != 0;
    long cycles = timed ? Timespec.cycles(task, task.argument(2), profile) : 0;
    if (cycles < 0) {
      return cycles;
    }
    if (task.progress == 0) {
      task.progress = timed ? Math.max(1, task.context().time + cycles) : FOREVER;
      if (task.argument(3) != 0 && !SignalCalls.replaceMask(task, task.argument(3))) {
        return Errno.EFAULT.result();
      }
    }
    long result = wait(task, timed && cycles == 0);
    if (result != Calls.BLOCKED && task.argument(3) != 0) {
      SignalCalls.restoreMask(task);
    }
    return result;
  }

  private long wait(Task task, boolean atOnce) {
    AddressSpace memory = task.process().memory();
    long count = task.argument(1);
    if (count < 0 || count > Descriptors.OPEN_MAX) {
      return Errno.EINVAL.result();
    }
    List<Descriptors.Reference> files = new ArrayList<>();
    int ready = 0;
    for (int i = 0; i < count; i++) {
      long at = task.argument(0) + (long) SIZE * i;
      long fd = (int) UserMemory.getInt(memory, at);
      long wanted = UserMemory.getInt(memory, at + EVENTS);
      if (wanted < 0) {
        return Errno.EFAULT.result();
      }
      Descriptors.Reference file = task.process().descriptors().reference(fd);
      int always = OpenFile.POLLERR | OpenFile.POLLHUP;
      int now =
          fd < 0
              ? 0
              : file == null
                  ? OpenFile.POLLNVAL
                  : file.file().readiness(task) & ((int) wanted & 0xFFFF | always);
      if (!UserMemory.put(memory, at + RESULTS, 2, now)) {
        return Errno.EFAULT.result();
      }
      ready += now != 0 ? 1 : 0;
      if (file != null) {
        files.add(file);
      }
    }
    boolean over = task.progress != FOREVER && now(task) >= task.progress;
    if (ready > 0 || atOnce || over) {
      return ready;
    }
    boolean timed = task.progress != FOREVER;
    if (timed && task.deadline != task.progress) {
      scheduler.deadline(task, task.progress);
    }
    scheduler.block(task, polling, "descriptors", () -> timed ? Wait.TIMER : mayBeReady(files));
    for (Descriptors.Reference file : files) {
      Pollers pollers = file.file().pollers();
      if (pollers != null) {
        pollers.add(task, polling);
      }
    }
    return Calls.BLOCKED;
  }

  private long now(Task task) {
    return Math.max(scheduler.now(), task.context().time);
  }

  private static Wait mayBeReady(List<Descriptors.Reference> files) {
    return new Wait.Or(files.stream().map(file -> file.file().mayBecomeReady()).toList());
  }
}
