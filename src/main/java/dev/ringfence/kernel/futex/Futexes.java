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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All who wait at futexes, by where these lie.
final class Futexes {
  private static final int FEW = 64;

  private final Scheduler scheduler;
  private final FutexKeys keys;
  private final FutexWaits waits;
  private final Map<FutexKey, FutexQueue> queues = new HashMap<>();
  private long arrivals;

  Futexes(Scheduler scheduler, FutexKeys keys, FutexWaits waits) {
    this.scheduler = scheduler;
    this.keys = keys;
    this.waits = waits;
  }

  /// Where a task says that a futex lies.
  ///
  /// @param shared whether it is meant for several processes
  FutexPlace place(Task task, long address, boolean shared) {
    return new FutexPlace(keys, task, address, shared);
  }

  FutexQueue queue(FutexKey key) {
    FutexQueue known = queues.get(key);
    if (known == null) {
      if (queues.size() >= FEW) {
        queues.values().removeIf(FutexQueue::isEmpty);
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
    Task first = queue.tasks.first();
    if (first != null && !queue.tasks.hasSeveral() && queue.parts.isEmpty()) {
      FutexWaiter waiter = asleep(first);
      return waiter == null ? List.of() : List.of(waiter);
    }
    List<FutexWaiter> all = new ArrayList<>();
    queue.tasks.forEach(
        task -> {
          FutexWaiter waiter = asleep(task);
          if (waiter != null) {
            all.add(waiter);
          }
        });
    if (!queue.parts.isEmpty()) {
      queue.parts.stream().filter(part -> !part.task.process().signals.stopped).forEach(all::add);
      all.sort(
          Comparator.comparingInt((FutexWaiter waiter) -> -Schedule.rank(waiter.task))
              .thenComparingLong(waiter -> waiter.arrival));
    }
    return all;
  }

  private @Nullable FutexWaiter asleep(Task task) {
    boolean waits = task.progress == FutexWaiter.WAITING && !task.process().signals.stopped;
    return waits ? waiter(task) : null;
  }

  /// The queues that there are.
  List<FutexQueue> all() {
    return List.copyOf(queues.values());
  }

  /// The call with which a task waits at one futex, or null.
  @Nullable FutexWaiter waiter(Task task) {
    return task.progress != 0 && task.pending instanceof FutexWaiter waiter ? waiter : null;
  }

  /// The call with which it waits at several, or null.
  @Nullable FutexVector vector(Task task) {
    return task.progress != 0 && task.pending instanceof FutexVector vector ? vector : null;
  }

  /// Has a task wait, for the first time or on.
  ///
  /// @param address of the futex, for its name
  long block(FutexWaiter waiter, long address) {
    Task task = waiter.task;
    if (task.progress == 0) {
      task.pending = waiter;
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
      task.pending = vector;
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
    leave(task);
    task.pending = null;
  }

  /// A task ends, wherever it waits.
  void leave(Task task) {
    if (task.pending instanceof FutexVector vector) {
      vector.parts.forEach(part -> part.queue.parts.remove(part));
    }
  }

  /// Lets a task go on.
  ///
  /// @param progress what it then finds
  void release(FutexWaiter waiter, long progress) {
    FutexVector vector = waiter.vector;
    if (vector != null) {
      vector.woken = Math.max(vector.woken, vector.parts.indexOf(waiter));
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
