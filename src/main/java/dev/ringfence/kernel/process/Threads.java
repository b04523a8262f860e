package dev.ringfence.kernel.process;

import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to know of the threads of a process beyond the first.
public final class Threads {
  /// The results of those that have ended and not been joined, by thread number.
  public final Map<Integer, Long> results = new HashMap<>(0);

  /// The stacks, by thread number.
  public final Map<Integer, Long> stacks = new HashMap<>(0);

  /// Who waits for a thread to end.
  public final WaitQueue ends = new WaitQueue();

  /// Who polls for that.
  private @Nullable Pollers polled;

  /// Who polls for the end of a thread (`PIDFD_THREAD` of `pidfd_open(2)`).
  public Pollers polled() {
    Pollers known = polled;
    if (known == null) {
      known = new Pollers();
      polled = known;
    }
    return known;
  }

  /// A thread has ended.
  void tellEnd(Scheduler scheduler) {
    scheduler.wake(ends);
    wakePollers(scheduler);
  }

  void wakePollers(Scheduler scheduler) {
    if (polled != null) {
      polled.wakeAll(scheduler);
    }
  }
}
