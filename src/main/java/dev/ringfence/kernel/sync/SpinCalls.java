package dev.ringfence.kernel.sync;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.deadlock.LockRequest.Manner;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;

/// The calls on spin locks (`pthread_spin_lock(3)`), which lie in memory like mutexes of the normal
/// kind. Whoever finds one taken sleeps.
final class SpinCalls {
  private static final String WHAT = "spin lock";

  private final MutexCalls mutexes;

  SpinCalls(MutexCalls mutexes) {
    this.mutexes = mutexes;
  }

  void addTo(Calls calls) {
    MutexCalls.add(calls, "int pthread_spin_lock(pthread_spinlock_t *lock)", this::take).waits();
    MutexCalls.add(calls, "int pthread_spin_trylock(pthread_spinlock_t *lock)", this::tryTake);
    MutexCalls.add(calls, "int pthread_spin_unlock(pthread_spinlock_t *lock)", this::letGo)
        .acts(Act.UNLOCK);
  }

  private long take(Task task) {
    return take(task, Manner.WAITS);
  }

  private long take(Task task, Manner manner) {
    return mutexes.take(task, task.argument(0), Long.MAX_VALUE, WHAT, 0, manner);
  }

  private long tryTake(Task task) {
    long owner = UserMemory.getInt(task.process().memory(), task.argument(0));
    return owner > 0 && !mutexes.isFree(task, task.argument(0), WHAT)
        ? Errno.EBUSY.result()
        : take(task, Manner.TRIES);
  }

  private long letGo(Task task) {
    return mutexes.letGo(task, task.argument(0), WHAT, false) ? 0 : Errno.EFAULT.result();
  }
}
