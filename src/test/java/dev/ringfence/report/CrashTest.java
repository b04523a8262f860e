package dev.ringfence.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine that crashes while processes run.
class CrashTest {
  @TempDir Path folder = Path.of("");

  /// A run in which the first process is said to crash the machine after 1 ms.
  private Outcome run(String more, boolean crashes) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"), "processes.p.program = \"usleep(5000);\"\n" + more);
    Workload workload = Scenarios.load(file);
    History history = new History();
    Metrics metrics = Metrics.ofRun(workload.profile(), false);
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, history.andThen(metrics));
    Kernel kernel = simulation.kernel();
    if (crashes) {
      Task first = kernel.processes().all().iterator().next().tasks.getFirst();
      kernel.set(
          kernel.alarm(() -> kernel.crash(first, "the machine stopped", "it wrote where it did")),
          workload.profile().cycles(1_000_000));
    }
    loop.serve(kernel);
    return Outcome.of(simulation, history, metrics, 1);
  }

  private static String text(Outcome outcome) {
    return TextReport.of(outcome, "again", new Colours(false));
  }

  @Test
  void crash_ofTheMachine_endsTheRunAndSaysWho() throws IOException {
    Outcome outcome = run("", true);
    assertEquals("crashed", outcome.outcome());
    assertEquals(1_000_000, outcome.virtualNanos());
    Outcome.Crash crash = outcome.crash();
    assertNotNull(crash);
    assertEquals("p", crash.name());
    assertTrue(String.valueOf(crash.line()).endsWith("s.conf:1"), crash.line());
    assertFalse(outcome.isMet(), "nobody expected it");
    assertTrue(text(outcome).contains("CRASH after 1 ms: the machine stopped"), text(outcome));
    assertTrue(text(outcome).contains(": it wrote where it did.\n"), text(outcome));
    assertTrue(text(outcome).contains("NOT as expected: no crash"), text(outcome));
  }

  @Test
  void crash_thatIsExpected_isMet() throws IOException {
    assertTrue(run("expect.crash = true", true).isMet());
  }

  @Test
  void crash_thatIsExpectedAndDoesNotCome_isNotMet() throws IOException {
    Outcome outcome = run("expect.crash = true", false);
    assertEquals("finished", outcome.outcome());
    assertFalse(outcome.isMet());
  }
}
