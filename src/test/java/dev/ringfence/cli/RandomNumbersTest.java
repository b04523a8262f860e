package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The random numbers of `ringfence.h`.
class RandomNumbersTest {
  @TempDir Path folder = Path.of("");

  private String run(String program, int seed) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.conf"), "processes.p.program = \"\"\"\n" + program + "\"\"\"\n");
    CommandTest.Outcome outcome = CommandTest.execute("run", "--seed", "" + seed, file.toString());
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    return outcome.output().lines().filter(l -> l.startsWith("p (")).toList().toString();
  }

  /// Bounds of five standard deviations.
  @Test
  void exponential_hasItsMeanDeviationAndMedian() throws IOException {
    String program =
        """
        double sum = 0, squares = 0;
        int above = 0, n = 20000;
        for (int i = 0; i < n; i++) {
          double x = random_exponential(250);
          if (x < 0) return 1;
          sum += x;
          squares += x * x;
          above += x > 250 * 0.693147;
        }
        double mean = sum / n, deviation = sqrt(squares / n - mean * mean);
        if (fabs(mean - 250) > 9) return 2;
        if (fabs(deviation - 250) > 20) return 3;
        if (abs(above - n / 2) > 354) return 4;
        return random_exponential(0) != 0;
        """;
    for (int seed = 1; seed <= 3; seed++) {
      run(program, seed);
    }
  }

  @Test
  void uniform_hasItsBoundsAndMean() throws IOException {
    String program =
        """
        long seen[7] = {0}, sum = 0, n = 14000;
        for (int i = 0; i < n; i++) {
          long x = random_uniform(-3, 3);
          if (x < -3 || x > 3) return 1;
          seen[x + 3]++;
          sum += x;
        }
        if (labs(sum) > 5 * 2 * 119) return 2;
        for (int i = 0; i < 7; i++)
          if (labs(seen[i] - 2000) > 210) return 3;
        int below = 0;
        for (int i = 0; i < 100; i++)
          below += random_uniform(LONG_MIN, LONG_MAX) < 0;
        if (below < 25 || below > 75) return 4;
        return random_uniform(5, 5) != 5 || random_uniform(5, 4) != 5;
        """;
    for (int seed = 1; seed <= 3; seed++) {
      run(program, seed);
    }
  }

  @Test
  void numbers_dependOnTheSeedAlone() throws IOException {
    String program =
        """
        for (int i = 0; i < 5; i++)
          printf("%.17g %ld\\n", random_exponential(1e-3), random_uniform(0, 1000000000));
        usleep(random_exponential(500));
        """;
    String first = run(program, 7);
    assertEquals(5, first.split(", ").length, first);
    assertEquals(first, run(program, 7));
    assertNotEquals(first, run(program, 8));
  }
}
