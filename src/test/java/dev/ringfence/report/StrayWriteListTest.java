package dev.ringfence.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the report and its JSON document say of writes to memory of others.
class StrayWriteListTest {
  @TempDir Path folder = Path.of("");

  private Outcome run(String body) throws IOException {
    String program =
        "#include <dos.h>\\n#include <stdio.h>\\nint main(void) { " + body + " return 0; }";
    Path file =
        Files.writeString(
            folder.resolve("s.conf"),
            "machine.profile = \"8086\"\nprocesses.p.program = \"" + program + "\"\n");
    Workload workload = Scenarios.load(file);
    History history = new History();
    Metrics metrics = Metrics.ofRun(workload.profile(), false);
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, history.andThen(metrics));
    loop.serve(simulation.kernel());
    return Outcome.of(simulation, history, metrics, 1);
  }

  private static List<String> lines(Outcome outcome) {
    String text = StrayWriteList.of(outcome.strayWrites(), new Colours(false));
    return text.lines().skip(3).map(line -> line.replaceAll(".*s.conf:\\d+ ", "")).toList();
  }

  @Test
  void writes_toAddressesThatFollowEachOther_haveOneLine() throws IOException {
    Outcome outcome =
        run(
            "for (int i = 0; i < 8; i++) poke(0xb800, 2 * i, 0x741); poke(0xb800, 2, 1);"
                + " pokeb(0, 0x84, 9);");
    assertEquals(
        List.of(
            "wrote 8 numbers at 0xb8000 to 0xb800e: the screen",
            "wrote 0x1 over 0x741 at 0xb8002: the screen",
            "wrote 0x9 over 0x10 at 0x00084: interrupt vector 0x21"),
        lines(outcome));
    StrayWrite last = outcome.strayWrites().getLast();
    assertEquals("p", last.name());
    assertEquals("0x00084", last.address());
    assertEquals(1, last.size());
    assertTrue(last.line().endsWith("s.conf:4"), last.line());
    StringBuilder json = new StringBuilder();
    new JsonDocument(outcome).write(json);
    assertTrue(json.toString().contains("\"destroyed\": \"interrupt vector 0x21\""));
  }

  @Test
  void writes_withoutNumber_areCountedAndTheFirstOnesKept() throws IOException {
    Outcome outcome = run("for (int i = 0; i < 1500; i++) poke(0xb800, 4 * i, 1);");
    assertEquals(History.MOST_STRAY_WRITES, outcome.strayWrites().size());
    assertEquals("  ... and at least 980 more", lines(outcome).getLast());
  }

  @Test
  void crash_ofTheVectorTable_saysWhoWroteWhatWhereAndWhen() throws IOException {
    Outcome outcome = run("poke(0, 0x200, 0x1234); getchar();");
    assertEquals("crashed", outcome.outcome());
    Outcome.Crash crash = outcome.crash();
    assertNotNull(crash);
    String why = crash == null ? "" : crash.why();
    assertTrue(
        why.matches(
            "its system call went through interrupt vector 0x80, which holds 0050:1234:"
                + " p \\(pid 2\\) wrote 0x1234 over 0x800 at 0x00200 \\(interrupt vector 0x80\\),"
                + " at .*s.conf:4 after [0-9.]+ us"),
        why);
  }
}
