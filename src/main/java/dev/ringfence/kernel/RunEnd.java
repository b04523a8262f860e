package dev.ringfence.kernel;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/// What ends a run before nothing can happen any more: a limit, a crash of the machine, or whoever
/// wants it to end. The first reason counts.
final class RunEnd {
  private final Limits limits;
  private final Scheduler scheduler;
  private final Events events;
  private String reason = "";
  private boolean reached;

  RunEnd(Limits limits, Scheduler scheduler, Events events) {
    this.limits = limits;
    this.scheduler = scheduler;
    this.events = events;
  }

  boolean isReached() {
    return reached;
  }

  /// Why the run has ended before its time, or the empty string.
  String reason() {
    return reason;
  }

  /// Ends the run, unless there is no reason.
  void stop(String why) {
    if (!reached) {
      reason = why;
      reached = !why.isEmpty();
    }
  }

  /// Ends the run if it has come to a limit.
  void checkLimits() {
    stop(limits.exceededBy(scheduler.now(), scheduler.busy(), events.count()));
  }

  /// Ends the run, as the machine has crashed.
  ///
  /// @param who whose doing it was, or null
  /// @param what what became of the machine, such as "the machine was reset by a triple fault"
  /// @param why what led to that, as a sentence without its full stop
  void crash(@Nullable Task who, String what, String why) {
    events.accept(
        new Event.MachineCrashed(
            scheduler.now(),
            who == null ? 0 : who.tid(),
            what,
            why,
            who == null ? "" : who.context().program().name(),
            who == null ? 0 : who.context().userLine()));
    stop(what);
  }
}
