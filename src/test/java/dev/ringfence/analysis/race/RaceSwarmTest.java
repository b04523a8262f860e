package dev.ringfence.analysis.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The detector against a reference on random programs.
class RaceSwarmTest {
  private static final int PROGRAMS = Integer.getInteger("races.programs", 60);

  @TempDir private Path folder = Path.of("");

  @Test
  void races_ofRandomPrograms_areThoseOfTheReference() throws IOException {
    int racing = 0;
    int free = 0;
    int pairs = 0;
    int accesses = 0;
    for (int seed = 1; seed <= PROGRAMS; seed++) {
      String text = new RandomThreads(new Rng(seed)).text();
      Path file = Files.writeString(folder.resolve("r.conf"), text);
      Workload workload = Scenarios.load(file);
      PlainLoop loop = new PlainLoop();
      Simulation simulation = Simulation.of(workload, loop, _ -> {});
      RaceDetector detector = new RaceDetector(simulation.kernel()::now);
      ReferenceOrder reference = new ReferenceOrder(detector);
      simulation.kernel().probes().order(reference);
      loop.serve(simulation.kernel());
      Set<String> found = new TreeSet<>();
      detector
          .races()
          .forEach(r -> found.add(ReferenceOrder.pair(r.first().place(), r.second().place())));
      accesses += reference.accesses();
      assertEquals(reference.races(), found, "seed " + seed);
      assertEquals(digest(workload), simulation.kernel().events().digest(), "seed " + seed);
      racing += found.isEmpty() ? 0 : 1;
      free += found.isEmpty() ? 1 : 0;
      pairs += found.size();
    }
    System.out.printf(
        "%d random programs: %d with %,d races, %d without, as the reference has them%n",
        PROGRAMS, racing, pairs, free);
    assertTrue(accesses > 20 * PROGRAMS, accesses + " accesses");
    assertTrue(racing > PROGRAMS / 10 && free > PROGRAMS / 10, racing + " and " + free);
  }

  private static String digest(Workload workload) {
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    return simulation.kernel().events().digest();
  }
}
