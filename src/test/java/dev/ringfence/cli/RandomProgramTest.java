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
    check(seed, programs, "x86-64");
  }

  @Test
  void functionsOf32Bits_hereAndOnLinux_giveTheSameValues()
      throws IOException, InterruptedException, ExecutionException {
    assumeTrue(CProgram.hasCompilerOf32Bits(), "gcc makes no programs of 32 bits here");
    long seed = Long.getLong("random.seed", 20_261_128);
    int programs = Integer.getInteger("random.programs", 4);
    System.out.println("random programs of 32 bits with -Drandom.seed=" + seed);
    check(seed, programs, "80386");
  }

  private void check(long seed, int programs, String machine)
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService linux = Executors.newFixedThreadPool(2)) {
      List<List<RandomFunction>> all = new ArrayList<>();
      List<CProgram> files = new ArrayList<>();
      List<Future<CProgram.Outcome>> expected = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        List<RandomFunction> functions = functions(seed + i);
        Path own = Files.createDirectory(folder.resolve("p" + i));
        CProgram file = write(own, functions, machine);
        all.add(functions);
        files.add(file);
        expected.add(linux.submit(() -> file.onLinux(own)));
      }
      for (int i = 0; i < programs; i++) {
        CProgram.Outcome there = expected.get(i).get();
        CProgram.Outcome here = files.get(i).here();
        if (!there.equals(here)) {
          explain(seed + i, all.get(i), machine, there, here);
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

  /// A program that calls the functions, whose `long` has 64 bits on every machine.
  private static CProgram write(Path folder, List<RandomFunction> functions, String machine)
      throws IOException {
    StringBuilder text = new StringBuilder(RandomExpression.PRELUDE);
    functions.forEach(function -> text.append(function.text()));
    text.append("int main(void) {\n");
    for (RandomFunction function : functions) {
      text.append(
          "  printf(\"%s %lx\\n\", \"" + function.name() + "\", " + function.name() + "());\n");
    }
    String program = text + "}\n";
    if (!machine.equals("x86-64")) {
      String wide = "#define long long long\n#undef LONG_MAX\n#define LONG_MAX LLONG_MAX\n";
      wide += "#undef LONG_MIN\n#define LONG_MIN LLONG_MIN\n";
      program = program.replace("#include <string.h>\n", "#include <string.h>\n" + wide);
      program = program.replace("%lx", "%llx").replace("sizeof(", "(unsigned long)sizeof(");
      program = program.replaceAll("\\b(0[xX][0-9a-fA-F]+|[0-9]+)([uU]?)[lL]\\b", "$1$2LL");
    }
    return new CProgram(Files.writeString(folder.resolve("p.c"), program)).on(machine);
  }

  /// Fails with the smallest function that shows the difference.
  private void explain(
      long seed,
      List<RandomFunction> functions,
      String machine,
      CProgram.Outcome there,
      CProgram.Outcome here)
      throws IOException, InterruptedException {
    String again = "mvn test -Dtest=RandomProgramTest -Drandom.programs=1 -Drandom.seed=" + seed;
    Set<String> lines = new TreeSet<>(there.output().lines().toList());
    here.output().lines().toList().forEach(lines::remove);
    for (RandomFunction function : functions) {
      boolean suspect = lines.stream().anyMatch(line -> line.startsWith(function.name() + " "));
      if (suspect && differs(function, machine)) {
        fail("repeat with: " + again + "\n" + smallest(function, machine).text());
      }
    }
    assertEquals(there, here, again);
  }

  private boolean differs(RandomFunction function, String machine)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "one");
    CProgram program = write(own, List.of(function), machine);
    return !program.onLinux(own).equals(program.here());
  }

  private RandomFunction smallest(RandomFunction function, String machine)
      throws IOException, InterruptedException {
    RandomFunction best = function;
    for (int i = best.statements().size() - 1; i >= 0; i--) {
      List<String> fewer = new ArrayList<>(best.statements());
      fewer.remove(i);
      RandomFunction smaller = best.with(fewer);
      if (differs(smaller, machine)) {
        best = smaller;
      }
    }
    return best;
  }
}
