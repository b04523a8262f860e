package dev.ringfence.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfTest {
  private static final int SCENARIOS = Integer.getInteger("whatif.scenarios", 15);
  private static final long SEED = 20261129;

  @TempDir Path folder = Path.of("");

  @Test
  void supposition_inRandomScenarios_isAsTheScenarioEdited() throws IOException {
    int tried = 0;
    int shorter = 0;
    for (int i = 0; i < SCENARIOS; i++) {
      Path own = Files.createDirectory(folder.resolve(Integer.toString(i)));
      RandomScenario scenario = new RandomScenario(SEED + i);
      Workload asIs = scenario.asIs(own);
      long before = Trial.of(asIs).makespan();
      List<Supposition> all = scenario.suppositions(own);
      for (int number = 0; number < all.size(); number++) {
        Supposition one = all.get(number);
        Trial supposed = Trial.of(one.in(asIs));
        Trial written = Trial.of(scenario.written(own, number));
        assertEquals("finished", supposed.outcome().outcome());
        assertEquals(
            written.makespan(),
            supposed.makespan(),
            one.text() + " in the scenario of seed " + (SEED + i));
        tried++;
        shorter += supposed.makespan() < before ? 1 : 0;
      }
    }
    System.out.printf("%d suppositions agree; with %d the run is shorter%n", tried, shorter);
    assertTrue(shorter > tried / 5, shorter + " of " + tried + " matter");
  }
}
