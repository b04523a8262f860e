package dev.ringfence.kernel.futex;

/// A call that waits at a futex.
final class FutexWaiter {
  /// The values of [dev.ringfence.kernel.process.Task#progress] of a task that waits, that has
  /// been let go on, and that has been given a futex by whoever held it to its end.
  static final long WAITING = 1;

  static final long WOKEN = 2;
  static final long BEQUEATHED = 3;

  /// Where it waits: elsewhere than at first once it has been requeued.
  FutexQueue queue;

  /// Whether that has happened.
  boolean moved;

  /// Which wakes are meant for it.
  final int bitset;

  /// When the wait ends by itself, in cycles, or `Long.MAX_VALUE`.
  final long until;

  /// Whether it waits to have the futex, by `FUTEX_LOCK_PI`.
  final boolean locks;

  FutexWaiter(FutexQueue queue, int bitset, long until, boolean locks) {
    this.queue = queue;
    this.bitset = bitset;
    this.until = until;
    this.locks = locks;
  }
}
