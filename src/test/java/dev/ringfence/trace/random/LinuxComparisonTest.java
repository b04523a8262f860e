package dev.ringfence.trace.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random traces give the same on the running Linux kernel and on the simulated one. A difference
/// is shown with as few moves as it takes.
///
/// `-Dtraces.count=10000` compares so many, `-Dtraces.seed` others; `-Dtraces.only=3` those about
/// the mechanism of that place in [RandomTrace#MECHANISMS].
class LinuxComparisonTest {
  @TempDir Path folder = Path.of("");

  @Test
  void randomTraces_giveTheSameAsOnLinux() throws IOException, InterruptedException {
    assumeTrue(Linux.isThere(), "random traces need root, unshare(1), chrt(1) and gcc");
    long seed = Long.getLong("traces.seed", 1);
    long count = Long.getLong("traces.count", 1000);
    int only = Integer.getInteger("traces.only", -1);
    List<RandomTrace.Mechanism> mechanisms =
        only < 0 ? RandomTrace.MECHANISMS : List.of(RandomTrace.MECHANISMS.get(only));
    List<String> differences = new ArrayList<>();
    try (Linux linux = new Linux(folder)) {
      for (long i = seed; i < seed + count && differences.size() < 10; i++) {
        List<Move> moves = RandomTrace.of(i, mechanisms);
        if (differ(linux, moves)) {
          List<Move> fewer = smallest(linux, moves);
          if (differ(linux, fewer)) {
            differences.add("-Dtraces.seed=" + i + "\n" + text(linux, fewer));
          }
        }
      }
    }
    assertEquals(List.of(), differences, () -> String.join("\n", differences));
  }

  /// Whether they differ, also when Linux is asked once more: what depends on its timing does not
  /// count. Moves are made at the same times here as they were there.
  private static boolean differ(Linux linux, List<Move> moves) {
    for (int i = 0; i < 3; i++) {
      Linux.Answer real = linux.run(moves);
      if (judged(moves, real.lines()).equals(judged(moves, Simulated.run(moves, real.times())))) {
        return false;
      }
    }
    return true;
  }

  /// What is to be the same: all but what a call gives to a process that has ended by then, since
  /// it ends before it or after it.
  private static List<String> judged(List<Move> moves, List<String> lines) {
    List<String> judged = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      String line = lines.get(i);
      int others = line.indexOf(" |");
      boolean died = line.contains(" | " + moves.get(i).process + " died");
      judged.add(died && others >= 0 ? "died" + line.substring(others) : line);
    }
    return judged;
  }

  /// Leaves out moves as long as there is a difference, half of them first, then fewer.
  private static List<Move> smallest(Linux linux, List<Move> all) {
    List<Move> moves = all;
    for (int size = moves.size() / 2; size > 0; size /= 2) {
      for (int from = 0; from < moves.size(); ) {
        List<Move> fewer = new ArrayList<>(moves.subList(0, from));
        fewer.addAll(moves.subList(Math.min(moves.size(), from + size), moves.size()));
        if (differ(linux, fewer)) {
          moves = fewer;
        } else {
          from += size;
        }
      }
    }
    return moves;
  }

  private static String text(Linux linux, List<Move> moves) {
    Linux.Answer answer = linux.run(moves);
    List<String> real = answer.lines();
    List<String> simulated = Simulated.run(moves, answer.times());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < moves.size(); i++) {
      String expected = real.get(i);
      text.append(moves.get(i)).append("\n    Linux:     ").append(expected);
      if (!expected.equals(simulated.get(i))) {
        text.append("\n    Ringfence: ").append(simulated.get(i));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
