package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Ordering;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.sync.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All who wait at futexes, by where these lie.
final class Futexes {
  private static final int FEW = 64;

  private final Scheduler scheduler;
  private final FutexWaits waits;
  private final Map<FutexKey, FutexQueue> queues = new HashMap<>();
  private final Map<Task, FutexWaiter> waiters = new IdentityHashMap<>();

  Futexes(Scheduler scheduler, FutexWaits waits) {
    this.scheduler = scheduler;
    this.waits = waits;
  }

  FutexQueue queue(FutexKey key) {
    FutexQueue known = queues.get(key);
    if (known == null) {
      if (queues.size() >= FEW) {
        queues.values().removeIf(queue -> queue.tasks.isEmpty());
        waiters.keySet().removeIf(task -> task.state == Task.State.DEAD);
      }
      known = new FutexQueue(key);
      queues.put(key, known);
    }
    return known;
  }

  /// Those who wait at a futex and have not been let go on, in the order in which they came. Who is
  /// stopped does not wait: its call is made again when it goes on.
  List<Task> tasks(FutexKey key) {
    FutexQueue queue = queues.get(key);
    if (queue == null || queue.tasks.isEmpty()) {
      return List.of();
    }
    List<Task> all = new ArrayList<>();
    queue.tasks.forEach(
        task -> {
          boolean waits = task.progress == FutexWaiter.WAITING && waiters.containsKey(task);
          if (waits && !task.process().signals.stopped) {
            all.add(task);
          }
        });
    return all;
  }

  /// The queues that there are.
  List<FutexQueue> all() {
    return List.copyOf(queues.values());
  }

  /// The call with which one of these waits.
  FutexWaiter of(Task waiting) {
    return Objects.requireNonNull(waiters.get(waiting));
  }

  /// The call with which a task waits, or null.
  @Nullable FutexWaiter waiter(Task task) {
    return task.progress == 0 ? null : waiters.get(task);
  }

  /// Has a task wait, for the first time or on.
  ///
  /// @param address of the futex, for its name
  long block(Task task, FutexWaiter waiter, long address) {
    if (task.progress == 0) {
      waiters.put(task, waiter);
      task.progress = FutexWaiter.WAITING;
    }
    boolean timed = waiter.until != Long.MAX_VALUE;
    if (timed && task.deadline != waiter.until) {
      scheduler.deadline(task, waiter.until);
    }
    scheduler.block(
        task,
        waiter.queue.tasks,
        Names.label(task, address, "futex"),
        () -> timed ? Wait.TIMER : waits.mayEnd(task, waiter, address));
    return Calls.BLOCKED;
  }

  /// The wait of a task is over.
  void remove(Task task) {
    if (task.progress > FutexWaiter.WAITING) {
      scheduler.facts().ordering().acquires(task, new Ordering.Part(this, task.tid()));
    }
    waiters.remove(task);
  }

  /// Lets a task go on.
  ///
  /// @param progress what it then finds
  void release(Task task, long progress) {
    task.progress = progress;
    scheduler.facts().releases(new Ordering.Part(this, task.tid()));
    scheduler.wake(task);
  }

  /// Has a task wait elsewhere.
  void move(Task task, FutexQueue to) {
    FutexWaiter waiter = waiters.get(task);
    if (waiter != null) {
      waiter.queue.tasks.remove(task);
      waiter.queue = to;
      waiter.moved = true;
      to.tasks.add(task);
      task.queue = to.tasks;
      // Its call looks at where it is now, and what may end its wait is judged anew.
      scheduler.wake(task);
    }
  }
}
