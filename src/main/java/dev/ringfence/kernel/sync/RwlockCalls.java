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
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// The calls on read-write locks: `pthread_rwlock_rdlock(3)` and its kin.
///
/// A lock lies in memory: how many readers hold it at offset 0, the writer's thread number at 4,
/// and its kind at 48. Readers come first, as by default on Linux, unless the kind is the one that
/// prefers writers.
public final class RwlockCalls {
  private static final int WRITER = 4;
  private static final int KIND = 48;
  private static final int PREFER_WRITER_NONRECURSIVE = 2;

  /// What a waiting task wants: the value of [Task#progress].
  private static final long READ = 1;

  private static final long WRITE = 2;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Names names;
  private final Profile profile;

  public RwlockCalls(Processes processes, Scheduler scheduler, Names names, Profile profile) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.names = names;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    for (String way : List.of("rd", "wr")) {
      long want = way.equals("rd") ? READ : WRITE;
      String lock = "(pthread_rwlock_t *rwlock";
      add(
              calls,
              "int pthread_rwlock_" + way + "lock" + lock + ")",
              task -> take(task, want, Long.MAX_VALUE))
          .waits();
      add(
          calls,
          "int pthread_rwlock_try" + way + "lock" + lock + ")",
          task -> take(task, want, -1));
      add(
              calls,
              "int pthread_rwlock_timed"
                  + way
                  + "lock"
                  + lock
                  + ", const struct timespec *abstime)",
              task -> timed(task, want, 1, Timespec.REALTIME))
          .waitsAtMost();
      add(
              calls,
              "int pthread_rwlock_clock"
                  + way
                  + "lock"
                  + lock
                  + ", clockid_t clock, const struct timespec *abstime)",
              task -> timed(task, want, 2, (int) task.argument(1)))
          .waitsAtMost();
    }
    add(calls, "int pthread_rwlock_unlock(pthread_rwlock_t *rwlock)", this::unlock)
        .acts(Act.UNLOCK);
  }

  private static Call add(Calls calls, String prototype, Calls.Handler handler) {
    return calls.add("pthread.h", prototype, handler).failing(Failure.NUMBER).fast().continues();
  }

  private long timed(Task task, long want, int argument, int clock) {
    if (clock < 0 || clock > 1) {
      return Errno.EINVAL.result();
    }
    long until = Timespec.timeout(task, task.argument(argument), clock, true, profile);
    return until < 0 ? until : take(task, want, until);
  }

  /// Takes the lock, or waits for it until that time; -1 means not at all.
  private long take(Task task, long want, long until) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long readers = UserMemory.getInt(memory, address);
    long writer = UserMemory.getInt(memory, address + WRITER);
    long kind = UserMemory.getInt(memory, address + KIND);
    if (readers < 0 || writer < 0 || kind < 0) {
      return Errno.EFAULT.result();
    }
    WaitObject lock = names.object(task, address, "rwlock");
    if (names.isFree(lock)) {
      return UserMemory.put(memory, address, 4, readers) ? 0 : Errno.EFAULT.result();
    }
    boolean writersFirst = kind == PREFER_WRITER_NONRECURSIVE && want == READ;
    boolean behind =
        writersFirst && lock.queue().tasks().stream().anyMatch(t -> t.progress == WRITE);
    boolean free = writer == 0 && (want == READ ? !behind : readers == 0);
    Manner manner = until < 0 ? Manner.TRIES : Manner.WAITS;
    if (names.guard().isActive() && writer != task.tid()) {
      LockRequest request =
          new LockRequest(task, lock, address, manner, until, want == READ, RwlockCalls::giveBack);
      long said = names.ask(request, free ? 1 : 0);
      if (said == Calls.BLOCKED) {
        task.progress = want;
      }
      if (said != 0) {
        return said;
      }
    }
    if (free) {
      boolean done =
          want == READ
              ? UserMemory.put(memory, address, 4, readers + 1)
              : UserMemory.put(memory, address + WRITER, 4, task.tid());
      if (!done) {
        return Errno.EFAULT.result();
      }
      task.hold(lock, want == READ);
      scheduler.facts().ordering().acquires(task, lock, want == READ);
      return 0;
    }
    if (until < 0) {
      return Errno.EBUSY.result();
    }
    if (writer == task.tid()) {
      return Errno.EDEADLK.result();
    }
    if (until <= scheduler.now()) {
      return Errno.ETIMEDOUT.result();
    }
    long limit = names.guard().limit(task, until, manner);
    if (limit <= scheduler.now()) {
      return names.guard().giveUp(task, lock);
    }
    boolean timed = limit != Long.MAX_VALUE;
    if (timed && task.deadline != limit) {
      scheduler.deadline(task, limit);
    }
    task.progress = want;
    scheduler.block(
        task, lock.queue(), lock.name(), () -> timed ? Wait.TIMER : mayUnlock(task, lock, behind));
    return Calls.BLOCKED;
  }

  /// That all who hold the lock let it go; or, where nobody does or writers are waited for, that
  /// one of those who wait takes it and lets it go. Whoever holds it for reading and wants to write
  /// waits for itself, too, which saves looking at others.
  private Wait mayUnlock(Task waiter, WaitObject lock, boolean behind) {
    if (!behind && waiter.holds(lock)) {
      Wait own = new Wait.May(waiter, Act.UNLOCK);
      return new Wait.And(List.of(own, new Wait.Deferred(() -> holdersMayUnlock(waiter, lock))));
    }
    return behind ? Names.othersMayUnlock(waiter, lock) : holdersMayUnlock(waiter, lock);
  }

  private Wait holdersMayUnlock(Task waiter, WaitObject lock) {
    List<Wait> all = new ArrayList<>();
    for (Task task : names.sharers(waiter, lock)) {
      if (task.holds(lock)) {
        all.add(new Wait.May(task, Act.UNLOCK));
      }
    }
    return all.isEmpty() ? Names.othersMayUnlock(waiter, lock) : new Wait.And(all);
  }

  /// Has others find what the task holds of it free.
  private static void giveBack(Task task, long address) {
    AddressSpace memory = task.process().memory();
    if (UserMemory.getInt(memory, address + WRITER) == task.tid()) {
      UserMemory.put(memory, address + WRITER, 4, 0);
    } else {
      long readers = UserMemory.getInt(memory, address);
      UserMemory.put(memory, address, 4, Math.max(0, readers - 1));
    }
  }

  private long unlock(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long readers = UserMemory.getInt(memory, address);
    long writer = UserMemory.getInt(memory, address + WRITER);
    if (readers < 0 || writer < 0) {
      return Errno.EFAULT.result();
    }
    if (names.isFree(names.object(task, address, "rwlock"))) {
      return UserMemory.put(memory, address, 4, readers) ? 0 : Errno.EFAULT.result();
    }
    boolean done =
        writer != 0
            ? UserMemory.put(memory, address + WRITER, 4, 0)
            : UserMemory.put(memory, address, 4, Math.max(0, readers - 1));
    if (!done) {
      return Errno.EFAULT.result();
    }
    WaitObject lock = names.object(task, address, "rwlock");
    scheduler.facts().ordering().releases(task, lock, writer == 0);
    if (!task.release(lock)) {
      for (Task other : names.sharers(task, lock)) {
        if (other.release(lock)) {
          break;
        }
      }
      task.process().surprising = true;
      processes.lost(task.process());
    }
    names.guard().gaveBack(lock);
    long kind = UserMemory.getInt(memory, address + KIND);
    long first = kind == PREFER_WRITER_NONRECURSIVE ? WRITE : READ;
    List<Task> waiting = List.copyOf(lock.queue().tasks());
    waiting.stream().filter(other -> other.progress == first).forEach(scheduler::wake);
    waiting.stream().filter(other -> other.progress != first).forEach(scheduler::wake);
    task.hasWoken = !waiting.isEmpty();
    return 0;
  }
}
