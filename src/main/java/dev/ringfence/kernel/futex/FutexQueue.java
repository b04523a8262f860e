package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.process.RankedQueue;

/// Those who wait at a futex.
final class FutexQueue {
  final FutexKey key;
  final RankedQueue tasks = new RankedQueue();

  /// The thread that holds it, once others wait to have it by `FUTEX_LOCK_PI`.
  int owner;

  FutexQueue(FutexKey key) {
    this.key = key;
  }
}
