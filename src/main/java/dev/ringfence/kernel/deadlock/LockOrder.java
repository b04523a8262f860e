package dev.ringfence.kernel.deadlock;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Holding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The order in which locks may be taken, so that no circle of waits can close.
final class LockOrder {
  private static final int UNORDERED = -1;

  private final List<String> declared;
  private final Map<WaitObject, Integer> ranks = new HashMap<>();

  /// @param declared names of locks; if there are none, locks are in the order in which they were
  ///     first asked for
  LockOrder(List<String> declared) {
    this.declared = declared;
  }

  /// What the task holds that comes after a lock which it asks for, or null if it may ask.
  @Nullable Holding inversion(Task task, WaitObject lock) {
    task.holdings().forEach(holding -> rank(holding.object()));
    int rank = rank(lock);
    for (Holding holding : task.holdings()) {
      WaitObject held = holding.object();
      if (held != lock && !held.signals && rank != UNORDERED && rank(held) > rank) {
        return holding;
      }
    }
    return null;
  }

  private int rank(WaitObject lock) {
    return ranks.computeIfAbsent(lock, _ -> declared.isEmpty() ? ranks.size() : place(lock));
  }

  private int place(WaitObject lock) {
    for (int i = 0; i < declared.size(); i++) {
      if (LockNames.mean(declared.get(i), lock)) {
        return i;
      }
    }
    return UNORDERED;
  }
}
