package dev.ringfence.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.api.Result;

/// What tests of scenarios look like: the example of `docs/java-api.md`.
class ExampleTest {
  @ScenarioTest("scenarios/deadlock/dining-philosophers.conf")
  void philosophers_whoTakeTheLeftForkFirst_allStarve(Result result) {
    assertTrue(result.isStuck());
    assertEquals("cycle", result.stuck().getFirst().kind());
    assertEquals(5, result.stuck().getFirst().tasks().size());
  }

  @ScenarioTest(
      value = "scenarios/deadlock/dining-philosophers-repaired.conf",
      seeds = {1, 2, 3},
      settings = "machine.cpus=2")
  void philosophers_whoKeepTheOrder_allEat(Result result) {
    assertFalse(result.isStuck());
  }

  @ScenarioTest("scenarios/expect/hand-over.conf")
  void expectations_areEnough() {}
}
