package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;
import java.util.List;

/// `FUTEX_WAIT_REQUEUE_PI` and `FUTEX_CMP_REQUEUE_PI`: tasks wait at one futex, as for a condition,
/// until they are given another one, as a mutex, or are made to wait for that; so that none is
/// woken only to wait for it. Each of the two operations is for the other's waiters alone.
final class RequeuedFutexes {
  private final Futexes futexes;
  private final PiFutexes inheriting;

  RequeuedFutexes(Futexes futexes, PiFutexes inheriting) {
    this.futexes = futexes;
    this.inheriting = inheriting;
  }

  /// Waits at the first place to have the futex at the second.
  long await(FutexPlace first, FutexPlace second, int value, long until) {
    Task task = first.task();
    FutexWaiter waiter = futexes.waiter(task);
    if (waiter == null) {
      long refusal =
          first.address() == second.address() ? Errno.EINVAL.result() : second.refusal(true);
      refusal = refusal != 0 ? refusal : first.refusal(false);
      if (refusal != 0) {
        return refusal;
      }
      Integer word = FutexWord.get(task, first.address());
      if (word == null || word != value) {
        return (word == null ? Errno.EFAULT : Errno.EAGAIN).result();
      }
      if (first.key().equals(second.key())) {
        return Errno.EINVAL.result();
      }
      waiter = new FutexWaiter(task, futexes.queue(first.key()), -1, until);
      waiter.target = second.key();
    } else if (wasStopped(waiter, first, value)) {
      futexes.remove(task);
      return Errno.EAGAIN.result();
    }
    return inheriting.goOn(waiter, (waiter.moved ? second : first).address());
  }

  /// Whether its process was stopped, so that its call is made anew, when its word is another one.
  private static boolean wasStopped(FutexWaiter waiter, FutexPlace first, int value) {
    Task task = waiter.task;
    boolean waits = task.progress == FutexWaiter.WAITING && !waiter.moved;
    Integer word = waits && !task.signals.notified ? FutexWord.get(task, first.address()) : null;
    return word != null && word != value;
  }

  /// Gives the futex at the second place to who waits longest at the first, or has it wait for
  /// that; has others wait, too: how many of both.
  ///
  /// @param expected what the first word must be
  long requeue(FutexPlace from, FutexPlace to, int wakes, int moves, int expected) {
    if (wakes != 1 || moves < 0 || from.address() == to.address()) {
      return Errno.EINVAL.result();
    }
    long refusal = from.refusal(false);
    refusal = refusal != 0 ? refusal : to.refusal(true);
    if (refusal != 0) {
      return refusal;
    }
    FutexKey target = to.key();
    if (from.key().equals(target)) {
      return Errno.EINVAL.result();
    }
    Integer word = FutexWord.get(from.task(), from.address());
    if (word == null || word != expected) {
      return (word == null ? Errno.EFAULT : Errno.EAGAIN).result();
    }
    List<FutexWaiter> waiting = futexes.waiting(from.key());
    if (FutexWord.get(to.task(), to.address()) == null) {
      return Errno.EFAULT.result();
    }
    if (waiting.isEmpty()) {
      return 0;
    }
    if (!target.equals(waiting.getFirst().target)) {
      return Errno.EINVAL.result();
    }
    long taken = inheriting.lockFor(waiting.getFirst(), to, moves > 0);
    return taken < 0 ? taken : join(waiting, (int) taken, target, 1L + moves);
  }

  private long join(List<FutexWaiter> waiting, int done, FutexKey target, long most) {
    int count = done;
    for (FutexWaiter waiter : waiting.subList(done, waiting.size())) {
      if (count >= most) {
        break;
      }
      if (!target.equals(waiter.target)) {
        return Errno.EINVAL.result();
      }
      if (!inheriting.join(waiter, target)) {
        return Errno.EDEADLK.result();
      }
      count++;
    }
    return count;
  }
}
