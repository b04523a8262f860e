package dev.ringfence.analysis.livelock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.analysis.Livelocks;
import dev.ringfence.analysis.Stuck;
import dev.ringfence.c.SystemCall;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LivelockTest {
  @TempDir Path folder = Path.of("");

  private static Simulation run(Workload workload) {
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    return simulation;
  }

  private Simulation run(String body, String... settings) throws IOException {
    String text =
        """
        processes.it.program = \"""
          #include <fcntl.h>
          #include <pthread.h>
          #include <sched.h>
          #include <semaphore.h>
          #include <signal.h>
          #include <stdlib.h>
          #include <sys/time.h>
          #include <sys/wait.h>
          #include <time.h>
          #include <unistd.h>
          static volatile int flag;
          int main(void) { %s }
        \"""
        limit.cpu = 500 ms
        """;
    Path file = Files.writeString(folder.resolve("s.conf"), text.formatted(body));
    return run(Scenarios.load(file, settings));
  }

  private static List<Stuck> stuck(Simulation simulation) {
    Round round = simulation.livelock().round();
    return round == null
        ? List.of()
        : Livelocks.of(simulation.kernel(), simulation.workload().profile(), round);
  }

  @ParameterizedTest
  @ValueSource(strings = {"livelock", "spin-forever"})
  void run_thatGoesRound_endsTheSameInAllShells(String name) {
    Workload workload = Scenarios.load("deadlock/" + name);
    Simulation plain = run(workload);
    assertEquals("livelock", plain.kernel().stoppedBy(), plain.livelock().undecided());
    String digest = plain.kernel().events().digest();
    Simulation interpreted = run(workload.with(Translations.none()));
    assertEquals(digest, interpreted.kernel().events().digest());
    for (ActorRun.Traps way : ActorRun.Traps.values()) {
      Simulation actors =
          new ActorRun((effects, events) -> Simulation.of(workload, effects, events), _ -> {})
              .run(1, way);
      assertEquals(digest, actors.kernel().events().digest(), way.toString());
      assertEquals(plain.livelock().round(), actors.livelock().round());
    }
  }

  @Test
  void livelock_ofTwo_tellsWhatEachDoesInAPeriod() {
    Stuck found = stuck(run(Scenarios.load("deadlock/livelock"))).getFirst();
    assertEquals("livelock", found.kind());
    assertEquals(List.of(2, 3), found.tasks().stream().map(Stuck.StuckTask::tid).toList());
    assertEquals(10, found.loop().size());
    assertTrue(found.loop().stream().allMatch(turn -> turn.times() == 1), found.toString());
    assertTrue(found.why().startsWith("Each gives up what the other needs"), found.why());
  }

  /// Each goes round for ever, and the machine's state comes back.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "while (!flag) { }",
        "while (!flag) sched_yield();",
        "while (!flag) usleep(300);",
        "int i; for (;;) for (i = 0; i < 100; i++) flag ^= i;",
        "for (;;) { int *p = malloc(100); flag = p == 0; free(p); }",
        "sem_t s; sem_init(&s, 0, 0); while (sem_trywait(&s)) sched_yield();",
        "int p[2]; char c; pipe(p); fcntl(p[0], F_SETFL, O_NONBLOCK); while (read(p[0], &c, 1) != 0) { }",
      })
  void state_thatComesBack_isALivelock(String body) throws IOException {
    Simulation simulation = run(body + " return 0;");
    assertEquals("livelock", simulation.kernel().stoppedBy(), simulation.livelock().undecided());
  }

  /// Each comes to its end, or could, after longer than it is looked for.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "volatile long i; for (i = 0; i < 20000000; i++) { }",
        "sleep(5); for (int i = 0; i < 3; i++) sleep(5);",
        "time_t end = time(0) + 2; while (time(0) < end) usleep(100);",
        "struct timespec t; do { clock_gettime(1, &t); usleep(50); } while (t.tv_sec < 2);",
        "sem_t s; struct timespec t = {0, 0}; sem_init(&s, 0, 1); clock_gettime(0, &t); t.tv_sec += 2;"
            + " while (!sem_timedwait(&s, &t) && !sem_post(&s)) if (clock() > 300000) break;",
        "alarm(1); signal(SIGALRM, exit); for (;;) usleep(100);",
        "while (random() % 100000 != 7) sched_yield();",
        "for (long i = 0; i < 200000; i++) if (fork() == 0) return 0; else if (i > 300) break;",
      })
  void state_thatDoesNotComeBack_isNone(String body) throws IOException {
    Simulation simulation = run(body + " return 0;");
    assertEquals("", simulation.livelock().undecided());
    assertEquals(List.of(), stuck(simulation));
  }

  @Test
  void output_everySoOften_isProgress() throws IOException {
    Simulation simulation = run("for (;;) { usleep(50000); write(1, \".\", 1); }", "limit.time=2s");
    assertEquals("limit.time", simulation.kernel().stoppedBy());
  }

  @Test
  void search_turnedOff_findsNothing() throws IOException {
    assertEquals("limit.cpu", run("while (!flag) { }", "limit.livelock=0 s").kernel().stoppedBy());
  }

  @Test
  void waiterForALivelock_isBehindIt() throws IOException {
    Simulation simulation =
        run(
            "pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER; if (fork() == 0) { while (!flag) usleep(70); }"
                + " else { sleep(0); pthread_mutex_lock(&m); wait(0); } return 0;");
    assertEquals(
        List.of("livelock", "behind"), stuck(simulation).stream().map(Stuck::kind).toList());
  }

  @Test
  void rules_nameWhatIsThere() {
    assertEquals(List.of(), StateRules.stale());
    Kernel kernel = run(Scenarios.load("deadlock/own-write-end")).kernel();
    Set<String> unknown = new TreeSet<>(TimelessCalls.names());
    unknown.removeAll(kernel.calls().stream().map(SystemCall::name).collect(Collectors.toSet()));
    assertEquals(Set.of(), unknown);
  }
}
