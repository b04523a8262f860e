package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `exec --sanitize` tells of each misuse of a heap block with the lines of access, allocation and
/// free, and of nothing else.
class SanitizeTest {
  private static final String PROGRAM =
      """
      #include <stdlib.h>
      #include <string.h>
      int main(int argc, char **argv) {
        char *p = malloc(10), *q = calloc(3, 7);
        switch (argv[1][0]) {
          case 'u':
            free(p);
            return p[2];
          case 'd':
            free(p);
            free(p);
            break;
          case 'o':
            p[10] = 1;
            break;
          case 'b':
            return q[-1];
          case 'i':
            free(p + 1);
            break;
          case 'r':
            p = realloc(p, 20);
            p[19] = 1;
            q = realloc(q, 5);
            return q[5];
        }
        memset(p, 0, 10);
        memset(q, 0, 21);
        free(p);
        free(q);
        free(NULL);
        return 0;
      }
      """;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "n, 0, ''",
    "u, 1, heap-use-after-free: read of 1 bytes at 8; allocated at 4; freed at 7",
    "d, 1, double-free: free at 11; allocated at 4; freed at 10",
    "o, 1, heap-buffer-overflow: write of 1 bytes at 14; allocated at 4",
    "b, 1, heap-buffer-overflow: read of 1 bytes at 17; allocated at 4",
    "i, 1, invalid-free: free at 19; allocated at 4",
    "r, 1, heap-buffer-overflow: read of 1 bytes at 25; allocated at 24"
  })
  void misuse_ofABlock_isToldWithItsLines(String which, int status, String expected)
      throws IOException {
    Path file = Files.writeString(folder.resolve("p.c"), PROGRAM);
    PrintStream err = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int found;
    try (PrintStream stream = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
      System.setErr(stream);
      found = Main.execute("exec", "--sanitize", file.toString(), which);
    } finally {
      System.setErr(err);
    }
    String told = errors.toString(StandardCharsets.UTF_8);
    assertEquals(status, found, told);
    assertEquals(expected, withoutPlaces(told, file));
  }

  /// The report on one line, without the name of the file and the line on where in the block it
  /// was.
  private static String withoutPlaces(String report, Path file) {
    return report
        .replace(file + ":", "")
        .replaceAll("\n  [^\n]* (inside|behind|before) a block[^\n]*", "")
        .replaceAll("\n  ", "; ")
        .strip();
  }
}
