package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/// Waiting, waking and requeueing at futexes whose words mean nothing to the kernel. As in Linux, a
/// wake of 0 or less wakes one.
final class PlainFutexes {
  static final int MATCH_ANY = -1;

  private final Scheduler scheduler;
  private final Futexes futexes;

  PlainFutexes(Scheduler scheduler, Futexes futexes) {
    this.scheduler = scheduler;
    this.futexes = futexes;
  }

  long wait(FutexPlace place, int value, long until, int bitset) {
    Task task = place.task();
    FutexWaiter waiter = futexes.waiter(task);
    if (waiter == null) {
      long refusal = bitset == 0 ? Errno.EINVAL.result() : place.refusal(false);
      if (refusal != 0) {
        return refusal;
      }
      long word = UserMemory.getInt(task.process().memory(), place.address());
      if (word < 0 || (int) word != value) {
        return (word < 0 ? Errno.EFAULT : Errno.EAGAIN).result();
      }
      waiter = new FutexWaiter(task, futexes.queue(place.key()), bitset, until);
    } else if (task.progress == FutexWaiter.WOKEN) {
      futexes.remove(task);
      return 0;
    }
    if (isOver(task, waiter.until)) {
      futexes.remove(task);
      return Errno.ETIMEDOUT.result();
    }
    boolean goesOn = task.progress == FutexWaiter.WAITING && !task.signals.notified;
    Integer now = goesOn && !waiter.moved ? FutexWord.get(task, place.address()) : null;
    if (now != null && now != value) {
      // It was stopped meanwhile, and its call is made anew.
      futexes.remove(task);
      return Errno.EAGAIN.result();
    }
    return futexes.block(waiter, place.address());
  }

  boolean isOver(Task task, long until) {
    return until <= Math.max(scheduler.now(), task.context().time);
  }

  long wake(FutexPlace place, int most, int bitset) {
    long refusal = bitset == 0 ? Errno.EINVAL.result() : place.refusal(false);
    return refusal != 0 ? refusal : wake(place.key(), most, bitset);
  }

  long wake(FutexKey key, int most, int bitset) {
    int woken = 0;
    for (FutexWaiter waiter : futexes.waiting(key)) {
      if (waiter.isInheriting()) {
        return Errno.EINVAL.result();
      }
      if ((waiter.bitset & bitset) != 0) {
        futexes.release(waiter, FutexWaiter.WOKEN);
        if (++woken >= most) {
          break;
        }
      }
    }
    return woken;
  }

  /// Wakes some and has others wait at the second place: how many that were.
  ///
  /// @param expected what the first word must be, or null
  long requeue(FutexPlace from, FutexPlace to, int wakes, int moves, @Nullable Integer expected) {
    if (wakes < 0 || moves < 0) {
      return Errno.EINVAL.result();
    }
    long refusal = from.refusal(false);
    refusal = refusal != 0 ? refusal : to.refusal(false);
    if (refusal != 0) {
      return refusal;
    }
    Integer word = expected == null ? null : FutexWord.get(from.task(), from.address());
    if (expected != null && !expected.equals(word)) {
      return (word == null ? Errno.EFAULT : Errno.EAGAIN).result();
    }
    FutexQueue target = futexes.queue(to.key());
    boolean same = from.key().equals(to.key());
    int count = 0;
    for (FutexWaiter waiter : futexes.waiting(from.key())) {
      if (count - wakes >= moves) {
        break;
      }
      if (waiter.isInheriting()) {
        return Errno.EINVAL.result();
      }
      if (++count <= wakes) {
        futexes.release(waiter, FutexWaiter.WOKEN);
      } else if (!same) {
        futexes.move(waiter, target);
      }
    }
    return count;
  }

  /// Changes the second word, wakes at the first, and at the second if that was as the code says.
  long wakeOp(FutexPlace first, FutexPlace second, int most, int also, int encoded) {
    long refusal = first.refusal(false);
    refusal = refusal != 0 ? refusal : second.refusal(true);
    if (refusal != 0) {
      return refusal;
    }
    Task task = second.task();
    if (FutexWord.changed(encoded, 0) == null) {
      return Errno.ENOSYS.result();
    }
    Integer word = FutexWord.get(task, second.address());
    Integer changed = word == null ? null : FutexWord.changed(encoded, word);
    if (word == null || changed == null) {
      return Errno.EFAULT.result();
    }
    if (!FutexWord.put(task, second.address(), changed)) {
      return Errno.EFAULT.result();
    }
    Boolean holds = FutexWord.compared(encoded, word);
    if (holds == null) {
      return Errno.ENOSYS.result();
    }
    long woken = wake(first.key(), most, MATCH_ANY);
    long more = woken >= 0 && holds ? wake(second.key(), also, MATCH_ANY) : 0;
    return woken < 0 ? woken : more < 0 ? more : woken + more;
  }
}
