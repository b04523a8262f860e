package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.c.lex.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wrong policies, priorities and nice values are errors with their place.
class SchedulingReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String program = "program = \"puts(\\\"x\\\");\"";
    Path file =
        Files.writeString(
            folder.resolve("s.conf"), "processes.p {\n" + keys + "\n" + program + "\n}\n");
    return Workload.read(file, null, List.of(), true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scheduling { policy = fair }",
        "scheduling { policy = fifo, priority = 0 }",
        "scheduling { policy = rr, priority = 100 }",
        "scheduling { priority = 1 }",
        "scheduling { policy = idle, priority = 1 }",
        "scheduling { nice = 20 }",
        "scheduling { nice = -21 }",
        "scheduling { policy = fifo, weight = 1 }",
      })
  void keys_thatAreWrong_areErrorsWithTheirPlace(String keys) throws IOException {
    List<Diagnostic> errors = read(keys).diagnostics();
    assertEquals(1, errors.size(), errors.toString());
    assertTrue(errors.getFirst().render().contains("s.conf:2"), errors.getFirst().render());
  }

  @Test
  void keys_thatAreRight_areRead() throws IOException {
    assertEquals(List.of(), read("scheduling { policy = rr, priority = 99 }").diagnostics());
    assertEquals(List.of(), read("scheduling { policy = fifo }").diagnostics());
    assertEquals(List.of(), read("scheduling { policy = batch, nice = -20 }").diagnostics());
  }
}
