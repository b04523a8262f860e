package dev.ringfence.analysis.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.analysis.contention.Account.OfObject;
import dev.ringfence.analysis.contention.Account.OfProcess;
import dev.ringfence.analysis.contention.Account.Step;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts of runs.
class ContentionTest {
  private static final int PROGRAMS = 45;

  @TempDir private Path folder = Path.of("");

  static List<Path> scenarios() {
    return Scenarios.all();
  }

  private static Contention of(Workload workload) {
    return new Contention(workload.profile(), workload.scenario().machine().cpus(), true);
  }

  private static Account account(Workload workload) {
    Contention contention = of(workload);
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    simulation.kernel().probes().follow(contention);
    loop.serve(simulation.kernel());
    return finish(contention, simulation);
  }

  private static Account finish(Contention contention, Simulation simulation) {
    return contention.finish(
        simulation.kernel().now(), simulation.kernel().processes().programs()::place);
  }

  private static Account account(Workload workload, int threads, ActorRun.Traps traps) {
    Contention contention = of(workload);
    ActorRun run =
        new ActorRun(
            (effects, events) -> {
              Simulation made = Simulation.of(workload, effects, events);
              made.kernel().probes().follow(contention);
              return made;
            },
            _ -> {});
    return finish(contention, run.run(threads, traps));
  }

  private static OfObject object(Account account, String name) {
    return account.objects().stream()
        .filter(object -> object.object().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long nanos(Account account, String kind, String object) {
    List<Step> path = account.criticalPath();
    assertNotNull(path);
    return path.stream()
        .filter(step -> step.kind().equals(kind) && step.object().equals(object))
        .mapToLong(Step::nanos)
        .sum();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void account_ofAScenario_addsUp(Path file) {
    Workload workload = Scenarios.load(file);
    Contention contention = of(workload);
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    simulation.kernel().probes().follow(contention);
    loop.serve(simulation.kernel());
    long makespan = workload.profile().nanos(simulation.kernel().now());
    Sums.check(finish(contention, simulation), makespan, file.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void account_ofRandomThreads_addsUp(int cpus) throws IOException {
    for (int seed = cpus; seed < PROGRAMS; seed += 3) {
      String quotes = "\"\"\"";
      Path file = folder.resolve("s.conf");
      Files.writeString(file, "processes.p.program = " + quotes + program(seed) + quotes);
      Account account = account(Scenarios.load(file, "machine.cpus=" + cpus));
      Sums.check(account, account.makespan(), "seed " + seed + ": " + program(seed));
    }
  }

  private static String program(int seed) {
    return new RandomThreads(seed).program();
  }

  @ParameterizedTest
  @ValueSource(strings = {"observe/convoy", "observe/starvation", "ipc/semaphore-set"})
  void account_inAllShells_isTheSame(String name) {
    Workload workload = Scenarios.load(name);
    Account expected = account(workload);
    assertEquals(expected, account(workload.with(Translations.none())));
    assertEquals(expected, account(workload, 1, ActorRun.Traps.IN_PLACE));
    assertEquals(expected, account(workload, 2, ActorRun.Traps.AS_MESSAGES));
  }

  @Test
  void lock_thatAllQueueFor_isAConvoyAndThePath() {
    Account account = account(Scenarios.load("observe/convoy"));
    OfObject journal = object(account, "mutex journal");
    assertEquals(200, journal.acquisitions());
    assertEquals(3, journal.longestQueue());
    assertTrue(journal.contended() > 190 && journal.handOffs() == journal.contended());
    assertEquals(0, journal.overtakes());
    assertTrue(journal.blame().getFirst().culprit().contains("convoy.conf:32"));
    assertEquals("convoy", account.findings().getFirst().kind());
    assertTrue(nanos(account, "holding", "mutex journal") > account.makespan() * 9 / 10);
    Account better = account(Scenarios.load("observe/convoy", "define.DETAIL=1"));
    assertTrue(better.findings().isEmpty());
    assertTrue(better.makespan() < account.makespan() / 2);
  }

  @Test
  void writer_behindReaders_isStarved() {
    Account account = account(Scenarios.load("observe/starvation"));
    assertEquals("starvation", account.findings().getFirst().kind());
    assertTrue(account.findings().getFirst().why().contains("overtaken 58 times"));
    String preferred = "define.PREFER=PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP";
    Account better = account(Scenarios.load("observe/starvation", preferred));
    assertTrue(better.findings().isEmpty());
    assertTrue(
        object(better, "rwlock table").waits().max()
            < object(account, "rwlock table").waits().max() / 10);
  }

  @Test
  void pipeline_isAsSlowAsItsSlowestStage() {
    Account account = account(Scenarios.load("observe/pipeline"));
    Account.Channel raw = object(account, "pipe:[1]").channel();
    Account.Channel cooked = object(account, "pipe:[2]").channel();
    assertNotNull(raw);
    assertNotNull(cooked);
    assertTrue(raw.timeFull() > account.makespan() * 3 / 4);
    assertTrue(cooked.timeEmpty() > account.makespan() * 9 / 10);
    assertEquals(65_536, raw.mostQueued());
    List<OfProcess> processes = account.processes();
    assertTrue(processes.get(2).onPath() > account.makespan() * 9 / 10);
    assertEquals(0, processes.get(2).slack());
    assertTrue(processes.get(1).slack() > 0 && processes.get(1).onPath() == 0);
  }
}
