package dev.ringfence.kernel;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.process.Task;
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
    long now = scheduler.now();
    long a = context.argument(0);
    long b = context.argument(1);
    long c = context.argument(2);
    long d = context.argument(3);
    int line = context.userLine();
    if (events.tellsSteps()) {
      String shown = describes ? call.description().entry(task) : "";
      events.accept(
          new Event.CallEntered(
              now, task.tid(), context.cpu, call.name(), a, b, c, d, line, shown));
    } else {
      events.callEntered(now, task.tid(), context.cpu, call.name(), a, b, c, d, line);
    }
  }

  void blocked(Task task, Call call) {
    if (events.tellsSteps()) {
      String shown = describes ? call.description().waiting(task) : "";
      events.accept(
          new Event.CallBlocked(scheduler.now(), task.tid(), call.name(), task.waitsFor, shown));
    } else {
      events.callBlocked(scheduler.now(), task.tid(), call.name(), task.waitsFor);
    }
  }

  /// Tells of a call's end, before its result is stored.
  ///
  /// @param returned what the call returns
  /// @param waited whether it had to wait
  void returned(Task task, Call call, long returned, boolean waited) {
    if (events.tellsSteps()) {
      String shown = describes ? call.description().exit(task, returned, waited) : "";
      long resumed = waited ? 0 : task.context().time;
      events.accept(
          new Event.CallReturned(
              scheduler.now(), task.tid(), call.name(), returned, resumed, shown));
    } else {
      events.callReturned(scheduler.now(), task.tid(), call.name(), returned);
    }
  }
}
