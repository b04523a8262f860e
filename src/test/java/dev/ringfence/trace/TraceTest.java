package dev.ringfence.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Traces that Linux has recorded, run on the simulated kernel: each call gives what it gave there.
class TraceTest {
  private static final Path FOLDER = Path.of("src/test/resources/oracle");

  static List<Path> traces() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void trace_givesWhatLinuxGave(Path file) throws IOException {
    Trace trace = Trace.read(file);
    Comparison comparison = new Comparison(trace, new TraceRunner(trace).run());
    assertEquals(List.of(), comparison.differences(), comparison::text);
    assertTrue(comparison.expectations() > 0 || !trace.header().has("recorded"));
  }
}
