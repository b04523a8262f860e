package dev.ringfence.kernel.sync;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Timespec;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// The calls on mutexes and conditions: `pthread_mutex_lock(3)`, `pthread_cond_wait(3)` and their
/// kin.
///
/// A mutex lies in the process's memory: the number of the thread that holds it, or 0, at offset 0,
/// how often a recursive one is held at 4, and the kind at 16. A condition has no state but its
/// queue.
public final class MutexCalls {
  private static final int COUNT = 4;
  private static final int KIND = 16;
  private static final int RECURSIVE = 1;
  private static final int ERRORCHECK = 2;

  /// How far a wait for a condition has come: the value of [Task#progress].
  private static final long WAITING = 1;

  private static final long SIGNALLED = 2;
  private static final long TIMED_OUT = 3;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Profile profile;

  public MutexCalls(Processes processes, Scheduler scheduler, Profile profile) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    add(calls, "int pthread_mutex_lock(pthread_mutex_t *mutex)", this::lock);
    add(calls, "int pthread_mutex_trylock(pthread_mutex_t *mutex)", this::trylock);
    add(
        calls,
        "int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *abstime)",
        this::timedlock);
    add(calls, "int pthread_mutex_unlock(pthread_mutex_t *mutex)", this::unlock).acts(Act.UNLOCK);
    add(
            calls,
            "int pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)",
            task -> await(task, false))
        .acts(Act.UNLOCK);
    add(
            calls,
            "int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,"
                + " const struct timespec *abstime)",
            task -> await(task, true))
        .acts(Act.UNLOCK);
    add(calls, "int pthread_cond_signal(pthread_cond_t *cond)", task -> signal(task, false))
        .acts(Act.SIGNAL);
    add(calls, "int pthread_cond_broadcast(pthread_cond_t *cond)", task -> signal(task, true))
        .acts(Act.SIGNAL);
  }

  private static Call add(Calls calls, String prototype, Calls.Handler handler) {
    return calls.add("pthread.h", prototype, handler).failing(Failure.NUMBER).fast().continues();
  }

  private long lock(Task task) {
    return take(task, task.argument(0), Long.MAX_VALUE);
  }

  private long timedlock(Task task) {
    long until = Timespec.cycles(task, task.argument(1), profile);
    return until < 0 ? until : take(task, task.argument(0), until);
  }

  private long trylock(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long owner = UserMemory.getInt(memory, address);
    if (owner == task.tid() && UserMemory.getInt(memory, address + KIND) == RECURSIVE) {
      return again(task, address);
    }
    return owner > 0 ? Errno.EBUSY.result() : take(task, address, Long.MAX_VALUE);
  }

  /// Takes the mutex, or waits for it until that time.
  private long take(Task task, long address, long until) {
    AddressSpace memory = task.process().memory();
    long owner = UserMemory.getInt(memory, address);
    if (owner < 0) {
      return Errno.EFAULT.result();
    }
    WaitObject mutex = Names.object(task, address, "mutex");
    if (owner == 0) {
      if (!UserMemory.put(memory, address, 4, task.tid())) {
        return Errno.EFAULT.result();
      }
      task.hold(mutex);
      return 0;
    }
    if (owner == task.tid()) {
      long kind = UserMemory.getInt(memory, address + KIND);
      if (kind == RECURSIVE) {
        return again(task, address);
      }
      if (kind == ERRORCHECK) {
        return Errno.EDEADLK.result();
      }
    }
    if (until <= scheduler.now()) {
      return Errno.ETIMEDOUT.result();
    }
    if (until != Long.MAX_VALUE && task.deadline != until) {
      scheduler.deadline(task, until);
    }
    boolean timed = until != Long.MAX_VALUE;
    scheduler.block(
        task, mutex.queue(), mutex.name(), () -> timed ? Wait.TIMER : mayUnlock(task, mutex));
    return Calls.BLOCKED;
  }

  private static long again(Task task, long address) {
    AddressSpace memory = task.process().memory();
    long count = UserMemory.getInt(memory, address + COUNT);
    return UserMemory.put(memory, address + COUNT, 4, count + 1) ? 0 : Errno.EFAULT.result();
  }

  /// That whoever holds the mutex lets it go, or whoever is about to take it: when it is free,
  /// another waiter has been woken for it.
  private static Wait mayUnlock(Task waiter, WaitObject mutex) {
    List<Wait> any = new ArrayList<>(1);
    for (Task task : waiter.process().tasks) {
      if (task.holds(mutex)) {
        any.add(new Wait.May(task, Act.UNLOCK));
      }
    }
    if (any.isEmpty()) {
      for (Task other : mutex.queue().tasks()) {
        if (other != waiter) {
          any.add(new Wait.May(other, Act.UNLOCK));
        }
      }
    }
    return new Wait.Or(any);
  }

  private long unlock(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long owner = UserMemory.getInt(memory, address);
    if (owner < 0) {
      return Errno.EFAULT.result();
    }
    long kind = UserMemory.getInt(memory, address + KIND);
    if (owner != task.tid() && (kind == RECURSIVE || kind == ERRORCHECK)) {
      return Errno.EPERM.result();
    }
    long count = UserMemory.getInt(memory, address + COUNT);
    if (kind == RECURSIVE && count > 0) {
      UserMemory.put(memory, address + COUNT, 4, count - 1);
      return 0;
    }
    return letGo(task, address) ? 0 : Errno.EFAULT.result();
  }

  private boolean letGo(Task task, long address) {
    if (!UserMemory.put(task.process().memory(), address, 4, 0)) {
      return false;
    }
    WaitObject mutex = Names.object(task, address, "mutex");
    if (!task.release(mutex)) {
      // A thread may unlock what another one locked, if the mutex is of the default kind.
      for (Task other : task.process().tasks) {
        if (other.release(mutex)) {
          break;
        }
      }
      task.process().surprising = true;
      processes.lost(task.process());
    }
    task.hasWoken |= scheduler.wakeFirst(mutex.queue());
    return true;
  }

  private long await(Task task, boolean timed) {
    long address = task.argument(1);
    WaitObject condition = Names.object(task, task.argument(0), "condition");
    long until = timed ? Timespec.cycles(task, task.argument(2), profile) : Long.MAX_VALUE;
    if (until < 0) {
      return until;
    }
    if (task.progress == 0) {
      long owner = UserMemory.getInt(task.process().memory(), address);
      long kind = UserMemory.getInt(task.process().memory(), address + KIND);
      if (owner < 0) {
        return Errno.EFAULT.result();
      }
      if (owner != task.tid() && kind == ERRORCHECK) {
        return Errno.EPERM.result();
      }
      letGo(task, address);
      task.progress = WAITING;
      if (timed) {
        scheduler.deadline(task, until);
      }
    }
    if (task.progress == WAITING && scheduler.now() >= until) {
      task.progress = TIMED_OUT;
    }
    if (task.progress == WAITING) {
      WaitObject mutex = Names.object(task, address, "mutex");
      scheduler.block(
          task,
          condition.queue(),
          condition.name(),
          () -> timed ? Wait.TIMER : maySignal(task, mutex));
      return Calls.BLOCKED;
    }
    long taken = take(task, address, Long.MAX_VALUE);
    return taken == 0 && task.progress == TIMED_OUT ? Errno.ETIMEDOUT.result() : taken;
  }

  /// That another thread signals, and that the mutex can then be had.
  private static Wait maySignal(Task waiter, WaitObject mutex) {
    List<Wait> any = new ArrayList<>();
    boolean held = false;
    for (Task task : waiter.process().tasks) {
      any.add(new Wait.May(task, Act.SIGNAL));
      held |= task.holds(mutex);
    }
    Wait signalled = new Wait.Or(any);
    return held ? new Wait.And(List.of(signalled, mayUnlock(waiter, mutex))) : signalled;
  }

  private long signal(Task task, boolean all) {
    WaitObject condition = Names.object(task, task.argument(0), "condition");
    boolean found = false;
    for (Task waiter : condition.queue().tasks()) {
      if (waiter.progress == WAITING && (all || !found)) {
        waiter.progress = SIGNALLED;
        scheduler.wake(waiter);
        found = true;
      }
    }
    if (!found) {
      condition.lostSignal = WaitObject.Deed.of(task);
    }
    task.hasWoken = found;
    return 0;
  }
}
