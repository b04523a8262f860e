package dev.ringfence.kernel.clock;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.function.Consumer;

/// The calls by which a program says what is to be measured: `measure_begin(name)` and
/// `measure_end(name)` of `ringfence.h`. They cost what an atomic instruction costs.
public final class MeasureCalls {
  /// Bytes of a name; the rest is cut off.
  private static final int NAME_MAX = 64;

  private final Scheduler scheduler;
  private final Consumer<Event> events;

  public MeasureCalls(Scheduler scheduler, Consumer<Event> events) {
    this.scheduler = scheduler;
    this.events = events;
  }

  public void addTo(Calls calls) {
    calls
        .add("ringfence.h", "int measure_begin(const char *name)", task -> measure(task, true))
        .fast();
    calls
        .add("ringfence.h", "int measure_end(const char *name)", task -> measure(task, false))
        .fast();
  }

  private long measure(Task task, boolean begins) {
    String name = UserMemory.string(task.process().memory(), task.argument(0), NAME_MAX);
    if (name == null) {
      return Errno.EFAULT.result();
    }
    events.accept(new Event.Measured(scheduler.now(), task.tid(), name, begins));
    return 0;
  }
}
