package dev.ringfence.report.html;

import dev.ringfence.report.output.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines of programs at which calls were made, by numbers, with the time that went into each.
/// Number 0 is a line that is not known.
final class Lines {
  /// A line as the trap names it.
  private record Packed(String program, int line) {}

  private final Names names;
  private final Map<Packed, Integer> numbers = new HashMap<>();
  private final Interned<String> places = new Interned<>("", Integer.MAX_VALUE);
  private long[] calls = new long[64];
  private long[] running = new long[64];
  private long[] blocked = new long[64];

  Lines(Names names) {
    this.names = names;
  }

  /// The number of a line of the program that a task runs.
  int number(int tid, int line) {
    if (line == 0) {
      return 0;
    }
    return numbers.computeIfAbsent(
        new Packed(names.program(tid), line),
        _ -> {
          String place = names.place(tid, line);
          return places.number(place.equals("?") ? "" : place);
        });
  }

  private void reserve(int number) {
    if (number >= calls.length) {
      int more = Math.max(number + 1, 2 * calls.length);
      calls = Arrays.copyOf(calls, more);
      running = Arrays.copyOf(running, more);
      blocked = Arrays.copyOf(blocked, more);
    }
  }

  /// A call was made there, after so much time on a CPU since the call before.
  void called(int number, long nanos) {
    reserve(number);
    calls[number]++;
    running[number] += Math.max(0, nanos);
  }

  /// A call there waited for so long.
  void waited(int number, long nanos) {
    reserve(number);
    blocked[number] += nanos;
  }

  /// As "file:line", by number.
  List<String> places() {
    return places.all();
  }

  /// Of each line its number, how many calls were made there, for how long CPUs had executed before
  /// these, and for how long they were blocked.
  List<long[]> use() {
    List<long[]> all = new ArrayList<>();
    for (int number = 1; number < Math.min(places.all().size(), calls.length); number++) {
      all.add(new long[] {number, calls[number], running[number], blocked[number]});
    }
    return all;
  }
}
