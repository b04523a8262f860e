package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.RankedQueue;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.sync.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All who wait at futexes, by where these lie.
final class Futexes {
  private static final int FEW = 64;

  private final Scheduler scheduler;
  private final FutexWaits waits;
  private final Map<FutexKey, FutexQueue> queues = new HashMap<>();
  private final Map<Task, FutexWaiter> waiters = new IdentityHashMap<>();
  private final Map<Task, FutexVector> vectors = new IdentityHashMap<>();
  private long arrivals;

  Futexes(Scheduler scheduler, FutexWaits waits) {
    this.scheduler = scheduler;
    this.waits = waits;
  }

  FutexQueue queue(FutexKey key) {
    FutexQueue known = queues.get(key);
    if (known == null) {
      if (queues.size() >= FEW) {
        queues.values().removeIf(FutexQueue::isEmpty);
        waiters.keySet().removeIf(task -> task.state == Task.State.DEAD);
      }
      known = new FutexQueue(key);
      queues.put(key, known);
    }
    return known;
  }

  /// Those who wait at a futex and have not been let go on, in the order in which they came. Who is
  /// stopped does not wait: its call is made again when it goes on.
  List<FutexWaiter> waiting(FutexKey key) {
    FutexQueue queue = queues.get(key);
    if (queue == null || queue.isEmpty()) {
      return List.of();
    }
    List<FutexWaiter> all = new ArrayList<>();
    queue.tasks.forEach(
        task -> {
          FutexWaiter waiter = waiter(task);
          if (waiter != null && task.progress == FutexWaiter.WAITING) {
            all.add(waiter);
          }
        });
    if (!queue.parts.isEmpty()) {
      all.addAll(queue.parts);
      all.sort(
          Comparator.comparingInt((FutexWaiter waiter) -> -Schedule.rank(waiter.task))
              .thenComparingLong(waiter -> waiter.arrival));
    }
    all.removeIf(waiter -> waiter.task.process().signals.stopped);
    return all;
  }

  /// The queues that there are.
  List<FutexQueue> all() {
    return List.copyOf(queues.values());
  }

  /// The call with which a task waits at one futex, or null.
  @Nullable FutexWaiter waiter(Task task) {
    return task.progress == 0 ? null : waiters.get(task);
  }

  /// The call with which it waits at several, or null.
  @Nullable FutexVector vector(Task task) {
    return task.progress == 0 ? null : vectors.get(task);
  }

  /// Has a task wait, for the first time or on.
  ///
  /// @param address of the futex, for its name
  long block(FutexWaiter waiter, long address) {
    Task task = waiter.task;
    if (task.progress == 0) {
      waiters.put(task, waiter);
      waiter.arrival = arrivals++;
    }
    return block(
        task,
        waiter.queue.tasks,
        waiter.until,
        waiter.queue.label(task, address),
        () -> waits.mayEnd(waiter, address));
  }

  /// As [#block(FutexWaiter, long)] for a task that waits at several futexes.
  long block(Task task, FutexVector vector) {
    if (task.progress == 0) {
      vectors.put(task, vector);
      for (FutexWaiter part : vector.parts) {
        part.arrival = arrivals++;
        part.queue = queue(part.queue.key);
        part.queue.parts.add(part);
      }
    }
    String name = Names.label(task, vector.places.getFirst().address(), "futex");
    int others = vector.places.size() - 1;
    return block(
        task,
        vector.task,
        vector.until(),
        others == 0 ? name : name + " or " + others + " more",
        () -> waits.mayEnd(vector));
  }

  private long block(Task task, RankedQueue queue, long until, String name, Wait.Formula formula) {
    task.progress = FutexWaiter.WAITING;
    boolean timed = until != Long.MAX_VALUE;
    if (timed && task.deadline != until) {
      scheduler.deadline(task, until);
    }
    scheduler.block(task, queue, name, timed ? () -> Wait.TIMER : formula);
    return Calls.BLOCKED;
  }

  /// The wait of a task is over.
  void remove(Task task) {
    if (task.progress > FutexWaiter.WAITING) {
      scheduler.facts().ordering().acquires(task, new Ordering.Part(this, task.tid()));
    }
    waiters.remove(task);
    leave(task);
  }

  /// A task ends, wherever it waits.
  void leave(Task task) {
    FutexVector vector = vectors.remove(task);
    if (vector != null) {
      vector.parts.forEach(part -> part.queue.parts.remove(part));
    }
  }

  /// Lets a task go on.
  ///
  /// @param progress what it then finds
  void release(FutexWaiter waiter, long progress) {
    FutexVector vector = waiter.vector;
    if (vector != null) {
      vector.woken = vector.parts.indexOf(waiter);
      waiter.queue.parts.remove(waiter);
    }
    waiter.task.progress = progress;
    scheduler.facts().releases(new Ordering.Part(this, waiter.task.tid()));
    scheduler.wake(waiter.task);
  }

  /// Has a call wait elsewhere.
  void move(FutexWaiter waiter, FutexQueue to) {
    waiter.moved = true;
    waiter.arrival = arrivals++;
    if (waiter.vector != null) {
      waiter.queue.parts.remove(waiter);
      to.parts.add(waiter);
    } else {
      waiter.queue.tasks.remove(waiter.task);
      to.tasks.add(waiter.task);
      waiter.task.queue = to.tasks;
    }
    waiter.queue = to;
    // Its call looks at where it is now, and what may end its wait is judged anew.
    scheduler.wake(waiter.task);
  }
}
