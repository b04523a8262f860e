package dev.ringfence.kernel;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.user.Context;
import java.util.function.Consumer;

/// Tells of system calls by events, on demand with the text that `strace(1)` has for them.
final class CallEvents {
  private final Scheduler scheduler;
  private final Consumer<Event> events;
  private boolean describes;

  CallEvents(Scheduler scheduler, Consumer<Event> events) {
    this.scheduler = scheduler;
    this.events = events;
  }

  void describe() {
    describes = true;
  }

  void entered(Task task, Call call) {
    Context context = task.context();
    events.accept(
        new Event.CallEntered(
            scheduler.now(),
            task.tid(),
            context.cpu,
            call.name(),
            context.argument(0),
            context.argument(1),
            context.argument(2),
            context.argument(3),
            context.userLine(),
            describes ? call.description().entry(task) : ""));
  }

  void blocked(Task task, Call call) {
    events.accept(
        new Event.CallBlocked(
            scheduler.now(),
            task.tid(),
            call.name(),
            task.waitsFor,
            describes ? call.description().waiting(task) : ""));
  }

  /// @param returned what the call returns
  /// @param waited whether it had to wait
  /// @return the call's end as it is to be told, made before its result is stored
  Event.CallReturned returned(Task task, Call call, long returned, boolean waited) {
    String shown = describes ? call.description().exit(task, returned, waited) : "";
    return new Event.CallReturned(scheduler.now(), task.tid(), call.name(), returned, shown);
  }
}
