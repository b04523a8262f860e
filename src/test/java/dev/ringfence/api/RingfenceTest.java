package dev.ringfence.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingfenceTest {
  private static final Path PHILOSOPHERS = Path.of("scenarios/deadlock/dining-philosophers.conf");

  private static final String SCENARIO =
      """
      processes.worker { count = 2, program = \"""
        measure_begin("work");
        compute(1000 * random_uniform(1, 100));
        measure_end("work");
        printf("worker %d: \\u00e9\\n", INDEX);
        if (fork() == 0) { printf("child\\n"); return 0; }
        wait(NULL);
        return ANSWER;
      \""" }
      define.ANSWER = 0
      variants.one.define.ANSWER = 1
      variants.two.define.ANSWER = 2
      """;

  @TempDir Path folder = Path.of("");

  private Path scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("s.conf"), text);
  }

  @Test
  void run_ofADeadlock_tellsWhoIsStuck() {
    Result result = Ringfence.run(PHILOSOPHERS);
    assertTrue(result.isMet(), result.report());
    assertTrue(result.isStuck());
    assertEquals(5, result.stuck().getFirst().tasks().size());
    assertEquals("blocked", result.process("philosopher", 3).state());
    assertTrue(result.report().contains("DEADLOCK since"), result.report());
  }

  @Test
  void run_ofAScenario_isThatOfTheCommand() {
    Result result = Ringfence.run(PHILOSOPHERS);
    Simulation actors =
        new ActorRun(
                (effects, events) ->
                    Simulation.of(Scenarios.load("deadlock/dining-philosophers"), effects, events),
                _ -> {})
            .run(1);
    assertEquals(actors.kernel().events().digest(), result.digest());
  }

  @Test
  void result_hasOutputsEndsCountersAndLatencies() throws IOException {
    Result result = Ringfence.run(scenario(SCENARIO), Options.NONE.withVariant("two"));
    assertFalse(result.isMet());
    assertEquals("worker ends with 0", result.unmet().getFirst().text());
    assertEquals(2, result.process("worker", 1).exit());
    assertEquals("worker 1: \u00e9\nchild\n", result.output("worker[1]"));
    assertEquals(2, Objects.requireNonNull(result.latency().get("work")).count());
    assertTrue(result.counter("syscalls") > 0);
    assertTrue(result.time().toNanos() > 1000);
    assertEquals(List.of(), result.faults());
    assertFalse(result.isStuck());
    for (String wrong : List.of("worker", "worker[2]")) {
      assertThrows(IllegalArgumentException.class, () -> result.output(wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> result.counter("syscall"));
    assertThrows(IllegalArgumentException.class, () -> result.process("worker", 2));
  }

  @Test
  void options_changeTheRun() throws IOException {
    Path file = scenario(SCENARIO);
    Result usual = Ringfence.run(file);
    assertEquals(usual.digest(), Ringfence.run(file, Options.NONE).digest());
    Options seeded = Options.NONE.withSeed(5);
    assertEquals(Ringfence.run(file, seeded).digest(), Ringfence.run(file, seeded).digest());
    assertFalse(usual.digest().equals(Ringfence.run(file, seeded).digest()));
    Options set = Options.NONE.with("define.ANSWER", 9).with("machine.cpus", 2);
    Result other = Ringfence.run(file, set);
    assertEquals(9, other.process("worker", 0).exit());
    assertTrue(other.report().contains("-D 'machine.cpus=2'"), other.report());
    assertEquals(List.of("one", "two"), Ringfence.variants(file));
  }

  @Test
  void scenario_thatIsWrong_isToldInFull() throws IOException {
    Path file = scenario("machine.cpsu = 2\nprocesses.p.program = \"return y;\"\n");
    ScenarioException wrong = assertThrows(ScenarioException.class, () -> Ringfence.run(file));
    assertEquals(2, wrong.errors().size(), wrong.getMessage());
    assertTrue(wrong.errors().getFirst().contains("did you mean 'cpus'?"), wrong.getMessage());
    Path missing = folder.resolve("missing.conf");
    assertThrows(ScenarioException.class, () -> Ringfence.run(missing));
    Options none = Options.NONE.withVariant("none");
    assertThrows(ScenarioException.class, () -> Ringfence.run(PHILOSOPHERS, none));
    Path load = Path.of("scenarios/load/crowd.conf");
    assertThrows(ScenarioException.class, () -> Ringfence.run(load));
  }
}
