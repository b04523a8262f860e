package dev.ringfence.report.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Values that stand for by their numbers; 0 is the first one given.
///
/// @param <T> has an `equals` of its own
final class Interned<T> {
  private final int most;
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> all = new ArrayList<>();

  /// @param none number 0, which also stands for those for which there is no room
  /// @param most how many are kept
  Interned(T none, int most) {
    this.most = most;
    number(none);
  }

  int number(T value) {
    Integer known = numbers.get(value);
    if (known != null) {
      return known;
    }
    if (all.size() > most) {
      return 0;
    }
    numbers.put(value, all.size());
    all.add(value);
    return all.size() - 1;
  }

  /// By their numbers.
  List<T> all() {
    return all;
  }
}
