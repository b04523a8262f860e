package dev.ringfence.kernel;

import dev.ringfence.event.Events;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Facts;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.user.Context;

/// Tells of system calls by events, on demand with the text that `strace(1)` has for them.
final class CallEvents {
  private final Scheduler scheduler;
  private final Events events;
  private boolean describes;

  CallEvents(Scheduler scheduler, Events events) {
    this.scheduler = scheduler;
    this.events = events;
  }

  void describe() {
    describes = true;
  }

  void entered(Task task, Call call) {
    Context context = task.context();
    int line = context.userLine();
    scheduler.facts().at(line);
    events.callEntered(
        scheduler.now(),
        task.tid(),
        context.cpu,
        call.name(),
        context.argument(0),
        context.argument(1),
        context.argument(2),
        context.argument(3),
        line,
        describes ? call.description().entry(task) : "");
  }

  void blocked(Task task, Call call) {
    String shown = describes ? call.description().waiting(task) : "";
    WaitQueue queue = task.queue;
    Facts facts = scheduler.facts();
    boolean asks = facts.areAsked();
    events.callBlocked(
        scheduler.now(),
        task.tid(),
        call.name(),
        task.waitsFor,
        shown,
        queue != null && asks ? facts.identity(queue) : 0,
        asks ? facts.line() : 0);
  }

  /// Tells of a call's end, before its result is stored.
  ///
  /// @param returned what the call returns
  /// @param waited whether it had to wait
  void returned(Task task, Call call, long returned, boolean waited) {
    long resumed = waited ? 0 : task.context().time;
    String shown = describes ? call.description().exit(task, returned, waited) : "";
    events.callReturned(scheduler.now(), task.tid(), call.name(), returned, resumed, shown);
  }
}
