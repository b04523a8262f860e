package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.process.RankedQueue;
import java.util.ArrayList;
import java.util.List;

/// Those who wait at a futex.
final class FutexQueue {
  final FutexKey key;
  final RankedQueue tasks = new RankedQueue();

  /// Those of them whose tasks wait at other futexes as well.
  final List<FutexWaiter> parts = new ArrayList<>(0);

  /// The thread that holds it, once others wait to have it by `FUTEX_LOCK_PI`.
  int owner;

  FutexQueue(FutexKey key) {
    this.key = key;
  }

  boolean isEmpty() {
    return tasks.isEmpty() && parts.isEmpty();
  }
}
