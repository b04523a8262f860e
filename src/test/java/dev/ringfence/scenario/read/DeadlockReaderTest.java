package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.deadlock.LockNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys under `deadlock`, and `claims`.
class DeadlockReaderTest {
  @TempDir Path folder = Path.of("");

  private List<String> wrong(String keys) throws IOException {
    Path file = folder.resolve("wrong.conf");
    Files.writeString(file, "processes.p.program = \"\"\n" + keys);
    return Workload.read(file, null, List.of(), true, false).diagnostics().stream()
        .map(Diagnostic::toString)
        .toList();
  }

  private void assertTold(String keys, String told) throws IOException {
    List<String> found = wrong(keys);
    assertTrue(found.stream().anyMatch(one -> one.contains(told)), found::toString);
  }

  @Test
  void keys_thatAreWrong_areTold() throws IOException {
    assertTold("deadlock.policy = bankr", "did you mean 'banker'?");
    assertTold("deadlock.policy = banker", "needs claims");
    assertTold("deadlock.victim = worst", "expected one of youngest, oldest, fewest-locks");
    assertTold("deadlock.timeout = 0 s", "out of range");
    assertTold("deadlock.on-refusal = maybe", "expected fail or stop");
    assertTold("deadlock.polic = none", "unknown key");
    assertTold("processes.p.claims = { \"/s{INDEX +}\" = 1 }", "no expression of INDEX and COUNT");
    assertTold("processes.p.claims = { \"/s{1 / INDEX}\" = 1 }", "no expression");
    assertTold("processes.p.claims = { s = 0 }", "out of range");
  }

  @Test
  void policy_thatIsNotGiven_isNone() throws IOException {
    assertEquals(List.of(), wrong(""));
    assertEquals(
        DeadlockPolicy.Kind.NONE,
        Scenarios.load(folder.resolve("wrong.conf")).scenario().deadlock().kind());
  }

  @Test
  void names_withExpressions_areFilled() {
    assertEquals("/fork0", LockNames.fill("/fork{(INDEX + 1) % COUNT}", 4, 5));
    assertEquals("a[7].b2", LockNames.fill("a[{2*INDEX+1}].b{COUNT-1}", 3, 3));
    assertEquals("/plain", LockNames.fill("/plain", 3, 3));
  }
}
