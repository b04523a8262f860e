package dev.ringfence.kernel.sync;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.deadlock.LockRequest.Manner;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.thread.ThreadEnd;
import dev.ringfence.machine.Profile;
import java.util.List;

/// The calls on conditions: `pthread_cond_wait(3)` and its kin. A condition has no state but its
/// clock and its queue.
public final class ConditionCalls {
  /// Where a condition has the number of its clock.
  private static final int CLOCK = 40;

  /// How far a wait for a condition has come: the value of [Task#progress].
  private static final long WAITING = 1;

  private static final long SIGNALLED = 2;
  private static final long TIMED_OUT = 3;

  private final MutexCalls mutexes;
  private final Scheduler scheduler;
  private final Names names;
  private final ThreadEnd threadEnd;
  private final Profile profile;

  public ConditionCalls(
      MutexCalls mutexes, Scheduler scheduler, Names names, ThreadEnd threadEnd, Profile profile) {
    this.mutexes = mutexes;
    this.scheduler = scheduler;
    this.names = names;
    this.threadEnd = threadEnd;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    MutexCalls.add(
            calls,
            "int pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)",
            task -> await(task, Long.MAX_VALUE))
        .waits()
        .acts(Act.UNLOCK)
        .prospect(this::mayBeSignalled)
        .cancels(false);
    MutexCalls.add(
            calls,
            "int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,"
                + " const struct timespec *abstime)",
            task -> timedAwait(task, 2, clockOf(task)))
        .waits()
        .acts(Act.UNLOCK)
        .cancels(false);
    MutexCalls.add(
            calls,
            "int pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex,"
                + " clockid_t clock, const struct timespec *abstime)",
            task -> timedAwait(task, 3, task.argument(2)))
        .waits()
        .acts(Act.UNLOCK)
        .cancels(false);
    MutexCalls.add(
            calls, "int pthread_cond_signal(pthread_cond_t *cond)", task -> signal(task, false))
        .acts(Act.SIGNAL)
        .plain();
    MutexCalls.add(
            calls, "int pthread_cond_broadcast(pthread_cond_t *cond)", task -> signal(task, true))
        .acts(Act.SIGNAL)
        .plain();
  }

  /// What must hold for a wait for a condition to end that begins later.
  private Wait mayBeSignalled(Task task, Foreseen call) {
    return call.knows(0)
        ? names.may(task, names.object(task, call.value(0), "condition"), Act.SIGNAL)
        : Wait.TIMER;
  }

  private Ordering ordering() {
    return scheduler.facts().ordering();
  }

  /// The clock that a condition's timeouts go by.
  private static long clockOf(Task task) {
    return UserMemory.getInt(task.process().memory(), task.argument(0) + CLOCK);
  }

  private long timedAwait(Task task, int argument, long clock) {
    if (clock < 0 || clock > 1) {
      return Errno.EINVAL.result();
    }
    long until = Timespec.timeout(task, task.argument(argument), (int) clock, true, profile);
    return until < 0 ? until : await(task, until);
  }

  private long await(Task task, long until) {
    boolean timed = until != Long.MAX_VALUE;
    long address = task.argument(1);
    WaitObject condition = names.object(task, task.argument(0), "condition");
    if (task.progress == 0) {
      long refused = mutexes.giveUp(task, address);
      if (refused != 0) {
        return refused;
      }
      task.progress = WAITING;
      if (timed) {
        scheduler.deadline(task, until);
      }
    }
    if (task.progress == WAITING && scheduler.now() >= until) {
      task.progress = TIMED_OUT;
    }
    if (task.progress == WAITING && task.mustCancel()) {
      task.progress = SIGNALLED;
    }
    if (task.progress == WAITING) {
      WaitObject mutex = names.object(task, address, "mutex");
      mutex.addNeededLater(task);
      scheduler.block(
          task,
          condition.queue(),
          condition.name(),
          () -> timed ? Wait.TIMER : maySignal(task, condition, mutex));
      return Calls.BLOCKED;
    }
    names.object(task, address, "mutex").removeNeededLater(task);
    if (task.progress == SIGNALLED) {
      ordering().acquires(task, new Ordering.Part(condition, task.tid()));
    }
    long taken = mutexes.take(task, address, Long.MAX_VALUE, Manner.RESUMES);
    if (taken != Calls.BLOCKED && task.mustCancel()) {
      return threadEnd.end(task, ThreadEnd.CANCELED);
    }
    return taken == 0 && task.progress == TIMED_OUT ? Errno.ETIMEDOUT.result() : taken;
  }

  /// That another thread signals, and that the mutex can then be had.
  private Wait maySignal(Task waiter, WaitObject condition, WaitObject mutex) {
    Wait signalled = names.may(waiter, condition, Act.SIGNAL);
    Task holder = mutex.onlyHolder();
    boolean held =
        holder != null
            ? holder != waiter && names.reaches(holder, waiter, condition)
            : mutex.isHeld()
                && names.sharers(waiter, condition).stream()
                    .anyMatch(task -> task != waiter && task.holds(mutex));
    return held
        ? new Wait.And(List.of(signalled, mutexes.waits().mayUnlock(waiter, mutex, false)))
        : signalled;
  }

  private long signal(Task task, boolean all) {
    WaitObject condition = names.object(task, task.argument(0), "condition");
    boolean found = false;
    WaitQueue queue = condition.queue();
    for (Task waiter = queue.first(); waiter != null; waiter = queue.next(waiter)) {
      if (waiter.progress == WAITING && (all || !found)) {
        waiter.progress = SIGNALLED;
        ordering().releases(task, new Ordering.Part(condition, waiter.tid()));
        scheduler.rouse(waiter);
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
