package dev.ringfence.kernel.sync;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.deadlock.LockRequest;
import dev.ringfence.kernel.deadlock.LockRequest.Manner;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;

/// The calls on mutexes: `pthread_mutex_lock(3)` and its kin.
///
/// A mutex lies in the process's memory: the number of the thread that holds it, or 0, at offset 0,
/// how often a recursive one is held at 4, the kind at 16, and what has become of a robust one at
/// 20.
public final class MutexCalls {
  private static final int COUNT = 4;
  static final int KIND = 16;
  private static final int STATE = 20;
  private static final int CEILING = 24;

  /// The parts of a kind.
  private static final int TYPE = 3;

  private static final int ROBUST = 16;
  private static final int INHERITS = 32;
  private static final int PROTECTS = 64;

  /// What a robust mutex is in whose owner has died, and if nobody has mended it.
  private static final long INCONSISTENT = 1;

  private static final long LOST = 2;
  private static final int RECURSIVE = 1;
  private static final int ERRORCHECK = 2;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Names names;
  private final MutexWaits waits;
  private final Profile profile;

  public MutexCalls(Processes processes, Scheduler scheduler, Names names, Profile profile) {
    this.names = names;
    waits = new MutexWaits(names);
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
  }

  MutexWaits waits() {
    return waits;
  }

  public void addTo(Calls calls) {
    new SpinCalls(this).addTo(calls);
    add(calls, "int pthread_mutex_lock(pthread_mutex_t *mutex)", this::lock)
        .waits()
        .prospect(waits::mayLock);
    add(calls, "int pthread_mutex_trylock(pthread_mutex_t *mutex)", this::trylock);
    add(
            calls,
            "int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *abstime)",
            this::timedlock)
        .waitsAtMost();
    add(
            calls,
            "int pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock,"
                + " const struct timespec *abstime)",
            this::clocklock)
        .waitsAtMost();
    add(calls, "int pthread_mutex_consistent(pthread_mutex_t *mutex)", this::consistent);
    add(calls, "int pthread_mutex_unlock(pthread_mutex_t *mutex)", this::unlock)
        .acts(Act.UNLOCK)
        .plain();
  }

  static Call add(Calls calls, String prototype, Calls.Handler handler) {
    return calls.add("pthread.h", prototype, handler).failing(Failure.NUMBER).fast().continues();
  }

  private long lock(Task task) {
    return take(task, task.argument(0), Long.MAX_VALUE, Manner.WAITS);
  }

  private long timedlock(Task task) {
    return take(task, task.argument(0), timeout(task, 1, Timespec.REALTIME), Manner.WAITS);
  }

  /// When a lock is given up, in cycles; or a negative error number, which nobody is told who need
  /// not wait.
  private long timeout(Task task, int argument, int clock) {
    AddressSpace memory = task.process().memory();
    long kind = UserMemory.getInt(memory, task.argument(0) + KIND);
    long time = task.argument(argument);
    return (kind & INHERITS) != 0
        ? Timespec.until(task, time, clock, profile)
        : Timespec.timeout(task, time, clock, (kind & ROBUST) != 0, profile);
  }

  private long clocklock(Task task) {
    if (task.argument(1) < 0 || task.argument(1) > 1) {
      return Errno.EINVAL.result();
    }
    return take(task, task.argument(0), timeout(task, 2, (int) task.argument(1)), Manner.WAITS);
  }

  /// Says that what a mutex guards is in order again after its owner has died.
  private long consistent(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    boolean held = UserMemory.getInt(memory, address) == task.tid();
    if (!held || UserMemory.getInt(memory, address + STATE) != INCONSISTENT) {
      return Errno.EINVAL.result();
    }
    return UserMemory.put(memory, address + STATE, 4, 0) ? 0 : Errno.EFAULT.result();
  }

  private long trylock(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long owner = UserMemory.getInt(memory, address);
    long kind = UserMemory.getInt(memory, address + KIND);
    if (owner == task.tid() && (kind & TYPE) == RECURSIVE && isKind(kind)) {
      return again(task, address);
    }
    boolean checks = (kind & TYPE) == ERRORCHECK && (kind & (ROBUST | INHERITS)) != 0;
    if (owner == task.tid() && checks && isKind(kind)) {
      return Errno.EDEADLK.result();
    }
    boolean dead = owner > 0 && (kind & ROBUST) != 0 && !names.isAlive(owner);
    if (!isKind(kind)) {
      return Errno.EINVAL.result();
    }
    boolean busy = owner > 0 && !dead && !isFree(task, address, "mutex");
    return busy ? Errno.EBUSY.result() : take(task, address, Long.MAX_VALUE, Manner.TRIES);
  }

  /// Takes the mutex, or waits for it until that time.
  long take(Task task, long address, long until, Manner manner) {
    long kind = UserMemory.getInt(task.process().memory(), address + KIND);
    return take(task, address, until, "mutex", kind, manner);
  }

  /// Whether all are supposed to take it at once.
  boolean isFree(Task task, long address, String what) {
    return names.isFree(names.object(task, address, what));
  }

  /// As [#take], of something that is called so.
  long take(Task task, long address, long until, String what, long kind, Manner manner) {
    AddressSpace memory = task.process().memory();
    long owner = UserMemory.getInt(memory, address);
    if (owner < 0) {
      return Errno.EFAULT.result();
    }
    if (!isKind(kind)) {
      return Errno.EINVAL.result();
    }
    WaitObject mutex = names.object(task, address, what);
    if (names.isFree(mutex)) {
      return UserMemory.put(memory, address, 4, task.tid()) ? 0 : Errno.EFAULT.result();
    }
    if ((kind & PROTECTS) != 0) {
      int ceiling = (int) UserMemory.getInt(memory, address + CEILING);
      int priority = Schedule.of(task).priority();
      if (priority == 0 || priority > ceiling || ceiling > Schedule.MOST_PRIORITY) {
        return Errno.EINVAL.result();
      }
      mutex.ranks().ceiling = ceiling;
    }
    boolean robust = (kind & ROBUST) != 0;
    if (robust && UserMemory.getInt(memory, address + STATE) == LOST) {
      return Errno.ENOTRECOVERABLE.result();
    }
    boolean dead = robust && owner > 0 && !names.isAlive(owner);
    if (names.guard().isActive() && owner != task.tid()) {
      LockRequest request =
          new LockRequest(task, mutex, address, manner, until, false, MutexCalls::giveBack);
      long said = names.ask(request, owner == 0 || dead ? 1 : 0);
      if (said != 0) {
        return said;
      }
    }
    if (owner == 0 || dead) {
      if (!UserMemory.put(memory, address, 4, task.tid())) {
        return Errno.EFAULT.result();
      }
      task.hold(mutex);
      tellSleepers(mutex);
      ordering().acquires(task, mutex);
      if (lends(kind, what)) {
        scheduler.priorities().lend(mutex.ranks(), task);
      }
      if (dead) {
        UserMemory.put(memory, address + COUNT, 4, 0);
        UserMemory.put(memory, address + STATE, 4, INCONSISTENT);
      }
      return dead ? Errno.EOWNERDEAD.result() : 0;
    }
    if (owner == task.tid()) {
      if ((kind & TYPE) == RECURSIVE) {
        return again(task, address);
      }
      if ((kind & TYPE) == ERRORCHECK) {
        return Errno.EDEADLK.result();
      }
    }
    if (until <= scheduler.now()) {
      return until < 0 ? until : Errno.ETIMEDOUT.result();
    }
    long limit = names.guard().limit(task, until, manner);
    if (limit <= scheduler.now()) {
      return names.guard().giveUp(task, mutex);
    }
    boolean timed = limit != Long.MAX_VALUE;
    if (timed && task.deadline != limit) {
      scheduler.deadline(task, limit);
    }
    mutex.givenBackBy = robust ? 0 : Act.UNLOCK.bit();
    scheduler.blockLast(
        task,
        mutex.queue(),
        mutex.name(),
        () -> timed ? Wait.TIMER : waits.mayUnlock(task, mutex, robust));
    Task holder = lends(kind, what) ? processes.task(task.process().host, (int) owner) : null;
    if (holder != null) {
      scheduler.priorities().lend(mutex.ranks(), holder);
    }
    return Calls.BLOCKED;
  }

  /// Has others find it free. One of the robust kind says itself that its owner has died.
  private static void giveBack(Task task, long address) {
    AddressSpace memory = task.process().memory();
    if ((UserMemory.getInt(memory, address + KIND) & ROBUST) == 0) {
      UserMemory.put(memory, address, 4, 0);
      UserMemory.put(memory, address + COUNT, 4, 0);
    }
  }

  /// Whether who holds something of a kind gets the priority of others.
  private boolean lends(long kind, String what) {
    boolean always = scheduler.priorities().inheritsAlways() && what.equals("mutex");
    return always || (kind & (INHERITS | PROTECTS)) != 0;
  }

  /// Whether a mutex can be of this kind: one that was destroyed has none.
  private static boolean isKind(long kind) {
    return kind >>> 8 == 0;
  }

  private static long again(Task task, long address) {
    AddressSpace memory = task.process().memory();
    long count = UserMemory.getInt(memory, address + COUNT);
    return UserMemory.put(memory, address + COUNT, 4, count + 1) ? 0 : Errno.EFAULT.result();
  }

  private long unlock(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long owner = UserMemory.getInt(memory, address);
    if (owner < 0) {
      return Errno.EFAULT.result();
    }
    long kind = UserMemory.getInt(memory, address + KIND);
    if (!isKind(kind)) {
      return Errno.EINVAL.result();
    }
    if (isFree(task, address, "mutex")) {
      return UserMemory.put(memory, address, 4, 0) ? 0 : Errno.EFAULT.result();
    }
    if (owner != task.tid() && knowsOwner(kind)) {
      return Errno.EPERM.result();
    }
    return giveUp(task, address, kind) ? 0 : Errno.EFAULT.result();
  }

  /// Whether a mutex of that kind can only be unlocked by who has it.
  private static boolean knowsOwner(long kind) {
    long type = kind & TYPE;
    return (kind & (ROBUST | INHERITS)) != 0 || type == RECURSIVE || type == ERRORCHECK;
  }

  /// Unlocks the mutex at an address for a task that is to wait for a condition, if it may: a
  /// negative error number, or 0.
  long giveUp(Task task, long address) {
    AddressSpace memory = task.process().memory();
    long owner = UserMemory.getInt(memory, address);
    long kind = UserMemory.getInt(memory, address + KIND);
    if (owner < 0) {
      return Errno.EFAULT.result();
    }
    if (owner != task.tid() && knowsOwner(kind)) {
      return Errno.EPERM.result();
    }
    giveUp(task, address, kind);
    return 0;
  }

  /// Unlocks a mutex, or a recursive one once. False means `EFAULT`.
  private boolean giveUp(Task task, long address, long kind) {
    AddressSpace memory = task.process().memory();
    long count = (kind & TYPE) == RECURSIVE ? UserMemory.getInt(memory, address + COUNT) : 0;
    if (count > 0) {
      return UserMemory.put(memory, address + COUNT, 4, count - 1);
    }
    boolean robust = (kind & ROBUST) != 0;
    if (robust && UserMemory.getInt(memory, address + STATE) == INCONSISTENT) {
      UserMemory.put(memory, address + STATE, 4, LOST);
      scheduler.wake(names.object(task, address, "mutex").queue());
    }
    return letGo(task, address, "mutex", (kind & INHERITS) != 0);
  }

  private Ordering ordering() {
    return scheduler.facts().ordering();
  }

  /// Lets something go that is called so. False means `EFAULT`.
  ///
  /// @param handsOver whether the first who waits has it at once, and no other can take it before
  boolean letGo(Task task, long address, String what, boolean handsOver) {
    if (!UserMemory.put(task.process().memory(), address, 4, 0)) {
      return false;
    }
    WaitObject mutex = names.object(task, address, what);
    if (names.isFree(mutex)) {
      return true;
    }
    ordering().releases(task, mutex);
    if (!task.release(mutex)) {
      // A thread may unlock what another one locked, if the mutex is of the default kind.
      for (Task other : names.sharers(task, mutex)) {
        if (other.release(mutex)) {
          break;
        }
      }
      task.process().surprising = true;
      processes.lost(task.process());
    }
    scheduler.priorities().giveBack(mutex.ranks());
    names.guard().gaveBack(mutex);
    task.hasWoken |=
        handsOver ? scheduler.wakeFirst(mutex.queue()) : scheduler.rouseOne(mutex.queue());
    tellSleepers(mutex);
    return true;
  }

  /// Those who wait now depend on another than before.
  private void tellSleepers(WaitObject mutex) {
    if (mutex.queue().firstAsleep() != null) {
      processes.handOn(mutex);
    }
  }
}
