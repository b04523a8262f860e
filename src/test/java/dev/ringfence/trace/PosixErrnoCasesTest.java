package dev.ringfence.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of a published table of error numbers that are about POSIX message queues, futexes and
/// `kill(2)`: each is a trace that Linux has recorded, or stands in a program that is compared with
/// Linux.
class PosixErrnoCasesTest {
  private static final Path TABLE = Path.of("src/test/resources/reference/sysv_errno_cases.csv");
  private static final Path TRACES = Path.of("src/test/resources/oracle/traces/calls");
  private static final Path PROGRAMS = Path.of("src/test/c/posix");

  /// The program with a case for which there is no trace, and the words in it.
  private static final Map<String, List<String>> IN_PROGRAMS =
      Map.of(
          "mq_timedsend01.16", List.of("queue_waits.c", "mq_send(q, nowhere, 3, 0)"),
          "mq_timedsend01.17", List.of("queue_basics.c", "mq_timedsend(q, \"x\", 1, 0, (void *)8)"),
          "mq_timedreceive01.15",
              List.of("queue_basics.c", "mq_timedreceive(q, buffer, 16, NULL, (void *)8)"),
          "mq_notify01.7", List.of("queue_notify.c", "twice %d"),
          "mq_notify02.1", List.of("queue_notify.c", "event.sigev_notify = -1;"));

  static List<String> cases() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .skip(1)
        .map(line -> line.split(",", 2)[0])
        .filter(id -> id.matches("(mq_|futex_|kill).*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void call_ofTheTable_givesWhatLinuxGave(String id) throws IOException {
    List<String> program = IN_PROGRAMS.get(id);
    if (program != null) {
      String text = Files.readString(PROGRAMS.resolve(program.get(0)));
      assertTrue(text.contains(program.get(1)), id);
      return;
    }
    Trace trace = Trace.read(TRACES.resolve(id + ".jsonl"));
    Comparison comparison = new Comparison(trace, new TraceRunner(trace).run());
    assertEquals(List.of(), comparison.differences());
    assertTrue(comparison.expectations() > 0);
  }
}
