package dev.ringfence.kernel.deadlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each policy does to programs with one deadlock.
class InterventionTest {
  @TempDir Path folder = Path.of("");
  private final StringBuilder output = new StringBuilder();
  private final List<Event.Intervened> done = new ArrayList<>();

  private Simulation run(String scenario, String... settings) throws IOException {
    Path file = folder.resolve("one.conf");
    Files.writeString(file, scenario);
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            Scenarios.load(file, settings),
            loop,
            event -> {
              if (event instanceof Event.ConsoleWritten text) {
                output.append(text.text());
              }
              if (event instanceof Event.Intervened one) {
                done.add(one);
              }
            },
            0);
    loop.serve(simulation.kernel());
    assertEquals(0, simulation.liveness().stuck().size());
    assertEquals("", simulation.kernel().stoppedBy());
    return simulation;
  }

  private List<String> actions() {
    return done.stream().map(Event.Intervened::action).toList();
  }

  private static final String SHARED =
      """
      processes.p.program = \"""
        #include <pthread.h>
        #include <semaphore.h>
        #include <stdio.h>
        #include <sys/mman.h>
        #include <sys/wait.h>
        #include <unistd.h>
        typedef struct {
          pthread_mutex_t mutex;
          pthread_rwlock_t rwlock;
          pthread_spinlock_t spin;
          sem_t sem;
        } both;
        static int take(both *one) { return TAKE; }
        static void child(both *first, both *second) {
          take(first);
          usleep(1000);
          int got = take(second);
          printf("got %d\\n", got);
          fflush(stdout);
          _exit(0);
        }
        int main(void) {
          both *all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
          pthread_mutexattr_t shared;
          pthread_mutexattr_init(&shared);
          pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
          pthread_mutexattr_setrobust(&shared, ROBUST);
          pthread_rwlockattr_t rwshared;
          pthread_rwlockattr_init(&rwshared);
          pthread_rwlockattr_setpshared(&rwshared, PTHREAD_PROCESS_SHARED);
          for (int i = 0; i < 2; i++) {
            pthread_mutex_init(&all[i].mutex, &shared);
            pthread_rwlock_init(&all[i].rwlock, &rwshared);
            pthread_spin_init(&all[i].spin, PTHREAD_PROCESS_SHARED);
            sem_init(&all[i].sem, 1, 1);
          }
          for (int i = 0; i < 2; i++)
            if (fork() == 0)
              child(&all[i], &all[!i]);
          int status, killed = 0;
          while (wait(&status) > 0)
            killed += WIFSIGNALED(status) && WTERMSIG(status) == 9;
          printf("%d killed\\n", killed);
        }
      \"""
      """;

  @ParameterizedTest
  @CsvSource({
    "pthread_mutex_lock(&one->mutex), PTHREAD_MUTEX_STALLED, 0",
    "pthread_mutex_lock(&one->mutex), PTHREAD_MUTEX_ROBUST, 130",
    "pthread_rwlock_wrlock(&one->rwlock), PTHREAD_MUTEX_STALLED, 0",
    "pthread_spin_lock(&one->spin), PTHREAD_MUTEX_STALLED, 0",
    "sem_wait(&one->sem), PTHREAD_MUTEX_STALLED, 0",
  })
  void lock_ofAVictim_isHadByWhoWaitsForIt(String take, String robust, int got) throws IOException {
    run(
        SHARED,
        "define.TAKE=\"" + take + "\"",
        "define.ROBUST=" + robust,
        "deadlock.policy=detect");
    assertEquals("got " + got + "\n1 killed\n", output.toString());
    assertEquals(List.of(Intervention.VICTIM), actions());
  }

  private static final String THREADS =
      """
      processes.p {
        CLAIMS
        program = \"""
          #include <errno.h>
          #include <pthread.h>
          #include <stdio.h>
          #include <unistd.h>
          static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
          static void *other(void *unused) {
            pthread_mutex_lock(&b);
            usleep(1000);
            int got = pthread_mutex_lock(&a);
            printf("other %s\\n", got == 0 ? "0" : got == EDEADLK ? "EDEADLK" : "ETIMEDOUT");
            if (got == 0)
              pthread_mutex_unlock(&a);
            pthread_mutex_unlock(&b);
            return NULL;
          }
          int main(void) {
            pthread_t id;
            pthread_create(&id, NULL, other, NULL);
            pthread_mutex_lock(&a);
            usleep(2000);
            int got = pthread_mutex_lock(&b);
            printf("main %s\\n", got == 0 ? "0" : got == EDEADLK ? "EDEADLK" : "ETIMEDOUT");
            if (got == 0)
              pthread_mutex_unlock(&b);
            pthread_mutex_unlock(&a);
            pthread_join(id, NULL);
          }
        \"""
      }
      """;

  @Test
  void threads_thatAreStuck_endWithTheirProcess() throws IOException {
    Simulation simulation = run(THREADS.replace("CLAIMS", ""), "deadlock.policy=detect");
    assertEquals("", output.toString());
    assertEquals(List.of(Intervention.VICTIM), actions());
    assertTrue(simulation.kernel().isQuiescent());
  }

  @Test
  void thread_againstTheDeclaredOrder_getsEdeadlk() throws IOException {
    run(THREADS.replace("CLAIMS", ""), "deadlock.policy=order", "deadlock.order=[a, b]");
    assertEquals("other EDEADLK\nmain 0\n", output.toString());
    assertEquals("it holds mutex b, which comes after mutex a", done.getFirst().reason());
  }

  @Test
  void thread_againstTheOrderOfFirstUse_getsEdeadlk() throws IOException {
    run(THREADS.replace("CLAIMS", ""), "deadlock.policy=order");
    assertEquals(List.of(Intervention.REFUSED), actions());
  }

  @Test
  void process_againstTheOrder_isStoppedIfThatIsWanted() throws IOException {
    run(THREADS.replace("CLAIMS", ""), "deadlock.policy=order", "deadlock.on-refusal=stop");
    assertEquals("", output.toString());
    assertEquals(List.of(Intervention.REFUSED), actions());
  }

  @Test
  void thread_thatMightCloseACircle_isDelayedByTheBanker() throws IOException {
    String claims = "claims = { a = 1, \"mutex b\" = 1 }";
    run(THREADS.replace("CLAIMS", claims), "deadlock.policy=banker");
    assertEquals(List.of(Intervention.DELAYED), actions());
    assertTrue(output.toString().contains("other 0"), output::toString);
    assertTrue(output.toString().contains("main 0"), output::toString);
  }

  @Test
  void process_beyondItsClaim_isRefusedByTheBanker() throws IOException {
    String scenario =
        """
        deadlock.policy = banker
        processes.p {
          claims = { "/a" = 2 }
          program = \"""
            sem_t *a = sem_open("/a", O_CREAT, 0600, 3);
            sem_t *b = sem_open("/b", O_CREAT, 0600, 1);
            sem_t *unclaimed = sem_open("/c", O_CREAT, 0600, 1);
            printf("%d", sem_wait(a));
            printf("%d", sem_wait(a));
            printf("%d", sem_wait(a));
            printf("%d", errno == EDEADLK);
            printf("%d", sem_wait(b));
            printf("%d\\n", sem_wait(unclaimed));
          \"""
        }
        processes.q { claims = { "/b" = 1 }, program = "" }
        """;
    run(scenario);
    assertEquals("00-11-10\n", output.toString());
    assertEquals(
        List.of("it has claimed only 2", "it has not claimed it"),
        done.stream().map(Event.Intervened::reason).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "timeout"})
  void thread_thatWaitsTooLong_getsAnError(String policy) throws IOException {
    run(THREADS.replace("CLAIMS", ""), "deadlock.policy=" + policy);
    String error = policy.equals("try") ? "EDEADLK" : "ETIMEDOUT";
    assertTrue(actions().contains(Intervention.GIVEN_UP));
    assertTrue(output.toString().contains(error), output::toString);
  }

  @Test
  void victim_thatIsStartedAgain_doesItsWork() throws IOException {
    String scenario =
        """
        deadlock { policy = detect, victim = youngest, restart = on }
        processes.p {
          count = 2
          program = \"""
            sem_t *s[2] = {sem_open("/s0", O_CREAT, 0600, 1), sem_open("/s1", O_CREAT, 0600, 1)};
            sem_wait(s[INDEX]);
            usleep(100);
            sem_wait(s[!INDEX]);
            printf("%d is done\\n", INDEX);
            sem_post(s[0]);
            sem_post(s[1]);
          \"""
        }
        """;
    run(scenario);
    assertEquals("0 is done\n1 is done\n", output.toString());
    assertEquals(List.of(Intervention.VICTIM, Intervention.RESTARTED), actions());
  }

  @Test
  void processes_thatAreStuckWithoutLocks_areEndedAsWell() throws IOException {
    String scenario =
        """
        deadlock.policy = detect
        processes.p.program = \"""
          int ends[2];
          char byte;
          pipe(ends);
          read(ends[0], &byte, 1);
        \"""
        """;
    run(scenario);
    assertEquals(List.of(Intervention.VICTIM), actions());
  }
}
