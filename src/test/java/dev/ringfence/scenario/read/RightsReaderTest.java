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

/// Wrong rings, ports and gates are errors with their place.
class RightsReaderTest {
  @TempDir Path folder = Path.of("");

  private List<Diagnostic> read(String keys) throws IOException {
    String program = "program = \"puts(\\\"x\\\");\"";
    Path file =
        Files.writeString(
            folder.resolve("s.conf"), "processes.p {\n" + keys + "\n" + program + "\n}\n");
    return Workload.read(file, null, List.of(), true, false).diagnostics();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ring = 4",
        "ring = -1",
        "iopl = 4",
        "ports = [\"0x10000\"]",
        "ports = [\"0x3ff-0x3f8\"]",
        "ports = [\"serial\"]",
        "gates.POKE { dpl = 4, function = main }",
        "gates.POKE { ring = 7, function = main }",
        "gates.POKE { }",
        "gates.\"P-1\" { function = main }",
        "gates.POKE { function = main, depth = 1 }",
      })
  void keys_thatAreWrong_areErrorsWithTheirPlace(String keys) throws IOException {
    List<Diagnostic> errors = read(keys);
    assertEquals(1, errors.size(), errors.toString());
    assertTrue(errors.getFirst().render().contains("s.conf:2"), errors.getFirst().render());
  }

  @Test
  void keys_thatAreRight_areRead() throws IOException {
    String keys =
        """
        ring = 1
        iopl = 3
        ports = [ 96, "0x3f8 - 0x3ff" ]
        gates.POKE { dpl = 1, ring = 0, function = main }
        """;
    assertEquals(List.of(), read(keys));
  }
}
