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
    if (waiter != null && (task.progress >= FutexWaiter.WOKEN || isOver(waiter, task))) {
      return goOn(task, waiter, address);
    }
    if ((address & FutexKey.SIZE - 1) != 0) {
      return Errno.EINVAL.result();
    }
    FutexKey key = FutexKey.of(task, address, shared);
    Integer word = FutexWord.get(task, address);
    if (key == null || word == null) {
      return Errno.EFAULT.result();
    }
    int holder = word & FutexWord.TID_MASK;
    if (holder == task.tid()) {
      return Errno.EDEADLK.result();
    }
    Task first = first(key, false, task);
    if (first(key, true, task) == null && first != null) {
      return Errno.EINVAL.result();
    }
    if (holder == 0 && first == null) {
      int taken = word & FutexWord.OWNER_DIED | task.tid();
      futexes.remove(task);
      return FutexWord.put(task, address, taken) ? 0 : Errno.EFAULT.result();
    }
    FutexQueue queue = futexes.queue(key);
    Task owner = processes.task(task.process().host, first == null ? holder : queue.owner);
    if (owner == null) {
      return Errno.ESRCH.result();
    }
    if (tries || leadsBack(owner, task)) {
      return (tries ? Errno.EAGAIN : Errno.EDEADLK).result();
    }
    if (!FutexWord.put(task, address, word | FutexWord.WAITERS)) {
      return Errno.EFAULT.result();
    }
    queue.owner = owner.tid();
    FutexWaiter waits = waiter == null ? new FutexWaiter(queue, 0, until, true) : waiter;
    long result = goOn(task, waits, address);
    scheduler.priorities().lend(queue.tasks, owner);
    return result;
  }

  private boolean isOver(FutexWaiter waiter, Task task) {
    return waiter.until <= Math.max(scheduler.now(), task.context().time);
  }

  private long goOn(Task task, FutexWaiter waiter, long address) {
    if (task.progress >= FutexWaiter.WOKEN) {
      futexes.remove(task);
      if (task.progress == FutexWaiter.BEQUEATHED) {
        int word = task.tid() | FutexWord.OWNER_DIED | FutexWord.WAITERS;
        return FutexWord.put(task, address, word) ? 0 : Errno.EFAULT.result();
      }
      return 0;
    }
    if (isOver(waiter, task)) {
      futexes.remove(task);
      return Errno.ETIMEDOUT.result();
    }
    return futexes.block(task, waiter, address);
  }

  /// Whether a task waits, perhaps by way of others, for a futex that the other one holds.
  private boolean leadsBack(Task from, Task to) {
    Task at = from;
    int steps = 0;
    while (at != null && at != to && steps++ <= processes.forks()) {
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
  private @Nullable Task first(FutexKey key, boolean locks, Task except) {
    for (Task waiting : futexes.tasks(key)) {
      if (waiting != except && (futexes.of(waiting).locks || !locks)) {
        return waiting;
      }
    }
    return null;
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
    FutexKey key = (address & FutexKey.SIZE - 1) != 0 ? null : FutexKey.of(task, address, shared);
    if (key == null) {
      return Errno.EINVAL.result();
    }
    Task next = first(key, true, task);
    if (next == null) {
      boolean other = first(key, false, task) != null;
      return other
          ? Errno.EINVAL.result()
          : FutexWord.put(task, address, 0) ? 0 : Errno.EFAULT.result();
    }
    if (!FutexWord.put(task, address, next.tid() | FutexWord.WAITERS)) {
      return Errno.EFAULT.result();
    }
    pass(futexes.queue(key), next, FutexWaiter.WOKEN);
    return 0;
  }

  private void pass(FutexQueue queue, Task next, long progress) {
    queue.owner = next.tid();
    scheduler.priorities().lend(queue.tasks, next);
    futexes.release(next, progress);
    // Those who wait on rest on another holder now.
    futexes.tasks(queue.key).forEach(scheduler::wake);
  }

  /// A task ends: what others wait for that it holds goes to the first of them.
  void leave(Task task) {
    for (FutexQueue queue : futexes.all()) {
      Task next = queue.owner == task.tid() ? first(queue.key, true, task) : null;
      if (next != null) {
        pass(queue, next, FutexWaiter.BEQUEATHED);
      }
    }
  }
}
