package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Timespec;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import org.jspecify.annotations.Nullable;

/// The call `futex(2)`. As in Linux, a wake of 0 or less wakes one.
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
  private static final int LOCK_PI2 = 13;
  private static final int MATCH_ANY = -1;
  private static final int MONOTONIC = 1;

  private final Scheduler scheduler;
  private final Profile profile;
  private final RobustLists robust;
  private final Futexes futexes;
  private final PiFutexes inheriting;

  public FutexCalls(Processes processes, Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.profile = profile;
    robust = new RobustLists(processes);
    futexes = new Futexes(scheduler, new FutexWaits(processes, robust));
    inheriting = new PiFutexes(processes, scheduler, futexes);
    processes.atTaskEnd(
        task -> {
          robust.leave(task, (address, key) -> wake(key, 1, MATCH_ANY));
          inheriting.leave(task);
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
  }

  private static int operation(Task task) {
    return (int) task.argument(1) & ~(PRIVATE_FLAG | CLOCK_REALTIME);
  }

  private static boolean isShared(Task task) {
    return (task.argument(1) & PRIVATE_FLAG) == 0;
  }

  /// A wait for a lock goes on, one with a timeout fails, others are made again if the handler asks
  /// for it.
  private long interrupted(Task task) {
    int operation = operation(task);
    if (operation == LOCK_PI || operation == LOCK_PI2) {
      futexes.remove(task);
      task.progress = 0;
      return Calls.GONE;
    }
    boolean timed = task.argument(3) != 0;
    futexes.remove(task);
    task.progress = 0;
    return timed ? Errno.EINTR.result() : Calls.BLOCKED;
  }

  private long futex(Task task) {
    int operation = operation(task);
    boolean realTime = (task.argument(1) & CLOCK_REALTIME) != 0;
    boolean waits = operation == WAIT || operation == WAIT_BITSET;
    boolean locks = operation == LOCK_PI || operation == LOCK_PI2;
    long until = Long.MAX_VALUE;
    if ((waits || locks) && task.progress == 0) {
      until = until(task, operation, realTime);
    }
    if (until < 0) {
      return until;
    }
    if (realTime && operation != WAIT_BITSET && operation != LOCK_PI2) {
      return Errno.ENOSYS.result();
    }
    int value = (int) task.argument(2);
    int third = (int) task.argument(5);
    return switch (operation) {
      case WAIT -> wait(task, value, until, MATCH_ANY);
      case WAIT_BITSET -> wait(task, value, until, third);
      case WAKE -> wake(task, value, MATCH_ANY);
      case WAKE_BITSET -> wake(task, value, third);
      case REQUEUE -> requeue(task, null);
      case CMP_REQUEUE -> requeue(task, third);
      case WAKE_OP -> wakeOp(task, third);
      case LOCK_PI, LOCK_PI2 -> inheriting.lock(task, isShared(task), until, false);
      case TRYLOCK_PI -> inheriting.lock(task, isShared(task), Long.MAX_VALUE, true);
      case UNLOCK_PI -> inheriting.unlock(task, isShared(task));
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

  private static boolean isMisplaced(long address) {
    return (address & FutexKey.SIZE - 1) != 0;
  }

  private long wait(Task task, int value, long until, int bitset) {
    long address = task.argument(0);
    FutexWaiter waiter = futexes.waiter(task);
    if (waiter == null) {
      if (bitset == 0 || isMisplaced(address)) {
        return Errno.EINVAL.result();
      }
      FutexKey key = FutexKey.of(task, address, isShared(task));
      Integer word = FutexWord.get(task, address);
      if (key == null || word == null) {
        return Errno.EFAULT.result();
      }
      if (word != value) {
        return Errno.EAGAIN.result();
      }
      waiter = new FutexWaiter(futexes.queue(key), bitset, until, false);
    } else if (task.progress == FutexWaiter.WOKEN) {
      futexes.remove(task);
      return 0;
    }
    if (waiter.until <= Math.max(scheduler.now(), task.context().time)) {
      futexes.remove(task);
      return Errno.ETIMEDOUT.result();
    }
    boolean goesOn = task.progress == FutexWaiter.WAITING && !task.signals.notified;
    Integer now = goesOn && !waiter.moved ? FutexWord.get(task, address) : null;
    if (now != null && now != value) {
      // It was stopped meanwhile, and its call is made anew.
      futexes.remove(task);
      return Errno.EAGAIN.result();
    }
    return futexes.block(task, waiter, address);
  }

  private long wake(Task task, int most, int bitset) {
    long address = task.argument(0);
    if (bitset == 0 || isMisplaced(address)) {
      return Errno.EINVAL.result();
    }
    FutexKey key = key(task, address);
    return key == null ? Errno.EFAULT.result() : wake(key, most, bitset);
  }

  /// The key of a futex that is only to be woken at: of one that is private the memory need not be
  /// there.
  private static @Nullable FutexKey key(Task task, long address) {
    return address < 0 ? null : FutexKey.of(task, address, isShared(task));
  }

  private long wake(FutexKey key, int most, int bitset) {
    int woken = 0;
    for (Task waiting : futexes.tasks(key)) {
      FutexWaiter waiter = futexes.of(waiting);
      if (waiter.locks) {
        return Errno.EINVAL.result();
      }
      if ((waiter.bitset & bitset) != 0) {
        futexes.release(waiting, FutexWaiter.WOKEN);
        if (++woken >= most) {
          break;
        }
      }
    }
    return woken;
  }

  /// Wakes some and has others wait at the second address: how many that were.
  ///
  /// @param expected what the first word must be, or null
  private long requeue(Task task, @Nullable Integer expected) {
    int wakes = (int) task.argument(2);
    int moves = (int) task.argument(3);
    long from = task.argument(0);
    long to = task.argument(4);
    if (wakes < 0 || moves < 0 || isMisplaced(from) || isMisplaced(to)) {
      return Errno.EINVAL.result();
    }
    FutexKey key = key(task, from);
    FutexKey other = key == null ? null : key(task, to);
    if (key == null || other == null) {
      return Errno.EFAULT.result();
    }
    if (expected != null) {
      Integer word = FutexWord.get(task, from);
      if (word == null || !word.equals(expected)) {
        return (word == null ? Errno.EFAULT : Errno.EAGAIN).result();
      }
    }
    FutexQueue target = futexes.queue(other);
    int count = 0;
    for (Task waiting : futexes.tasks(key)) {
      if (futexes.of(waiting).locks) {
        return Errno.EINVAL.result();
      }
      if (count - wakes >= moves) {
        break;
      }
      if (++count <= wakes) {
        futexes.release(waiting, FutexWaiter.WOKEN);
      } else if (!key.equals(other)) {
        futexes.move(waiting, target);
      }
    }
    return count;
  }

  /// Changes the second word, wakes at the first, and at the second if that was as it says.
  private long wakeOp(Task task, int encoded) {
    long first = task.argument(0);
    long second = task.argument(4);
    if (isMisplaced(first) || isMisplaced(second)) {
      return Errno.EINVAL.result();
    }
    FutexKey key = key(task, first);
    FutexKey other = key == null ? null : key(task, second);
    if (key == null || other == null) {
      return Errno.EFAULT.result();
    }
    Integer word = FutexWord.get(task, second);
    Integer changed = word == null ? null : FutexWord.changed(encoded, word);
    if (word == null || changed == null) {
      return (word == null ? Errno.EFAULT : Errno.ENOSYS).result();
    }
    if (!FutexWord.put(task, second, changed)) {
      return Errno.EFAULT.result();
    }
    Boolean also = FutexWord.compared(encoded, word);
    if (also == null) {
      return Errno.ENOSYS.result();
    }
    long woken = wake(key, (int) task.argument(2), MATCH_ANY);
    long more = woken >= 0 && also ? wake(other, (int) task.argument(3), MATCH_ANY) : 0;
    return woken < 0 ? woken : more < 0 ? more : woken + more;
  }
}
