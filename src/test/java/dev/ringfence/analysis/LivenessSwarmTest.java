package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.analysis.SmallProgram.Kind;
import dev.ringfence.analysis.SmallProgramRun.Tally;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
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
    long programs = Long.getLong("liveness.programs", 4000);
    Tally all = judge(SmallProgram::new, programs);
    assertTrue(all.stuck > programs, "hardly anybody was stuck");
    assertTrue(all.known > all.stuck / 2, "the analysis knows little at once");
    assertTrue(all.foreseen >= 0.85 * all.stuck, "the analysis foresees little");
  }

  /// Of some of these calls it is not described what comes of them, so that less is foreseen.
  @Test
  void smallProgramsOfAnyCalls_giveNoFalseAlarm() throws IOException {
    long programs = Long.getLong("liveness.programs", 3000);
    Tally all = judge(SmallProgram::ofAny, programs);
    assertTrue(all.stuck > programs, "hardly anybody was stuck");
    assertTrue(all.known > 0.4 * all.stuck, "the analysis knows little at once");
    assertTrue(all.foreseen > 0.6 * all.stuck, "the analysis foresees little");
  }

  private Tally judge(LongFunction<SmallProgram> maker, long programs) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), "processes.p { program = \"\" }\n");
    Workload workload = Scenarios.load(file, "machine.memory=2 MiB");
    long seed = Long.getLong("liveness.seed", 1);
    Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    for (long i = seed; i < seed + programs; i++) {
      SmallProgram small = maker.apply(i);
      SmallProgramRun run;
      try {
        run = new SmallProgramRun(small, i, workload, tallies);
      } catch (RuntimeException e) {
        throw new AssertionError("-Dliveness.seed=" + i + ": " + small, e);
      }
      assertEquals("", run.falseAlarm, "-Dliveness.seed=" + i);
    }
    Tally all = new Tally();
    tallies.forEach(
        (kind, tally) -> {
          print(kind.name().toLowerCase(Locale.ROOT), tally);
          all.stuck += tally.stuck;
          all.known += tally.known;
          all.foreseen += tally.foreseen;
        });
    print(programs + " programs", all);
    return all;
  }

  private static void print(String what, Tally tally) {
    System.out.printf(
        "%-16s %7d times stuck; known at once %5.1f %%, foreseen %5.1f %%%n",
        what, tally.stuck, 100.0 * tally.known / tally.stuck, 100.0 * tally.foreseen / tally.stuck);
  }
}
