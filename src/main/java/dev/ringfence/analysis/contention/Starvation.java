package dev.ringfence.analysis.contention;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who was overtaken most often in one wait for an object, and by whom.
final class Starvation {
  private final Map<Long, int[]> pairs = new HashMap<>();
  private int most;
  private long nanos;
  private @Nullable ProcessTimes victim;
  private @Nullable ProcessTimes overtaker;

  void overtaken(Standing victim, Standing by) {
    int count = ++pairs.computeIfAbsent(pair(victim.tid, by.process.pid), _ -> new int[1])[0];
    if (victim.overtaken > most) {
      most = victim.overtaken;
      this.victim = victim.process;
      nanos = 0;
    }
    if (this.victim == victim.process && overtaker(victim.tid) < count) {
      overtaker = by.process;
    }
  }

  private int overtaker(int tid) {
    return overtaker == null ? 0 : pairs.getOrDefault(pair(tid, overtaker.pid), new int[1])[0];
  }

  private static long pair(int one, int other) {
    return (long) one << 32 | other;
  }

  /// A wait is over that took so long.
  void waited(Standing task, long nanos) {
    if (task.overtaken > 0 && task.overtaken == most && task.process == victim) {
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

  @Nullable ProcessTimes victim() {
    return victim;
  }

  /// The process whose threads overtook it most often.
  @Nullable ProcessTimes overtaker() {
    return overtaker;
  }
}
