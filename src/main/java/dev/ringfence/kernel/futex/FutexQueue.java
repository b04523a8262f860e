package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.process.RankedQueue;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sync.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who wait at a futex.
final class FutexQueue {
  final FutexKey key;
  final RankedQueue tasks = new RankedQueue();

  /// Those of them whose tasks wait at other futexes as well.
  final List<FutexWaiter> parts = new ArrayList<>(0);

  /// That somebody wakes who shares the memory, once that has been asked for.
  @Nullable Wait mayWake;

  /// The thread that holds it, once others wait to have it by `FUTEX_LOCK_PI`.
  int owner;

  private long address;
  private String label = "";

  FutexQueue(FutexKey key) {
    this.key = key;
  }

  /// What reports call it.
  ///
  /// @param at where a task finds it
  String label(Task task, long at) {
    if (label.isEmpty() || address != at) {
      address = at;
      label = Names.label(task, at, "futex");
    }
    return label;
  }

  boolean isEmpty() {
    return tasks.isEmpty() && parts.isEmpty();
  }
}
