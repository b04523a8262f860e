package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call that can wait, by a program of `src/test/c/waits` that is named after it: compiled
/// with `STUCK` it is stuck in that call for good, and the report says so; without, somebody ends
/// the wait. A program that does not know the word waits for what comes in any case.
class WaitsTest {
  private static final Path FOLDER = Path.of("src/test/c/waits");

  static List<CProgram> programs() throws IOException {
    return CProgram.under(FOLDER);
  }

  private static CommandTest.Outcome run(CProgram program, String definition) {
    return CommandTest.execute(
        "exec", "-w", "--limit=20", "-D", definition, program.source().toString());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void wait_thatSomebodyEnds_isNoDeadlock(CProgram program) {
    CommandTest.Outcome outcome = run(program, "STUCK=0");
    assertEquals("", outcome.errors(), program.toString());
    assertEquals(0, outcome.status());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void wait_thatNobodyEnds_isFoundStuckInTheCall(CProgram program) throws IOException {
    CommandTest.Outcome outcome = run(program, "STUCK=1");
    List<String> lines = Files.readAllLines(program.source());
    if (lines.stream().noneMatch(line -> line.contains("STUCK"))) {
      assertEquals(0, outcome.status(), outcome.errors());
      return;
    }
    String name = program.source().getFileName().toString();
    Matcher place =
        Pattern.compile("\\(2\\) +waits for .* in \\w+ at .*/" + Pattern.quote(name) + ":(\\d+)")
            .matcher(outcome.errors());
    assertTrue(place.find(), outcome.errors());
    String call = name.replaceAll("\\W.*", "") + "(";
    String line = lines.get(Integer.parseInt(place.group(1)) - 1);
    assertTrue(line.contains(call), line);
    assertEquals(1, outcome.status());
  }
}
