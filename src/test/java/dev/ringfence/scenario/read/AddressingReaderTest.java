package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.machine.Addressing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Modes and sizes of memory that a machine has, or does not have.
class AddressingReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String program = "processes.p.program = \"puts(\\\"x\\\");\"\n";
    Path file = Files.writeString(folder.resolve("s.conf"), keys + "\n" + program);
    return Workload.read(file, null, List.of(), true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile = \"8086\", memory = 2 MiB | the 8086 has physical addresses of 20 bits: at most 1 MiB",
        "profile = \"80286\", memory = 17 MiB | the 80286 has physical addresses of 24 bits: at most 16 MiB",
        "profile = \"80386\", memory = 5 GiB | physical addresses of 32 bits: at most 4096 MiB",
        "profile = \"8086\", mode = real | only the 80286 has two modes",
        "profile = \"8086\", a20 = off | only the 80286 in real mode has such a line",
        "profile = \"80286\", a20 = on | in protected mode address line 20 is on",
        "profile = \"80286\", mode = virtual | expected one of",
        "profile = \"8086\", system-call = syscall | the 8086 has no syscall instruction",
        "profile = \"80286\", kernel-page-table-isolation = on | the 80286 has no page tables",
        "profile = \"8086\", swap = 1 MiB | the 8086 has no pages that could be put away",
        "profile = \"8086\", aslr = on | the parts of a segment of the 8086 cannot be moved",
        "profile = \"80186\" | expected one of 8086, 80286, 80386, 80486, x86-64",
      })
  void machine_thatThereIsNot_isAnErrorWithItsPlace(String keys, String message)
      throws IOException {
    List<Diagnostic> errors = read("machine { " + keys + " }").diagnostics();
    assertEquals(1, errors.size(), errors.toString());
    String text = errors.getFirst().render();
    assertTrue(text.contains("s.conf:1") && text.contains(message), text);
  }

  @ParameterizedTest
  @EnumSource(names = "PAGED", mode = EnumSource.Mode.EXCLUDE)
  void memory_thatNobodyGives_isWhatProgramsCanReach(Addressing addressing) throws IOException {
    String keys =
        switch (addressing) {
          case REAL_8086 -> "profile = \"8086\"";
          case REAL_80286 -> "profile = \"80286\", mode = real";
          case REAL_80286_WITHOUT_A20 -> "profile = \"80286\", mode = real, a20 = off";
          case PROTECTED, PAGED -> "profile = \"80286\"";
        };
    Workload workload = read("machine { " + keys + " }").workload();
    assertNotNull(workload);
    assertEquals(addressing, workload.profile().addressing());
    assertEquals(addressing.reach(), workload.machine().memory());
    assertTrue(workload.machine().crossing().byGate());
  }
}
