package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalCalls;
import dev.ringfence.machine.Profile;

/// How long a call waits for descriptors: the moment at which it ends is the task's progress, from
/// when it is begun.
final class Timeout {
  /// The moment of a wait without an end.
  private static final long FOREVER = Long.MAX_VALUE;

  private final Scheduler scheduler;
  private final Profile profile;

  Timeout(Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.profile = profile;
  }

  /// Begins to wait for so many milliseconds, without an end if they are negative.
  void begin(Task task, int milliseconds) {
    if (task.progress == 0) {
      task.progress =
          milliseconds < 0
              ? FOREVER
              : Math.max(1, task.context().time + profile.cycles(milliseconds * 1_000_000L));
    }
  }

  /// Begins to wait for a time span in the task's memory, without an end if there is none, with
  /// another signal mask if there is one.
  ///
  /// @return 0 or a negative error number
  long begin(Task task, long span, long mask) {
    long cycles = span == 0 ? 0 : Timespec.cycles(task, span, profile);
    if (cycles < 0) {
      return cycles;
    }
    if (task.progress == 0) {
      task.progress = span == 0 ? FOREVER : Math.max(1, task.context().time + cycles);
      return mask(task, mask);
    }
    return 0;
  }

  /// Sets the signal mask of a call that begins.
  long mask(Task task, long mask) {
    return mask == 0 || SignalCalls.replaceMask(task, mask) ? 0 : Errno.EFAULT.result();
  }

  boolean isTimed(Task task) {
    return task.progress != FOREVER;
  }

  boolean isOver(Task task) {
    return isTimed(task) && Math.max(scheduler.now(), task.context().time) >= task.progress;
  }

  /// Has the call be made again when the time is over.
  void arm(Task task) {
    if (isTimed(task) && task.deadline != task.progress) {
      scheduler.deadline(task, task.progress);
    }
  }
}
