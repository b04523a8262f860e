package dev.ringfence.analysis.race;

import java.util.Arrays;

/// For each thread, by its place, up to which of its releases something comes after what it has
/// done.
final class VectorClock {
  private int[] times;

  VectorClock() {
    this(new int[4]);
  }

  private VectorClock(int[] times) {
    this.times = times;
  }

  int get(int thread) {
    return thread < times.length ? times[thread] : 0;
  }

  void tick(int thread) {
    reserve(thread + 1);
    times[thread]++;
  }

  /// Comes after all that the other one comes after, too.
  void join(VectorClock other) {
    reserve(other.times.length);
    for (int i = 0; i < other.times.length; i++) {
      times[i] = Math.max(times[i], other.times[i]);
    }
  }

  VectorClock copy() {
    return new VectorClock(times.clone());
  }

  private void reserve(int threads) {
    if (threads > times.length) {
      times = Arrays.copyOf(times, Math.max(threads, 2 * times.length));
    }
  }
}
