package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random small programs of several processes, whose every continuation is tried: nobody is taken
/// for stuck who can still be woken.
///
/// `-Dliveness.programs=100000` tries so many, `-Dliveness.seed` others.
class LivenessSwarmTest {
  @TempDir Path folder = Path.of("");

  @Test
  void smallPrograms_giveNoFalseAlarm() throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), "processes.p { program = \"\" }\n");
    Workload workload = Scenarios.load(file, "machine.memory=2 MiB");
    long seed = Long.getLong("liveness.seed", 1);
    long programs = Long.getLong("liveness.programs", 4000);
    long stuck = 0;
    long known = 0;
    for (long i = seed; i < seed + programs; i++) {
      SmallProgramRun run = new SmallProgramRun(new SmallProgram(i), i, workload);
      assertEquals("", run.falseAlarm, "-Dliveness.seed=" + i);
      stuck += run.stuck;
      known += run.known;
    }
    System.out.printf(
        "Of %d times that a process was stuck, the analysis knew of %.1f %%%n",
        stuck, 100.0 * known / stuck);
    assertTrue(stuck > programs / 10, "hardly anybody was stuck");
    assertTrue(known > stuck / 2, "the analysis knows little");
  }
}
