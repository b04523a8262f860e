package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// A call that waits at a futex.
final class FutexWaiter {
  /// The values of [Task#progress] of a task that waits, that has been let go on, and that has been
  /// given a futex by whoever held it to its end.
  static final long WAITING = 1;

  static final long WOKEN = 2;
  static final long BEQUEATHED = 3;

  final Task task;

  /// Where it waits: elsewhere than at first once it has been requeued.
  FutexQueue queue;

  /// Whether that has happened.
  boolean moved;

  /// Which wakes are meant for it.
  final int bitset;

  /// When the wait ends by itself, in cycles, or `Long.MAX_VALUE`.
  final long until;

  /// Whether it waits to have the futex, by `FUTEX_LOCK_PI`.
  boolean locks;

  /// Where it is to be requeued to have that futex, by `FUTEX_WAIT_REQUEUE_PI`; null if not.
  @Nullable FutexKey target;

  /// All the futexes that its task waits at, this one among them; null if it is the only one.
  @Nullable FutexVector vector;

  /// Its rank among those that have come to wait: more for those that came later.
  long arrival;

  FutexWaiter(Task task, FutexQueue queue, int bitset, long until) {
    this.task = task;
    this.queue = queue;
    this.bitset = bitset;
    this.until = until;
  }

  /// Whether it waits for a futex whose holder the kernel knows, or is about to.
  boolean isInheriting() {
    return locks || target != null;
  }
}
