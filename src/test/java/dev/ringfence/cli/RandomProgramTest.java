package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringfence.core.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random functions of C give the same values here and after gcc. `-Drandom.seed` takes other ones,
/// `-Drandom.programs` sets how many.
class RandomProgramTest {
  private static final int FUNCTIONS = 150;

  @TempDir Path folder = Path.of("");

  @Test
  void functions_hereAndOnLinux_giveTheSameValues()
      throws IOException, InterruptedException, ExecutionException {
    assumeTrue(CProgram.hasCompiler(), "gcc is not installed");
    long seed = Long.getLong("random.seed", 20_261_124);
    int programs = Integer.getInteger("random.programs", 8);
    System.out.println("random programs with -Drandom.seed=" + seed);
    check(seed, programs);
  }

  private void check(long seed, int programs)
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService linux = Executors.newFixedThreadPool(2)) {
      List<List<RandomFunction>> all = new ArrayList<>();
      List<CProgram> files = new ArrayList<>();
      List<Future<CProgram.Outcome>> expected = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        List<RandomFunction> functions = functions(seed + i);
        Path own = Files.createDirectory(folder.resolve("p" + i));
        CProgram file = write(own, functions);
        all.add(functions);
        files.add(file);
        expected.add(linux.submit(() -> file.onLinux(own)));
      }
      for (int i = 0; i < programs; i++) {
        CProgram.Outcome there = expected.get(i).get();
        CProgram.Outcome here = files.get(i).here();
        if (!there.equals(here)) {
          explain(seed + i, all.get(i), there, here);
        }
      }
    }
  }

  private static List<RandomFunction> functions(long seed) {
    Rng seeds = new Rng(seed);
    List<RandomFunction> functions = new ArrayList<>();
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.add(RandomFunction.of(seeds.next(), "f" + i));
    }
    return functions;
  }

  private static CProgram write(Path folder, List<RandomFunction> functions) throws IOException {
    StringBuilder text = new StringBuilder(RandomExpression.PRELUDE);
    functions.forEach(function -> text.append(function.text()));
    text.append("int main(void) {\n");
    for (RandomFunction function : functions) {
      text.append(
          "  printf(\"%s %lx\\n\", \"" + function.name() + "\", " + function.name() + "());\n");
    }
    return new CProgram(Files.writeString(folder.resolve("p.c"), text + "}\n"));
  }

  /// Fails with the smallest function that shows the difference.
  private void explain(
      long seed, List<RandomFunction> functions, CProgram.Outcome there, CProgram.Outcome here)
      throws IOException, InterruptedException {
    String again = "mvn test -Dtest=RandomProgramTest -Drandom.programs=1 -Drandom.seed=" + seed;
    Set<String> lines = new TreeSet<>(there.output().lines().toList());
    here.output().lines().toList().forEach(lines::remove);
    for (RandomFunction function : functions) {
      boolean suspect = lines.stream().anyMatch(line -> line.startsWith(function.name() + " "));
      if (suspect && differs(function)) {
        fail("repeat with: " + again + "\n" + smallest(function).text());
      }
    }
    assertEquals(there, here, again);
  }

  private boolean differs(RandomFunction function) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "one");
    CProgram program = write(own, List.of(function));
    return !program.onLinux(own).equals(program.here());
  }

  private RandomFunction smallest(RandomFunction function)
      throws IOException, InterruptedException {
    RandomFunction best = function;
    for (int i = best.statements().size() - 1; i >= 0; i--) {
      List<String> fewer = new ArrayList<>(best.statements());
      fewer.remove(i);
      RandomFunction smaller = best.with(fewer);
      if (differs(smaller)) {
        best = smaller;
      }
    }
    return best;
  }
}
