package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who waits for a set of semaphores, and who goes on first when its values change.
///
/// As on Linux, operations that wait for zero go before those that lower, and a task that waits for
/// one semaphore has its place in that semaphore's own queue as long as nobody waits for several at
/// once; then all that lower wait in one queue.
final class SemaphoreQueues {
  private final Scheduler scheduler;
  private final SemaphoreSet set;

  /// For each semaphore those that lower it alone, while nobody waits for several, and those that
  /// wait for it alone to be 0.
  private final SimpleQueues lowering = new SimpleQueues();

  private final SimpleQueues awaitingZero = new SimpleQueues();

  /// Those for several semaphores, and with those that lower all that lower one.
  private final List<PendingOperations> allLowering = new ArrayList<>();

  private final List<PendingOperations> allAwaitingZero = new ArrayList<>();

  /// How many are in all queues.
  private int size;

  SemaphoreQueues(Scheduler scheduler, SemaphoreSet set) {
    this.scheduler = scheduler;
    this.set = set;
  }

  private boolean isMerged() {
    for (PendingOperations pending : allLowering) {
      if (!pending.operations.isSimple()) {
        return true;
      }
    }
    return !allAwaitingZero.isEmpty();
  }

  /// Has operations wait behind the others.
  void add(PendingOperations pending) {
    prune();
    size++;
    if (pending.operations.isSimple() && !pending.operations.alter) {
      awaitingZero.add(pending);
    } else if (pending.operations.isSimple() && !isMerged()) {
      lowering.add(pending);
    } else {
      if (!isMerged()) {
        lowering.moveTo(allLowering);
      }
      (pending.operations.alter ? allLowering : allAwaitingZero).add(pending);
    }
  }

  /// Forgets those that have stopped waiting, if they were for several semaphores.
  private void prune() {
    pruned(allLowering);
    pruned(allAwaitingZero);
    unmerge();
  }

  /// The queue without those that have stopped waiting.
  private List<PendingOperations> pruned(List<PendingOperations> queue) {
    for (int at = queue.size() - 1; at >= 0; at--) {
      if (!queue.get(at).waits()) {
        remove(queue, at);
      }
    }
    return queue;
  }

  private void remove(List<PendingOperations> queue, int at) {
    queue.remove(at);
    size--;
  }

  private void unmerge() {
    if (!allLowering.isEmpty() && !isMerged()) {
      allLowering.forEach(lowering::add);
      allLowering.clear();
    }
  }

  /// Values have changed: whoever can go on does.
  ///
  /// @param operations those that have changed them, or null if that is not known
  /// @return whether anybody could
  boolean update(@Nullable Operations operations) {
    if (isEmpty()) {
      return false;
    }
    prune();
    boolean any = releaseZero(operations);
    if (!allLowering.isEmpty()) {
      any |= releaseLowering(allLowering, -1);
    } else if (operations == null) {
      for (int number = 0; number < lowering.size(); number++) {
        any |= releaseLowering(pruned(lowering.of(number)), number);
      }
    } else {
      for (int i = 0; i < operations.count(); i++) {
        SemaphoreOperation operation = operations.get(i);
        if (operation.change() > 0) {
          any |= releaseLowering(pruned(lowering.of(operation.number())), operation.number());
        }
      }
    }
    unmerge();
    return any;
  }

  /// @param number of the semaphore that all of them lower and nothing else, or -1
  private boolean releaseLowering(List<PendingOperations> queue, int number) {
    boolean any = false;
    for (int at = 0; at < queue.size(); ) {
      if (number >= 0 && set.value(number) == 0) {
        break;
      }
      PendingOperations pending = queue.get(at);
      long result = tried(pending);
      if (result == SemaphoreSet.WAIT) {
        at++;
        continue;
      }
      remove(queue, at);
      if (result == 0) {
        any = true;
        releaseZero(pending.operations);
      }
      release(pending, result);
      if (result == 0 && (!allLowering.isEmpty() || !pending.operations.isSimple())) {
        at = 0;
      }
    }
    return any;
  }

  private boolean releaseZero(@Nullable Operations operations) {
    boolean any = false;
    boolean zero = false;
    if (operations == null) {
      for (int number = 0; number < set.size(); number++) {
        if (set.value(number) == 0) {
          zero = true;
          any |= releaseAll(pruned(awaitingZero.of(number)));
        }
      }
    } else {
      for (int i = 0; i < operations.count(); i++) {
        SemaphoreOperation operation = operations.get(i);
        if (set.value(operation.number()) == 0) {
          zero = true;
          any |= releaseAll(pruned(awaitingZero.of(operation.number())));
        }
      }
    }
    return zero && releaseAll(allAwaitingZero) || any;
  }

  private boolean releaseAll(List<PendingOperations> queue) {
    boolean any = false;
    for (int at = 0; at < queue.size(); ) {
      PendingOperations pending = queue.get(at);
      long result = tried(pending);
      if (result == SemaphoreSet.WAIT) {
        at++;
      } else {
        remove(queue, at);
        release(pending, result);
        any |= result == 0;
      }
    }
    return any;
  }

  /// Makes operations that wait, if they can be made; otherwise the task may now wait for another
  /// semaphore of them.
  private long tried(PendingOperations pending) {
    long result = set.perform(pending.task, pending.operations, pending.undo);
    if (result == SemaphoreSet.WAIT && pending.blocking != set.blocking()) {
      pending.blocking = set.blocking();
      scheduler.wake(pending.task);
    }
    return result;
  }

  private void release(PendingOperations pending, long result) {
    pending.result = result;
    pending.isDecided = true;
    scheduler.wake(pending.task);
  }

  /// The set is gone: all are told.
  void drop() {
    prune();
    List<PendingOperations> all = new ArrayList<>(allAwaitingZero);
    all.addAll(allLowering);
    for (int number = 0; number < set.size(); number++) {
      all.addAll(pruned(awaitingZero.of(number)));
      all.addAll(pruned(lowering.of(number)));
    }
    all.forEach(pending -> release(pending, Errno.EIDRM.result()));
    prune();
  }

  /// How many tasks wait for a semaphore, each being counted where the first of its operations is
  /// that cannot be made.
  ///
  /// @param zero for it to be 0, rather than to be raised
  int waiting(int number, boolean zero) {
    prune();
    int count = pruned((zero ? awaitingZero : lowering).of(number)).size();
    for (PendingOperations pending : allLowering) {
      count += isBlocked(pending, number, zero) ? 1 : 0;
    }
    for (PendingOperations pending : zero ? allAwaitingZero : List.<PendingOperations>of()) {
      count += isBlocked(pending, number, true) ? 1 : 0;
    }
    return count;
  }

  /// Whether nobody waits.
  boolean isEmpty() {
    return size == 0;
  }

  private static boolean isBlocked(PendingOperations pending, int number, boolean zero) {
    SemaphoreOperation blocking = pending.blocking;
    return blocking != null
        && blocking.number() == number
        && (zero ? blocking.change() == 0 : blocking.change() < 0);
  }
}
