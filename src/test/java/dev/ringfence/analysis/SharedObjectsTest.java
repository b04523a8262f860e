package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
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

/// Random programs over locks, semaphores and futexes in memory that processes share, and over
/// locks on files: what is kept about their waits is compared, at each event that blocks a task,
/// with what a pass from scratch finds.
///
/// `-Dshared.programs=10000` tries so many, `-Dshared.seed` others.
class SharedObjectsTest {
  private static final List<String> STATEMENTS =
      List.of(
          "pthread_mutex_lock(&S->m[%d]); pthread_mutex_unlock(&S->m[%<d]);",
          "pthread_mutex_lock(&S->m[%d]);",
          "pthread_mutex_unlock(&S->m[%d]);",
          "if (pthread_mutex_lock(&S->r) == EOWNERDEAD && %d) pthread_mutex_consistent(&S->r);",
          "pthread_mutex_unlock(&S->r); sched_yield(); if (%d) sched_yield();",
          "flock(f[%d], LOCK_EX);",
          "flock(f[%d], LOCK_SH);",
          "flock(f[%d], LOCK_UN);",
          "fcntl(f[%d], F_OFD_SETLKW, &lock);",
          "fcntl(f[%d], F_OFD_SETLK, &unlock);",
          "futex(&S->w[%d], FUTEX_WAIT);",
          "futex(&S->w[%d], FUTEX_WAKE);",
          "if (%d) futex(&S->pi, FUTEX_LOCK_PI);",
          "if (%d) futex(&S->pi, FUTEX_UNLOCK_PI);",
          "pthread_rwlock_rdlock(&S->l); if (%d) pthread_rwlock_unlock(&S->l);",
          "pthread_rwlock_wrlock(&S->l); if (%d) pthread_rwlock_unlock(&S->l);",
          "pthread_rwlock_unlock(&S->l); if (%d) sched_yield();",
          "pthread_mutex_lock(&S->m[0]); if (%d) pthread_cond_wait(&S->c, &S->m[0]);"
              + " pthread_mutex_unlock(&S->m[0]);",
          "pthread_cond_signal(&S->c); if (%d) sched_yield();",
          "sem_wait(&S->s[%d]);",
          "sem_post(&S->s[%d]);",
          "usleep(70 * %d);",
          "write(p[1], b, 3 + %d);",
          "if (%d) read(p[0], b, 2);",
          "semop(set, %d ? &down : &undone, 1);",
          "semop(set, %d ? &up : &zero, 1);",
          "pthread_barrier_wait(%d ? &S->b : &S->b);",
          "kill(getppid() + %d, 0);");

  private static final String SIGNALS = "if (%d) kill(4, SIGKILL); else kill(3, SIGTERM);";

  private static final String PROGRAM =
      """
      processes.p.program = \"""
      #include <errno.h>
      #include <fcntl.h>
      #include <linux/futex.h>
      #include <pthread.h>
      #include <semaphore.h>
      #include <signal.h>
      #include <stdlib.h>
      #include <sys/file.h>
      #include <sys/mman.h>
      #include <sys/sem.h>
      #include <sys/syscall.h>
      #include <sys/wait.h>
      #include <unistd.h>
      struct shared {
        pthread_mutex_t m[2], r;
        pthread_cond_t c;
        pthread_rwlock_t l;
        pthread_barrier_t b;
        sem_t s[2];
        int w[2], pi;
      } *S;
      struct flock lock = {F_WRLCK}, unlock = {F_UNLCK};
      struct sembuf down = {0, -1, 0}, undone = {0, -1, SEM_UNDO}, up = {0, 1, 0}, zero = {0, 0, 0};
      int f[2], p[2], set;
      char b[9];
      void futex(int *word, int op) { syscall(SYS_futex, word, op, op == FUTEX_WAKE, 0, 0, 0); }
      %s
      void both(void *(*g)(void *), void *(*h)(void *)) {
        pthread_t t;
        f[0] = open("/tmp/0", O_CREAT | O_RDWR, 0600);
        f[1] = open("/tmp/1", O_CREAT | O_RDWR, 0600);
        pthread_create(&t, 0, g, 0);
        h(0);
        pthread_join(t, 0);
      }
      int main(void) {
        pthread_mutexattr_t ma;
        pthread_condattr_t ca;
        pthread_rwlockattr_t ra;
        pthread_barrierattr_t ba;
        S = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        pthread_mutexattr_init(&ma);
        pthread_mutexattr_setpshared(&ma, PTHREAD_PROCESS_SHARED);
        pthread_mutex_init(&S->m[0], &ma);
        pthread_mutex_init(&S->m[1], &ma);
        pthread_mutexattr_setrobust(&ma, PTHREAD_MUTEX_ROBUST);
        pthread_mutex_init(&S->r, &ma);
        pthread_condattr_init(&ca);
        pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
        pthread_cond_init(&S->c, &ca);
        pthread_rwlockattr_init(&ra);
        pthread_rwlockattr_setpshared(&ra, PTHREAD_PROCESS_SHARED);
        pthread_rwlock_init(&S->l, &ra);
        pthread_barrierattr_init(&ba);
        pthread_barrierattr_setpshared(&ba, PTHREAD_PROCESS_SHARED);
        pthread_barrier_init(&S->b, &ba, 2);
        sem_init(&S->s[0], 1, 2);
        sem_init(&S->s[1], 1, 1);
        set = semget(IPC_PRIVATE, 1, 0600);
        semop(set, &up, 1);
        pipe(p);
        if (fork() == 0) { both(f0, f1); exit(0); }
        if (fork() == 0) { both(f2, f3); exit(0); }
        both(f4, f5);
        close(p[0]);
        close(p[1]);
        wait(0);
        wait(0);
        return 0;
      }
      \"""
      """;

  private static final String HOSTS = "hosts { a { cpus = %d }, b {} }\nprocesses.p.host = a\n";

  @TempDir Path folder = Path.of("");

  private List<Event.Stuck> stuck(String scenario, String seed) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    List<Event.Stuck> found = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            Scenarios.load(file, "limit.livelock=0 s"),
            loop,
            event -> {
              if (event instanceof Event.Stuck stuck) {
                found.add(stuck);
              }
            },
            0);
    try {
      loop.serve(simulation.kernel());
    } catch (RuntimeException e) {
      throw new AssertionError(seed + "\n" + scenario, e);
    }
    return found;
  }

  private static String random(Rng rng) {
    boolean signals = rng.below(3) == 0;
    int choice = 4 + (int) rng.below(10);
    List<String> some = new ArrayList<>();
    for (int i = 0; i < choice; i++) {
      some.add(STATEMENTS.get((int) rng.below(STATEMENTS.size())));
    }
    if (signals) {
      some.add(SIGNALS);
    }
    StringBuilder text = new StringBuilder();
    for (int function = 0; function < 6; function++) {
      text.append("void *f").append(function).append("(void *arg) {\n");
      for (int line = 0; line < 5; line++) {
        String statement = some.get((int) rng.below(some.size()));
        text.append(statement.formatted(rng.below(2))).append("\n");
      }
      text.append("return arg; }\n");
    }
    return PROGRAM.formatted(text);
  }

  /// The same where the processes are on one host of two, beside which nobody is.
  @Test
  void programs_atRandom_areNeverJudgedWronglyAndAlikeOnAHost() throws IOException {
    long first = Long.getLong("shared.seed", 1);
    long programs = Long.getLong("shared.programs", 150);
    int stuckRuns = 0;
    for (long seed = first; seed < first + programs; seed++) {
      String program = random(new Rng(seed));
      long cpus = 1 + seed % 3;
      String alone = "machine.cpus = %d\n".formatted(cpus) + program;
      List<Event.Stuck> found = stuck(alone, "-Dshared.seed=" + seed);
      stuckRuns += found.isEmpty() ? 0 : 1;
      String onHost = HOSTS.formatted(cpus) + program;
      assertEquals(found, stuck(onHost, "-Dshared.seed=" + seed), "seed " + seed);
    }
    assertTrue(stuckRuns > programs / 4, stuckRuns + " got stuck");
  }
}
