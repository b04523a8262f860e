package dev.ringfence.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Traces that Linux has recorded, run on the simulated kernel: each call gives what it gave there.
class TraceTest {
  private static final Path FOLDER = Path.of("src/test/resources/oracle");

  /// The system calls and keys of scenarios that traces need and that there are not yet: such a
  /// trace is not run.
  private static final Set<String> MISSING =
      Set.of(
          "setresuid");

  private static final String IPV4 = "sockets of IPv4";

  /// Traces that differ yet, each with the reason.
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "kill05.1", "signals to processes of other users",
          "11_socketpair", IPV4,
          "21_inet_sockets", IPV4,
          "socketpair01.10", IPV4,
          "socketpair01.4", IPV4,
          "socketpair01.7", IPV4,
          "socketpair01.8", IPV4);

  static List<Path> traces() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void trace_givesWhatLinuxGave(Path file) throws IOException {
    Trace trace = Trace.read(file);
    boolean different = DIFFERENT.containsKey(name(file));
    if (!Collections.disjoint(MISSING, Sysctl.names(trace.header()))) {
      return;
    }
    try {
      Comparison comparison = new Comparison(trace, new TraceRunner(trace).run());
      assertTrue(different || comparison.differences().isEmpty(), comparison::text);
      assertTrue(comparison.expectations() > 0 || !trace.header().has("recorded"));
    } catch (TraceRunner.MissingCall missing) {
      assertTrue(MISSING.contains(missing.getMessage()), () -> "no call " + missing.getMessage());
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".jsonl", "");
  }
}
