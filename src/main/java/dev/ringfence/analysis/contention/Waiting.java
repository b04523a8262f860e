package dev.ringfence.analysis.contention;

import java.util.Arrays;

/// How many wait for an object at each place, of which there are few.
final class Waiting {
  private long[] places = {};
  private int[] counts = {};
  private int size;

  void add(long place) {
    int at = find(place);
    if (at == size) {
      if (size == places.length) {
        places = Arrays.copyOf(places, Math.max(2, size * 2));
        counts = Arrays.copyOf(counts, Math.max(2, size * 2));
      }
      places[size++] = place;
    }
    counts[at]++;
  }

  void remove(long place) {
    counts[find(place)]--;
  }

  private int find(long place) {
    int at = 0;
    while (at < size && places[at] != place) {
      at++;
    }
    return at;
  }

  /// How many places there are, some of them without anybody.
  int size() {
    return size;
  }

  long place(int at) {
    return places[at];
  }

  int count(int at) {
    return counts[at];
  }
}
