package dev.ringfence.kernel;

import dev.ringfence.kernel.sched.Scheduler;

/// When somebody looks at the machine between two traps. Nothing else is done then, or at any other
/// time, than without that.
final class Lookout {
  private final Scheduler scheduler;
  private long observed = Long.MAX_VALUE;
  private Runnable observer = () -> {};
  private long scoutedFrom = Long.MAX_VALUE;
  private Probes.Scout scout = (_, _) -> {};

  /// The earlier of both: from then on calls do not pass the gate, so that each is seen.
  private long from = Long.MAX_VALUE;

  Lookout(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void observe(long time, Runnable whoever) {
    observed = time;
    observer = whoever;
    from = Math.min(observed, scoutedFrom);
  }

  void scout(long time, Probes.Scout whoever) {
    scoutedFrom = time;
    scout = whoever;
    from = Math.min(observed, scoutedFrom);
  }

  /// Whether somebody may want to look at a time.
  boolean isDue(long time) {
    return time >= from;
  }

  /// Shows what is about to be handled to those who want to see it now.
  void show(Scheduler.Next next) {
    boolean atRest = scheduler.isAtRest();
    if (scheduler.now() >= observed && atRest) {
      observed = Long.MAX_VALUE;
      from = scoutedFrom;
      observer.run();
    }
    if (scheduler.now() >= scoutedFrom) {
      scout.sees(next, atRest);
    }
  }
}
