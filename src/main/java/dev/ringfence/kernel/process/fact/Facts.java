package dev.ringfence.kernel.process.fact;

import dev.ringfence.event.Events;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What the kernel tells of objects and of where tasks stand, while somebody asks for it; and whose
/// act is being handled.
public final class Facts {
  private final Events events;
  private final LongSupplier now;
  private final Map<Task, Waking> wakings = new IdentityHashMap<>();

  /// The numbers of what is waited for, by queue. They are not in the queues, of which there are as
  /// many as processes and pipes.
  private final Map<WaitQueue, Integer> objects = new IdentityHashMap<>();

  private int lastObject;
  private long wakes;
  private @Nullable Task acting;
  private Ordering ordering = Ordering.NONE;

  /// Where the call is that [#acting] has made last, or -1 until somebody asks.
  private int line = -1;

  /// The task of which the last thing told is that its wait is over.
  private @Nullable Task goesOn;

  /// That a task's call is to be made again, and through whom.
  private record Waking(int by, long at, int line) {}

  /// @param now tells the time of what is being handled
  public Facts(Events events, LongSupplier now) {
    this.events = events;
    this.now = now;
  }

  /// Whether somebody asks; otherwise nothing is to be told.
  public boolean areAsked() {
    return events.tellsObjects();
  }

  /// Sets who is told what orders the acts of tasks.
  public void order(Ordering whoever) {
    ordering = whoever;
  }

  /// Who is told what orders the acts of tasks.
  public Ordering ordering() {
    return ordering;
  }

  /// The task whose act is being handled, or null.
  public @Nullable Task acting() {
    return acting;
  }

  /// What is being done by the task whose act is being handled, if there is one, comes before what
  /// those do who acquire the object later.
  public void releases(Object at) {
    if (acting != null) {
      ordering.releases(acting, at, false);
    }
  }

  /// Says whose act is being handled from now on: a task's that is at rest, or null for that of a
  /// timer, a device or a network.
  ///
  /// @return whose was handled before
  public @Nullable Task act(@Nullable Task task) {
    Task before = acting;
    acting = task;
    line = -1;
    return before;
  }

  /// Says where in its program the task is whose act is being handled.
  public void at(int place) {
    line = place;
  }

  /// The number of what is waited for in a queue.
  public int identity(WaitQueue queue) {
    Integer known = objects.get(queue);
    if (known == null) {
      known = ++lastObject;
      objects.put(queue, known);
    }
    return known;
  }

  /// Has two queues be those of one object.
  public void unite(WaitQueue one, WaitQueue other) {
    if (areAsked()) {
      objects.put(other, identity(one));
    }
  }

  /// Where the task is whose act is being handled, or 0 if nobody's is.
  public int line() {
    if (line < 0) {
      line = acting == null ? 0 : acting.context().userLine();
    }
    return line;
  }

  public void taken(Task task, Holding holding, boolean shared) {
    WaitObject object = holding.object();
    int number = identity(object.queue());
    events.tell(
        new ObjectEvent.Taken(
            now.getAsLong(), task.tid(), number, object.name(), holding.place(), shared));
  }

  public void given(Task task, WaitObject object) {
    int number = identity(object.queue());
    events.tell(new ObjectEvent.Given(now.getAsLong(), task.tid(), number, line()));
  }

  public void signalled(Task task, WaitObject object) {
    int number = identity(object.queue());
    events.tell(new ObjectEvent.Signalled(now.getAsLong(), task.tid(), number, object.name()));
  }

  /// A task's call is to be made again.
  public void wakes(Task task) {
    wakes++;
    if (areAsked()) {
      if (acting == null) {
        wakings.remove(task);
      } else {
        wakings.put(task, new Waking(acting.tid(), now.getAsLong(), line()));
      }
    }
  }

  /// A blocked task's wait is over, by a timer or by whoever has had its call be made again.
  ///
  /// @param queue in which it has waited, or null if it is in none any more
  public void woken(Task task, @Nullable WaitQueue queue) {
    if (areAsked()) {
      long time = now.getAsLong();
      int object = queue == null ? 0 : identity(queue);
      Waking waking = wakings.remove(task);
      events.tell(
          waking == null
              ? new ObjectEvent.Woken(time, task.tid(), 0, time, 0, object)
              : new ObjectEvent.Woken(time, task.tid(), waking.by, waking.at, waking.line, object));
      goesOn = task;
    }
  }

  /// A task that was woken has to go on waiting for the same.
  ///
  /// @param hasActed whether its call has had others look meanwhile, and so done something
  public void waitsOn(Task task, @Nullable WaitQueue queue, boolean hasActed) {
    if (areAsked()) {
      if (hasActed && queue != null) {
        woken(task, queue);
        paused(task, queue, task.waitsFor);
      }
      wakings.remove(task);
    }
  }

  /// How often calls have been found to be made again.
  public long wakes() {
    return wakes;
  }

  /// A task can go on as soon as there is a CPU.
  public void readied(Task task) {
    if (areAsked() && goesOn != task) {
      int by = acting == null ? 0 : acting.tid();
      events.tell(new ObjectEvent.Readied(now.getAsLong(), task.tid(), by));
    }
    goesOn = null;
  }

  /// A process is there when the machine is booted.
  public void begins(Process process) {
    for (Task task : process.tasks) {
      runs(process, task.context().program().name());
      readied(task);
    }
  }

  /// A process runs a program from now on.
  public void runs(Process process, String program) {
    if (areAsked()) {
      events.tell(new ObjectEvent.Runs(now.getAsLong(), process.pid(), program));
    }
  }

  /// A task has left its CPU.
  ///
  /// @param time the CPU's
  public void left(Task task, int cpu, long time) {
    if (areAsked()) {
      events.tell(new ObjectEvent.Left(time, cpu, task.tid()));
    }
  }

  /// A task waits outside of a call.
  public void paused(Task task, WaitQueue queue, String name) {
    if (areAsked()) {
      goesOn = null;
      int object = identity(queue);
      events.tell(new ObjectEvent.Paused(now.getAsLong(), task.tid(), object, name));
    }
  }

  /// Something from which tasks read has become fuller or emptier, for whoever asks.
  ///
  /// @param queue of those who wait for it
  /// @param capacity how much goes in, or 0 if that is not known
  public void level(WaitQueue queue, String name, long queued, long capacity, boolean full) {
    int object = identity(queue);
    int by = acting == null ? 0 : acting.tid();
    events.tell(new ObjectEvent.Level(now.getAsLong(), object, name, queued, capacity, full, by));
  }
}
