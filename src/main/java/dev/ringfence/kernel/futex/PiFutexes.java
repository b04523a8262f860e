package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/// Futexes whose words say who holds them, by `FUTEX_LOCK_PI` and `FUTEX_UNLOCK_PI`: the kernel
/// passes such a futex on to whoever has waited longest, also when its holder ends.
///
/// Its holder inherits the priority of those who wait. Who waits for whom is known, and a wait that
/// would close a circle is refused (`EDEADLK`).
final class PiFutexes {
  private final Processes processes;
  private final Scheduler scheduler;
  private final Futexes futexes;

  PiFutexes(Processes processes, Scheduler scheduler, Futexes futexes) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.futexes = futexes;
  }

  /// Takes a futex, or waits for it until that time.
  long lock(Task task, boolean shared, long until, boolean tries) {
    long address = task.argument(0);
    FutexWaiter waiter = futexes.waiter(task);
    if (waiter != null && (task.progress >= FutexWaiter.WOKEN || isOver(waiter))) {
      return goOn(waiter, address);
    }
    FutexPlace place = futexes.place(task, address, shared);
    long refusal = place.refusal(true);
    if (refusal != 0) {
      return refusal;
    }
    FutexKey key = place.key();
    Integer word = FutexWord.get(task, address);
    if (word == null) {
      return Errno.EFAULT.result();
    }
    int holder = word & FutexWord.TID_MASK;
    if (holder == task.tid()) {
      return Errno.EDEADLK.result();
    }
    FutexWaiter first = first(key, false, task);
    if (first(key, true, task) == null && first != null) {
      return Errno.EINVAL.result();
    }
    if (holder == 0 && first == null) {
      int taken = word & FutexWord.OWNER_DIED | task.tid();
      futexes.remove(task);
      return FutexWord.put(task, address, taken) ? 0 : Errno.EFAULT.result();
    }
    FutexQueue queue = futexes.queue(key);
    boolean orphaned = holder == 0 && (word & FutexWord.OWNER_DIED) != 0;
    if (first != null && holder != queue.owner && !orphaned) {
      return Errno.EINVAL.result();
    }
    Task owner = processes.task(task.process().host, first == null ? holder : queue.owner);
    if (owner == null) {
      return Errno.ESRCH.result();
    }
    // Also who does not wait in the end has its holder come into the kernel.
    if (!FutexWord.put(task, address, word | FutexWord.WAITERS)) {
      return Errno.EFAULT.result();
    }
    if (tries || leadsBack(owner, task)) {
      return (tries ? Errno.EAGAIN : Errno.EDEADLK).result();
    }
    queue.owner = owner.tid();
    FutexWaiter waits = waiter == null ? new FutexWaiter(task, queue, 0, until) : waiter;
    waits.locks = true;
    long result = goOn(waits, address);
    scheduler.priorities().lend(queue.tasks, owner);
    return result;
  }

  /// Whether its time is up.
  boolean isOver(FutexWaiter waiter) {
    return waiter.until <= Math.max(scheduler.now(), waiter.task.context().time);
  }

  /// A call waits on, or has what it waited for.
  long goOn(FutexWaiter waiter, long address) {
    Task task = waiter.task;
    if (task.progress >= FutexWaiter.WOKEN) {
      futexes.remove(task);
      if (task.progress == FutexWaiter.BEQUEATHED) {
        int word = task.tid() | FutexWord.OWNER_DIED | FutexWord.WAITERS;
        return FutexWord.put(task, address, word) ? 0 : Errno.EFAULT.result();
      }
      return 0;
    }
    if (isOver(waiter)) {
      futexes.remove(task);
      return Errno.ETIMEDOUT.result();
    }
    return futexes.block(waiter, address);
  }

  /// Whether a task waits, perhaps by way of others, for a futex that the other one holds.
  boolean leadsBack(Task from, Task to) {
    Task at = from;
    int steps = 0;
    while (at != null && at != to && steps++ <= processes.creation().forks()) {
      FutexWaiter waiter = at.state == Task.State.BLOCKED ? futexes.waiter(at) : null;
      at =
          waiter != null && waiter.locks && at.progress == FutexWaiter.WAITING
              ? processes.task(at.process().host, waiter.queue.owner)
              : null;
    }
    return at == to;
  }

  /// The first who waits at a futex and has not been let go on, or null.
  ///
  /// @param locks whether only those count who want to have it
  /// @param except who does not count
  private @Nullable FutexWaiter first(FutexKey key, boolean locks, Task except) {
    for (FutexWaiter waiting : futexes.waiting(key)) {
      if (waiting.task != except && (waiting.locks || !locks)) {
        return waiting;
      }
    }
    return null;
  }

  /// Takes a futex for a task that waits elsewhere, and lets that go on: 1. Or finds out who holds
  /// it: 0. Or a negative error number.
  ///
  /// @param others whether others are to wait for it then
  long lockFor(FutexWaiter waiter, FutexPlace place, boolean others) {
    Task task = place.task();
    Integer word = FutexWord.get(task, place.address());
    if (word == null) {
      return Errno.EFAULT.result();
    }
    int tid = waiter.task.tid();
    int holder = word & FutexWord.TID_MASK;
    if (holder == tid) {
      return Errno.EDEADLK.result();
    }
    FutexKey key = place.key();
    FutexWaiter first = first(key, false, waiter.task);
    if (first(key, true, waiter.task) == null && first != null) {
      return Errno.EINVAL.result();
    }
    FutexQueue queue = futexes.queue(key);
    if (holder == 0 && first == null) {
      int taken = word & FutexWord.OWNER_DIED | tid | (others ? FutexWord.WAITERS : 0);
      if (!FutexWord.put(task, place.address(), taken)) {
        return Errno.EFAULT.result();
      }
      queue.owner = tid;
      futexes.release(waiter, FutexWaiter.WOKEN);
      return 1;
    }
    Task owner = processes.task(task.process().host, first == null ? holder : queue.owner);
    if (owner == null) {
      return Errno.ESRCH.result();
    }
    queue.owner = owner.tid();
    boolean done = FutexWord.put(task, place.address(), word | FutexWord.WAITERS);
    return done ? 0 : Errno.EFAULT.result();
  }

  /// Has a call that waits elsewhere wait for a futex that somebody holds. False if that would
  /// close a circle.
  boolean join(FutexWaiter waiter, FutexKey key) {
    FutexQueue queue = futexes.queue(key);
    Task owner = processes.task(waiter.task.process().host, queue.owner);
    if (owner == null || leadsBack(owner, waiter.task)) {
      return false;
    }
    waiter.locks = true;
    futexes.move(waiter, queue);
    scheduler.priorities().lend(queue.tasks, owner);
    return true;
  }

  long unlock(Task task, boolean shared) {
    long address = task.argument(0);
    Integer word = FutexWord.get(task, address);
    if (word == null) {
      return Errno.EFAULT.result();
    }
    if ((word & FutexWord.TID_MASK) != task.tid()) {
      return Errno.EPERM.result();
    }
    FutexPlace place = futexes.place(task, address, shared);
    long refusal = place.refusal(true);
    if (refusal != 0) {
      return refusal;
    }
    FutexKey key = place.key();
    FutexWaiter next = first(key, true, task);
    if (next == null) {
      boolean other = first(key, false, task) != null;
      return other
          ? Errno.EINVAL.result()
          : FutexWord.put(task, address, 0) ? 0 : Errno.EFAULT.result();
    }
    if (!FutexWord.put(task, address, next.task.tid() | FutexWord.WAITERS)) {
      return Errno.EFAULT.result();
    }
    pass(futexes.queue(key), next, FutexWaiter.WOKEN);
    return 0;
  }

  private void pass(FutexQueue queue, FutexWaiter next, long progress) {
    queue.owner = next.task.tid();
    scheduler.priorities().lend(queue.tasks, next.task);
    futexes.release(next, progress);
    // Those who wait on rest on another holder now.
    futexes.waiting(queue.key).forEach(waiter -> scheduler.wake(waiter.task));
  }

  /// A task ends: what others wait for that it holds goes to the first of them.
  void leave(Task task) {
    for (FutexQueue queue : futexes.all()) {
      FutexWaiter next = queue.owner == task.tid() ? first(queue.key, true, task) : null;
      if (next != null) {
        pass(queue, next, FutexWaiter.BEQUEATHED);
      }
    }
  }
}
