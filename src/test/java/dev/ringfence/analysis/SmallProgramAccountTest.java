package dev.ringfence.analysis;

import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.analysis.contention.Sums;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The account of what tasks wait for adds up in random programs.
class SmallProgramAccountTest {
  private static final int PROGRAMS = 2_000;

  @TempDir private Path folder = Path.of("");

  @Test
  void account_ofRandomPrograms_addsUp() throws IOException {
    for (int cpus = 1; cpus <= 3; cpus++) {
      String scenario = "machine.cpus = %d\nprocesses.p { program = \"\" }\n".formatted(cpus);
      Workload workload = Scenarios.load(Files.writeString(folder.resolve("s.conf"), scenario));
      Profile profile = workload.profile();
      for (int seed = cpus; seed <= PROGRAMS; seed += 3) {
        SmallProgram small = new SmallProgram(seed);
        Contention contention = new Contention(profile, cpus, true);
        SmallProgramRun run = new SmallProgramRun(small, seed, workload, contention);
        Sums.check(
            contention.finish(run.end(), (program, line) -> program + line),
            profile.nanos(run.end()),
            "seed " + seed + ": " + small);
      }
    }
  }
}
