package dev.ringfence.kernel.deadlock;

import dev.ringfence.core.Rng;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A scenario of processes that take semaphores of several units in random orders, hold them, and
/// give all back; a call that fails is answered by giving all back, too.
final class RandomLocks {
  private final Rng rng;
  private final String text;

  /// Units of each semaphore.
  final int[] units;

  /// What each process may hold at most, by process and semaphore.
  final int[][] claims;

  RandomLocks(long seed) {
    rng = new Rng(seed);
    units = new int[2 + pick(3)];
    for (int lock = 0; lock < units.length; lock++) {
      units[lock] = 1 + pick(3);
    }
    claims = new int[2 + pick(3)][units.length];
    StringBuilder out = new StringBuilder("seed = ").append(1 + pick(1000)).append('\n');
    out.append("machine.cpus = ").append(1 + pick(3)).append('\n');
    for (int process = 0; process < claims.length; process++) {
      out.append("processes.p").append(process).append(" {\n");
      String program = program(process);
      out.append("  claims = {");
      for (int lock = 0; lock < units.length; lock++) {
        if (claims[process][lock] > 0) {
          out.append(" \"/s%d\" = %d,".formatted(lock, claims[process][lock]));
        }
      }
      out.append(" }\n  program = \"\"\"\n").append(program).append("\"\"\"\n}\n");
    }
    text = out.toString();
  }

  private int pick(int below) {
    return (int) rng.below(below);
  }

  private String program(int process) {
    StringBuilder out = new StringBuilder("sem_t *s[4];\nchar name[8];\n");
    for (int lock = 0; lock < units.length; lock++) {
      out.append(
          "s[%d] = sem_open(\"/s%d\", O_CREAT, 0600, %d);\n".formatted(lock, lock, units[lock]));
    }
    out.append("for (int round = 0; round < 4; round++) {\n  int had[4] = {0};\n  do {\n");
    int[] taken = new int[units.length];
    List<Integer> order = new ArrayList<>();
    for (int step = 0; step < 2 + pick(3); step++) {
      int lock = pick(units.length);
      if (taken[lock] < units[lock]) {
        taken[lock]++;
        order.add(lock);
      }
    }
    for (int lock : order) {
      out.append("    if (sem_wait(s[%d]) != 0) break;\n    had[%d]++;\n".formatted(lock, lock));
      out.append("    usleep(random_uniform(1, 30));\n");
    }
    System.arraycopy(taken, 0, claims[process], 0, taken.length);
    out.append("  } while (0);\n");
    out.append("  for (int i = 0; i < 4; i++) while (had[i]-- > 0) sem_post(s[i]);\n");
    out.append("  usleep(random_uniform(1, 30));\n}\n");
    return out.toString();
  }

  /// Under a policy.
  Workload under(Path folder, String policy, String... settings) {
    try {
      Path file = folder.resolve("locks.conf");
      Files.writeString(file, text);
      List<String> all = new ArrayList<>(List.of(settings));
      all.add("deadlock.policy=" + policy);
      return Scenarios.load(file, all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
