package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
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

  private final Scheduler scheduler;
  private final Timeout timeout;
  private final WaitQueue polling = new WaitQueue();

  public PollCalls(Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.timeout = new Timeout(scheduler, profile);
  }

  public void addTo(Calls calls) {
    calls
        .add("poll.h", "int poll(struct pollfd *fds, nfds_t nfds, int timeout)", this::poll)
        .waits()
        .fails()
        .cancels(true);
    calls
        .add(
            "poll.h",
            "int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout,"
                + " const sigset_t *sigmask)",
            this::ppoll)
        .waits()
        .fails()
        .cancels(true);
  }

  private long poll(Task task) {
    timeout.begin(task, (int) task.argument(2));
    return wait(task);
  }

  private long ppoll(Task task) {
    long begun = timeout.begin(task, task.argument(2), task.argument(3));
    if (begun < 0) {
      return begun;
    }
    long result = wait(task);
    if (result != Calls.BLOCKED && task.argument(3) != 0) {
      SignalCalls.restoreMask(task);
    }
    return result;
  }

  private long wait(Task task) {
    AddressSpace memory = task.process().memory();
    long count = task.argument(1);
    if (count < 0 || count > Descriptors.OPEN_MAX) {
      return Errno.EINVAL.result();
    }
    List<Reference> files = new ArrayList<>();
    int ready = 0;
    for (int i = 0; i < count; i++) {
      long at = task.argument(0) + (long) SIZE * i;
      long fd = (int) UserMemory.getInt(memory, at);
      long wanted = UserMemory.getInt(memory, at + EVENTS);
      if (wanted < 0) {
        return Errno.EFAULT.result();
      }
      Reference file = task.process().descriptors().reference(fd);
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
    if (ready > 0 || timeout.isOver(task)) {
      return ready;
    }
    timeout.arm(task);
    boolean timed = timeout.isTimed(task);
    scheduler.block(task, polling, "descriptors", () -> timed ? Wait.TIMER : mayBeReady(files));
    for (Reference file : files) {
      Pollers pollers = file.file().pollers();
      if (pollers != null) {
        pollers.add(task, polling);
      }
    }
    return Calls.BLOCKED;
  }

  private static Wait mayBeReady(List<Reference> files) {
    return new Wait.Or(files.stream().map(file -> file.file().mayBecomeReady()).toList());
  }
}
