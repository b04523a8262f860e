package dev.ringfence.analysis.contention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Numbers for places in programs: that of the program above, the line as
/// [dev.ringfence.c.Program#lines] packs it below. A place is 0 where it is not known, and the
/// number of a process where only that is.
final class Places {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> programs = new ArrayList<>();

  int program(String name) {
    return numbers.computeIfAbsent(
        name,
        _ -> {
          programs.add(name);
          return programs.size();
        });
  }

  static long of(int program, int line) {
    return line == 0 ? 0 : (long) program << 32 | line;
  }

  /// In words, or the empty string where it is not known.
  ///
  /// @param words gives a line of a program as file:line
  String text(long place, BiFunction<String, Integer, String> words) {
    int program = (int) (place >>> 32);
    return place == 0 || program == 0 ? "" : words.apply(programs.get(program - 1), (int) place);
  }
}
