package dev.ringfence.trace.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The traces of `src/test/resources/traces` give what Linux 6.18 has recorded there: below each
/// move when it was begun, in microseconds, and what came of it.
class RecordedTracesTest {
  private static final Path FOLDER = Path.of("src/test/resources/traces");

  @TempDir Path folder = Path.of("");

  private record Recorded(Path file, List<Move> moves, Linux.Answer answer) {
    static Recorded of(Path file) throws IOException {
      Recorded recorded =
          new Recorded(
              file, new ArrayList<>(), new Linux.Answer(new ArrayList<>(), new ArrayList<>()));
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("  ")) {
          recorded.answer.add(line.strip());
        } else if (!line.startsWith("#")) {
          recorded.moves.add(MoveReader.read(line));
        }
      }
      return recorded;
    }
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void recordedTrace_givesTheSameAsOnLinux(Path file) throws IOException {
    Recorded recorded = Recorded.of(file);
    Linux.Answer answer = recorded.answer;
    assertTrue(recorded.moves.size() > 1, "it has moves");
    assertEquals(
        String.join("\n", answer.lines()),
        String.join("\n", Simulated.run(recorded.moves, answer.times())));
  }

  @Test
  void recordedTraces_giveTheSameOnTheRunningKernel() throws IOException, InterruptedException {
    assumeTrue(Linux.isThere(), "traces need root, unshare(1), chrt(1) and gcc");
    try (Linux linux = new Linux(folder)) {
      for (Path file : files()) {
        Recorded recorded = Recorded.of(file);
        List<String> now = linux.run(recorded.moves).lines();
        // What depends on time is looked at again.
        for (int i = 0; i < 3 && !now.equals(recorded.answer.lines()); i++) {
          now = linux.run(recorded.moves).lines();
        }
        assertEquals(recorded.answer.lines(), now, file.toString());
      }
    }
  }
}
