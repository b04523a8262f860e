package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where stack, mappings and heap lie with `machine.aslr`: as a program, its child and the program
/// that the child becomes print it.
class RandomisationTest {
  private static final long PAGE = 4096;
  private static final long[] USUAL = {0x7fff_ffff_edc0L, 0x7eff_ffff_f000L, 0x40_f000L};

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeScenario() throws IOException {
    file =
        Files.writeString(
            folder.resolve("where.conf"),
            """
            processes.where.program = \"""
              #include <stdio.h>
              #include <stdlib.h>
              #include <sys/mman.h>
              #include <sys/wait.h>
              #include <unistd.h>
              int main(int argc, char **argv) {
                char *map = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                printf("%p %p %p\\n", (void *)&argc, map, sbrk(0));
                fflush(stdout);
                if (argc > 1) return 0;
                if (fork() == 0) {
                  printf("%p %p %p\\n", (void *)&argc, map, sbrk(0));
                  fflush(stdout);
                  execl("/bin/where", "where", "again", (char *)0);
                }
                wait(NULL);
              }
            \"""
            """);
  }

  /// Three addresses each of the program, its child and the other program.
  private List<List<Long>> run(String profile, String randomised, int seed) {
    CommandTest.Outcome outcome =
        CommandTest.execute(
            "run",
            file.toString(),
            "--seed=" + seed,
            "-D",
            "machine.aslr=" + randomised,
            "-D",
            "machine.profile=" + profile);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome
        .output()
        .lines()
        .filter(line -> line.contains("| 0x"))
        .map(line -> line.substring(line.indexOf('|') + 2).trim().split(" "))
        .map(words -> List.of(words).stream().map(Long::decode).toList())
        .toList();
  }

  @Test
  void off_leavesEverythingWhereItIs() {
    List<List<Long>> all = run("x86-64", "off", 2);
    assertEquals(List.of(USUAL[0], USUAL[1], USUAL[2]), all.get(0));
    assertEquals(all.get(0), all.get(1));
    assertEquals(all.get(0).subList(1, 3), all.get(2).subList(1, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86-64", "80386"})
  void on_withTheSameSeed_isTheSame(String profile) {
    assertEquals(run(profile, "on", 7), run(profile, "on", 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86-64", "80386"})
  void on_movesAllPartsByWholePagesForEachProgramThatIsStarted(String profile) {
    List<Long> usual = run(profile, "off", 1).getFirst();
    List<List<Long>> all = run(profile, "on", 1);
    List<List<Long>> other = run(profile, "on", 2);
    assertEquals(3, all.size());
    assertEquals(all.get(0), all.get(1), "a child's are its parent's");
    for (int part = 0; part < 3; part++) {
      long at = all.get(0).get(part);
      assertEquals(0, (at - usual.get(part)) % PAGE);
      assertNotEquals(usual.get(part), at);
      assertNotEquals(all.get(2).get(part), at);
      assertNotEquals(other.get(0).get(part), at);
    }
  }
}
