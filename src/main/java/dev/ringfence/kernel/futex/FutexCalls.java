package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;

/// The call `futex(2)`.
public final class FutexCalls {
  private static final int PRIVATE_FLAG = 128;
  private static final int CLOCK_REALTIME = 256;
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int REQUEUE = 3;
  private static final int CMP_REQUEUE = 4;
  private static final int WAKE_OP = 5;
  private static final int LOCK_PI = 6;
  private static final int UNLOCK_PI = 7;
  private static final int TRYLOCK_PI = 8;
  private static final int WAIT_BITSET = 9;
  private static final int WAKE_BITSET = 10;
  private static final int WAIT_REQUEUE_PI = 11;
  private static final int CMP_REQUEUE_PI = 12;
  private static final int LOCK_PI2 = 13;
  private static final int MONOTONIC = 1;

  private final Profile profile;
  private final RobustLists robust;
  private final Futexes futexes;
  private final PlainFutexes plain;
  private final PiFutexes inheriting;
  private final RequeuedFutexes requeued;

  public FutexCalls(Processes processes, Scheduler scheduler, Profile profile) {
    this.profile = profile;
    FutexKeys keys = new FutexKeys();
    robust = new RobustLists(processes, keys);
    futexes = new Futexes(scheduler, keys, new FutexWaits(processes, robust));
    plain = new PlainFutexes(scheduler, futexes);
    inheriting = new PiFutexes(processes, scheduler, futexes);
    requeued = new RequeuedFutexes(futexes, inheriting);
    processes
        .termination()
        .atTaskEnd(
            task -> {
              robust.leave(task, (address, key) -> plain.wake(key, 1, PlainFutexes.MATCH_ANY));
              inheriting.leave(task);
              futexes.leave(task);
            });
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "linux/futex.h",
            "long __futex(unsigned int *uaddr, int futex_op, unsigned int val,"
                + " const struct timespec *timeout, unsigned int *uaddr2, unsigned int val3)",
            this::futex)
        .waits()
        .acts(Act.WAKE)
        .interrupted(this::interrupted);
    robust.addTo(calls);
    new VectorCalls(futexes, plain, profile).addTo(calls);
  }

  private static int operation(Task task) {
    return (int) task.argument(1) & ~(PRIVATE_FLAG | CLOCK_REALTIME);
  }

  private static boolean isShared(Task task) {
    return (task.argument(1) & PRIVATE_FLAG) == 0;
  }

  /// A wait for a lock goes on, and so does one that is to be requeued to a lock and has not been;
  /// one with a timeout fails, others are made again if the handler asks for it.
  private long interrupted(Task task) {
    int operation = operation(task);
    boolean timed = task.argument(3) != 0;
    FutexWaiter waiter = futexes.waiter(task);
    boolean moved = waiter != null && waiter.moved;
    futexes.remove(task);
    task.progress = 0;
    return switch (operation) {
      case LOCK_PI, LOCK_PI2 -> Calls.GONE;
      case WAIT_REQUEUE_PI -> moved ? Errno.EAGAIN.result() : Calls.GONE;
      default -> timed ? Errno.EINTR.result() : Calls.BLOCKED;
    };
  }

  private static boolean mayWait(int operation) {
    return switch (operation) {
      case WAIT, WAIT_BITSET, LOCK_PI, LOCK_PI2, WAIT_REQUEUE_PI -> true;
      default -> false;
    };
  }

  private long futex(Task task) {
    int operation = operation(task);
    boolean realTime = (task.argument(1) & CLOCK_REALTIME) != 0;
    long until = Long.MAX_VALUE;
    if (mayWait(operation) && task.progress == 0) {
      until = until(task, operation, realTime);
    }
    if (until < 0) {
      return until;
    }
    boolean hasClock =
        operation == WAIT_BITSET || operation == LOCK_PI2 || operation == WAIT_REQUEUE_PI;
    if (realTime && !hasClock) {
      return Errno.ENOSYS.result();
    }
    boolean shared = isShared(task);
    FutexPlace first = futexes.place(task, task.argument(0), shared);
    FutexPlace second = futexes.place(task, task.argument(4), shared);
    int value = (int) task.argument(2);
    int count = (int) task.argument(3);
    int third = (int) task.argument(5);
    return switch (operation) {
      case WAIT -> plain.wait(first, value, until, PlainFutexes.MATCH_ANY);
      case WAIT_BITSET -> plain.wait(first, value, until, third);
      case WAKE -> plain.wake(first, value, PlainFutexes.MATCH_ANY);
      case WAKE_BITSET -> plain.wake(first, value, third);
      case REQUEUE -> plain.requeue(first, second, value, count, null);
      case CMP_REQUEUE -> plain.requeue(first, second, value, count, third);
      case WAKE_OP -> plain.wakeOp(first, second, value, count, third);
      case LOCK_PI, LOCK_PI2 -> inheriting.lock(task, shared, until, false);
      case TRYLOCK_PI -> inheriting.lock(task, shared, Long.MAX_VALUE, true);
      case UNLOCK_PI -> inheriting.unlock(task, shared);
      case WAIT_REQUEUE_PI -> requeued.await(first, second, value, until);
      case CMP_REQUEUE_PI -> requeued.requeue(first, second, value, count, third);
      default -> Errno.ENOSYS.result();
    };
  }

  /// When a wait is to end by itself, in cycles, or a negative error number.
  private long until(Task task, int operation, boolean realTime) {
    long address = task.argument(3);
    if (address == 0) {
      return Long.MAX_VALUE;
    }
    if (operation == WAIT) {
      long span = Timespec.cycles(task, address, profile);
      return span < 0 ? span : task.context().time + span;
    }
    boolean byRealTime = realTime || operation == LOCK_PI;
    return Timespec.until(task, address, byRealTime ? Timespec.REALTIME : MONOTONIC, profile);
  }
}
