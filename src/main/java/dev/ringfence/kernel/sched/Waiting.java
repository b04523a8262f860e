package dev.ringfence.kernel.sched;

import dev.ringfence.event.Events;
import dev.ringfence.kernel.process.RankedQueue;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Facts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How tasks come to wait, and what wakes them: queues, and timers.
public abstract sealed class Waiting permits Scheduler {
  final Deque<Task> woken = new ArrayDeque<>();
  final Timers timers = new Timers();
  final Facts facts;

  Waiting(Events events) {
    facts = new Facts(events, this::now);
  }

  /// The virtual time of what is being handled.
  public abstract long now();

  /// What is told of objects and tasks.
  public Facts facts() {
    return facts;
  }

  /// Takes the task off its CPU and into a queue; its call will be made again.
  ///
  /// @param object what it waits for, as reports call it
  /// @param formula what could end the wait
  public void block(Task task, WaitQueue queue, String object, Wait.Formula formula) {
    if (task.queue != queue) {
      if (task.queue != null) {
        task.queue.remove(task);
      }
      queue.add(task);
      task.queue = queue;
    }
    if (task.state != Task.State.BLOCKED) {
      task.blockedAt = now();
    }
    task.state = Task.State.BLOCKED;
    task.waitsFor = object;
    task.formula = formula;
  }

  /// As [#block], for a queue in which a task that was woken, and has to go on waiting, comes
  /// behind all others.
  public void blockLast(Task task, WaitQueue queue, String object, Wait.Formula formula) {
    if (task.queue == queue) {
      queue.remove(task);
      queue.add(task);
    }
    block(task, queue, object, formula);
  }

  /// As [#block], for a queue in which whoever comes is put before all others, and keeps its place.
  public void blockFirst(Task task, WaitQueue queue, String object, Wait.Formula formula) {
    if (task.queue == null) {
      queue.addFirst(task);
      task.queue = queue;
    }
    block(task, queue, object, formula);
  }

  /// As [#block], at the head of the queue and not exclusively: such a task, also one that was
  /// woken and has to go on waiting, comes before all others, and is woken with the first of those.
  public void blockNonexclusive(Task task, WaitQueue queue, String object, Wait.Formula formula) {
    if (task.queue != null) {
      task.queue.remove(task);
    }
    queue.addFirst(task);
    task.queue = queue;
    block(task, queue, object, new Wait.Nonexclusive(formula));
  }

  /// Sets when a blocked task's wait ends by itself.
  public void deadline(Task task, long time) {
    task.deadline = time;
    timers.add(time, task);
  }

  /// Sets when an alarm goes off, in place of when it was to do so before.
  public void set(Alarm alarm, long time) {
    alarm.set(time);
    timers.add(time, alarm);
  }

  /// The object behind the queue has changed: the calls that wait there are to be made again.
  public void wake(WaitQueue queue) {
    queue.forEach(this::wake);
  }

  /// As [#wake(WaitQueue)] for the task that has waited longest, and before it for all that do not
  /// wait exclusively. False if nobody waits but those.
  public boolean wakeFirst(WaitQueue queue) {
    Task task = queue.firstAsleep();
    while (task != null && task.isNonexclusive()) {
      wake(task);
      task = queue.nextAsleep(task);
    }
    if (task != null) {
      wake(task);
    }
    return task != null;
  }

  /// As [#wakeFirst], for a task whose call is to be made again when it has a CPU, and not before:
  /// until then others can take what it waits for, as what glibc makes of futexes.
  public boolean rouseFirst(WaitQueue queue) {
    Task task = queue.firstAsleep();
    if (task != null) {
      rouse(task);
    }
    return task != null;
  }

  /// As [#rouseFirst], if none has been roused and not looked yet.
  public boolean rouseOne(WaitQueue queue) {
    Task first = queue.first();
    return (first == null || !first.isRoused) && rouseFirst(queue);
  }

  /// As [#rouseFirst], for one task.
  public void rouse(Task task) {
    if (!task.isWoken) {
      task.isRoused = true;
      wake(task);
    }
  }

  /// One task's call is to be made again.
  public void wake(Task task) {
    if (!task.isWoken) {
      task.isWoken = true;
      woken.add(task);
      facts.wakes(task);
    }
  }

  /// The next task whose call is to be made again, or null.
  public @Nullable Task pollWoken() {
    Task task = woken.poll();
    if (task != null) {
      task.isWoken = false;
    }
    return task;
  }

  /// Shows the tasks whose calls are to be made again.
  public void forEachWoken(Consumer<Task> action) {
    woken.forEach(action);
  }

  /// Ends the task's wait: out of its queue, without a deadline. If it had its turn, or was woken
  /// in place of others and has not looked yet, the next one does.
  public void unblock(Task task) {
    WaitQueue queue = task.queue;
    boolean isExclusive = !task.isNonexclusive();
    boolean hasTurn = queue != null && queue.hasTurn(task);
    if (queue != null) {
      queue.remove(task);
      task.queue = null;
      if (queue instanceof RankedQueue ranked) {
        Inheritance.changed(ranked);
      }
    }
    boolean unheard = task.isWoken || task.process().willRetry(task);
    if (task.isWoken) {
      woken.remove(task);
      task.isWoken = false;
      task.isRoused = false;
    }
    if (queue != null && (hasTurn || unheard && isExclusive)) {
      wakeFirst(queue);
    }
    task.deadline = Long.MAX_VALUE;
  }
}
