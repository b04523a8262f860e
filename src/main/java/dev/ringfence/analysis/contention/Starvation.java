package dev.ringfence.analysis.contention;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who was overtaken most often in one wait for an object, and by whom.
final class Starvation {
  private final Map<Long, int[]> pairs = new HashMap<>();
  private int most;
  private long nanos;
  private @Nullable Standing victim;
  private @Nullable Standing overtaker;

  void overtaken(Standing victim, Standing by) {
    int count = ++pairs.computeIfAbsent(pair(victim.tid, by.tid), _ -> new int[1])[0];
    if (victim.overtaken > most) {
      most = victim.overtaken;
      this.victim = victim;
      nanos = 0;
    }
    if (this.victim == victim && overtaker(victim.tid) < count) {
      overtaker = by;
    }
  }

  private int overtaker(int tid) {
    return overtaker == null ? 0 : pairs.getOrDefault(pair(tid, overtaker.tid), new int[1])[0];
  }

  private static long pair(int one, int other) {
    return (long) one << 32 | other;
  }

  /// A wait is over that took so long.
  void waited(Standing task, long nanos) {
    if (task.overtaken > 0 && task.overtaken == most && task == victim) {
      this.nanos = Math.max(this.nanos, nanos);
    }
  }

  /// How often, 0 if nobody was.
  int most() {
    return most;
  }

  /// How long that wait was.
  long nanos() {
    return nanos;
  }

  @Nullable Standing victim() {
    return victim;
  }

  /// Whoever overtook it most often.
  @Nullable Standing overtaker() {
    return overtaker;
  }
}
