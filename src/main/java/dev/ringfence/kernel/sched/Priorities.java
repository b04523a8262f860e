package dev.ringfence.kernel.sched;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.RankedQueue;
import java.util.function.LongSupplier;

/// Sets how tasks are scheduled, and lets those inherit who hold what others wait for.
public final class Priorities {
  private final RunQueue ready;
  private final Events events;
  private final LongSupplier now;
  private boolean inheritsAlways;
  private boolean isFollowed;

  Priorities(RunQueue ready, Events events, LongSupplier now) {
    this.ready = ready;
    this.events = events;
    this.now = now;
  }

  /// Sets how a task is scheduled.
  public void set(Task task, Schedule.Wish wish) {
    if (wish.equals(Schedule.of(task))) {
      return;
    }
    ready.order();
    task.schedule().wish(wish);
    if (task.state == Task.State.READY) {
      ready.remove(task);
      ready.add(task);
    }
    Inheritance.ranked(task);
    if (isFollowed) {
      events.tellObjects();
    }
    events.tell(
        new Event.PriorityChanged(
            now.getAsLong(), task.tid(), wish.policy(), wish.priority(), wish.nice()));
  }

  /// Schedules a new task as the one that has made it.
  public void copy(Task parent, Task child) {
    if (parent.schedule != null) {
      child.schedule().virtualTime = parent.schedule.virtualTime;
      set(child, Schedule.of(parent).ofChild());
    }
  }

  /// A task has taken, or keeps, what others wait for in a queue: it inherits their priority, or
  /// has the ceiling of the queue.
  public void lend(RankedQueue queue, Task holder) {
    Inheritance.hold(queue, holder);
    if (queue.ceiling > 0) {
      ready.order();
    }
  }

  /// What others wait for in a queue has been let go, and with it what its holder inherited.
  public void giveBack(RankedQueue queue) {
    if (queue.holder != null) {
      Inheritance.release(queue);
    }
  }

  /// Has facts about objects be told from when a task is first scheduled otherwise than as usual.
  public void follow() {
    isFollowed = true;
  }

  /// Treats all mutexes as if they were of `PTHREAD_PRIO_INHERIT`, from now on.
  public void inheritAlways() {
    inheritsAlways = true;
  }

  public boolean inheritsAlways() {
    return inheritsAlways;
  }
}
