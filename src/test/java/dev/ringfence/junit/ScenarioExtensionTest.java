package dev.ringfence.junit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.api.Options;
import dev.ringfence.api.Result;
import dev.ringfence.api.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.opentest4j.AssertionFailedError;

/// Which invocations there are of a test of scenarios, and when it fails.
class ScenarioExtensionTest {
  private static final Path HAND_OVER = Path.of("scenarios/expect/hand-over.conf");
  private static final Set<String> SEEN = new TreeSet<>();

  private static void see(Result result, TestInfo test) {
    String variant = result.outcome().variant();
    SEEN.add(variant + " " + result.outcome().seed() + " " + test.getDisplayName());
  }

  @ScenarioTest(
      value = {"scenarios/machine/stray-write.conf", "scenarios/expect/hand-over.conf"},
      seeds = {4, 5})
  void scenarios_timesVariantsTimesSeeds_areInvocations(Result result, TestInfo test) {
    see(result, test);
  }

  @ScenarioTest(value = "scenarios/machine/stray-write.conf", variants = "8086")
  void variants_thatAreNamed_areTheOnlyOnes(Result result, TestInfo test) {
    see(result, test);
  }

  @ScenarioTest(
      value = "scenarios/expect/hand-over.conf",
      settings = "expect.time = \"< 1 ns\"",
      expectations = false)
  void expectations_thatDoNotMatter_doNotFail(Result result) {
    assertFalse(result.isMet());
    assertEquals(1, result.unmet().size());
  }

  @AfterAll
  static void invocations_areAllThatThereShouldBe() {
    assertEquals(2 * 5 + 2 + 1, SEEN.size(), SEEN.toString());
    assertTrue(SEEN.contains("8086 1 scenarios/machine/stray-write.conf 8086"), SEEN.toString());
    assertTrue(
        SEEN.contains("x86-64 5 scenarios/machine/stray-write.conf x86-64 seed 5"),
        SEEN.toString());
    assertTrue(SEEN.contains("null 4 scenarios/expect/hand-over.conf seed 4"), SEEN.toString());
  }

  @Test
  void expectation_thatIsNotMet_failsWithTheReport() {
    Options slow = Options.NONE.with("expect.time", "\"< 1 ns\"");
    ScenarioInvocation invocation = new ScenarioInvocation(HAND_OVER, slow, true);
    AssertionFailedError failed = assertThrows(AssertionFailedError.class, invocation::check);
    String message = String.valueOf(failed.getMessage());
    assertTrue(message.contains("NOT as expected: time < 1 ns; found: 1.0"), message);
    assertTrue(message.contains("again: ringfence run scenarios/expect/hand-over.conf"), message);
    assertDoesNotThrow(new ScenarioInvocation(HAND_OVER, slow, false)::check);
  }

  @Test
  void scenario_thatIsWrong_failsWithItsErrors() {
    Options wrong = new Options(null, null, List.of("machine.cpsu=2"), false);
    ScenarioInvocation invocation = new ScenarioInvocation(HAND_OVER, wrong, true);
    ScenarioException failed = assertThrows(ScenarioException.class, invocation::check);
    assertTrue(String.valueOf(failed.getMessage()).contains("did you mean 'cpus'?"));
  }
}
