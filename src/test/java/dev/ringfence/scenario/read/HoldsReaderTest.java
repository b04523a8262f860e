package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.c.lex.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds that are wrong are errors with their place.
class HoldsReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String program = "processes.p.program = \"puts(\\\"x\\\");\"";
    Path file = Files.writeString(folder.resolve("s.conf"), "\n" + keys + "\n" + program + "\n");
    return Workload.read(file, null, List.of(), true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holds = [{ task = 2, call = 1 }]",
        "holds = [{ call = 1, for = 1 ms }]",
        "holds = [{ task = 2, for = 1 ms }]",
        "holds = [{ task = 2, call = 1, at = 1 ms, for = 1 ms }]",
        "holds = [{ task = 0, call = 1, for = 1 ms }]",
        "holds = [{ task = 2, call = 0, for = 1 ms }]",
        "holds = [{ task = 2, call = 1, for = 0 ms }]",
        "holds = [{ task = 2, call = 1, for = 20000000 s }]",
        "holds = [{ task = 2, call = 1, for = 1 ms, line = 3 }]",
        "holds = 1 ms",
      })
  void holds_thatAreWrong_areErrorsWithTheirPlace(String keys) throws IOException {
    List<Diagnostic> errors = read(keys).diagnostics();
    assertEquals(1, errors.size(), errors.toString());
    assertTrue(errors.getFirst().render().contains("s.conf:2"), errors.getFirst().render());
  }

  @Test
  void holds_thatAreRight_areWrittenAsTheyWereRead() throws IOException {
    String text = "[{task=2,call=1,for=5ns}, {task=3,at=1000ns,for=7ns}]";
    Workload.Result result = read("holds = " + text);
    assertEquals(List.of(), result.diagnostics());
    assertEquals(
        text, String.valueOf(Objects.requireNonNull(result.workload()).scenario().holds()));
  }
}
