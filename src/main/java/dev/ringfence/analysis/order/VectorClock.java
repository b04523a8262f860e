package dev.ringfence.analysis.order;

import java.util.HashMap;
import java.util.Map;

/// How far a task knows that others have come: for each the number of its last deed that happened
/// before (Mattern, Fidge).
final class VectorClock {
  private final Map<Integer, Long> deeds;

  VectorClock() {
    deeds = new HashMap<>();
  }

  private VectorClock(Map<Integer, Long> deeds) {
    this.deeds = new HashMap<>(deeds);
  }

  /// As it is now.
  VectorClock copy() {
    return new VectorClock(deeds);
  }

  long of(int tid) {
    return deeds.getOrDefault(tid, 0L);
  }

  /// Its task does something that others may come to know of.
  ///
  /// @return the number of that deed
  long tick(int tid) {
    return deeds.merge(tid, 1L, Long::sum);
  }

  /// Whatever another clock knows happened before what comes next.
  void join(VectorClock other) {
    other.deeds.forEach((tid, deed) -> deeds.merge(tid, deed, Math::max));
  }
}
