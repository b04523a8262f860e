package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.process.RankedQueue;
import java.util.ArrayList;
import java.util.List;

/// The futexes at which one call waits, by `futex_waitv(2)`.
final class FutexVector {
  /// `FUTEX_WAITV_MAX`.
  static final int MOST = 128;

  final List<FutexWaiter> parts = new ArrayList<>();

  /// Where they lie, and what their words must be.
  final List<FutexPlace> places = new ArrayList<>();

  private final List<Integer> values = new ArrayList<>();

  /// Where its task waits.
  final RankedQueue task = new RankedQueue();

  /// The futex at which it was woken, the last one in the order of the call, or -1.
  int woken = -1;

  /// @param until when the wait ends by itself
  void add(FutexPlace place, int value, long until) {
    FutexQueue queue = new FutexQueue(place.key());
    FutexWaiter part = new FutexWaiter(place.task(), queue, PlainFutexes.MATCH_ANY, until);
    part.vector = this;
    parts.add(part);
    places.add(place);
    values.add(value);
  }

  /// When the wait ends by itself, in cycles, or `Long.MAX_VALUE`.
  long until() {
    return parts.getFirst().until;
  }

  /// Whether all words that it waits at are what they must be.
  boolean isAsItWas() {
    for (int i = 0; i < places.size(); i++) {
      FutexPlace place = places.get(i);
      Integer word = FutexWord.get(place.task(), place.address());
      if (!parts.get(i).moved && word != null && !word.equals(values.get(i))) {
        return false;
      }
    }
    return true;
  }
}
