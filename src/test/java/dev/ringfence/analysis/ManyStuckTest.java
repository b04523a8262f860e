package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many that are stuck together: judged at a cost in proportion to how many they are, and explained
/// as few are.
class ManyStuckTest {
  private static final String PROGRAM =
      """
      define { N = %d, HOW = %s }
      machine.memory = 256 MiB
      processes.p.program = \"""
      #include <fcntl.h>
      #include <linux/futex.h>
      #include <mqueue.h>
      #include <poll.h>
      #include <pthread.h>
      #include <semaphore.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <sys/file.h>
      #include <sys/mman.h>
      #include <sys/msg.h>
      #include <sys/sem.h>
      #include <sys/socket.h>
      #include <sys/syscall.h>
      #include <sys/wait.h>
      #include <unistd.h>
      enum { PIPE, PIPES, SEMAPHORE, SEMAPHORES, MUTEXES, ROBUST, SET, SETS, MESSAGES, QUEUE,
             FUTEX, FLOCK, SOCKET, SIGNAL, CHILDREN, BEHIND, BARRIER };
      struct { sem_t s[N]; pthread_mutex_t m[N]; int word; pthread_barrier_t b; } *S;
      struct { long type; char text[8]; } g = {1};
      char big[8192];
      int p[2], set, q;
      sigset_t usr1;

      void futex(int op) { syscall(SYS_futex, &S->word, op, op == FUTEX_WAKE, 0, 0, 0); }
      void operate(int which, int by) { struct sembuf b = {which, by, 0}; semop(set, &b, 1); }
      int file(int i) {
        char name[32];
        sprintf(name, "/tmp/%%d", i);
        return open(name, O_CREAT | O_RDWR, 0600);
      }
      void act(int i) {
        int next = (i + 1) %% N, own;
        switch (HOW) {
          case PIPE: read(p[0], big, 1); write(p[1], big, 1); break;
          case SEMAPHORE: sem_wait(S->s); sem_post(S->s); break;
          case BEHIND: if (i < N / 2) {
              sem_wait(S->s);
              sem_post(S->s);
            } else
              sem_wait(S->s);
            break;
          case SEMAPHORES: sem_wait(S->s + i); usleep(100000); sem_wait(S->s + next);
            sem_post(S->s + next); sem_post(S->s + i); break;
          case MUTEXES: case ROBUST: pthread_mutex_lock(S->m + i); usleep(100000);
            pthread_mutex_lock(S->m + next); pthread_mutex_unlock(S->m + next);
            pthread_mutex_unlock(S->m + i); break;
          case SET: operate(0, -1); operate(0, 1); break;
          case SETS: operate(i + 1, -1); usleep(100000); operate(next + 1, -1);
            operate(next + 1, 1); operate(i + 1, 1); break;
          case MESSAGES: msgrcv(q, &g, 8, 0, 0); msgsnd(q, &g, 8, 0); break;
          case QUEUE: mq_receive(q, big, sizeof big, 0); mq_send(q, big, 1, 0); break;
          case BARRIER: pthread_barrier_wait(&S->b); pthread_barrier_wait(&S->b); break;
          case FUTEX: futex(FUTEX_WAIT); futex(FUTEX_WAKE); break;
          case FLOCK: own = file(i); flock(own, LOCK_EX); usleep(100000);
            flock(file(next), LOCK_EX); flock(own, LOCK_UN); break;
          case SIGNAL: sigemptyset(&usr1); sigaddset(&usr1, SIGUSR1);
            sigprocmask(SIG_BLOCK, &usr1, 0); sigwaitinfo(&usr1, 0); kill(0, SIGUSR1); break;
        }
      }
      void ring(void) {
        int in[2], first;
        HOW == SOCKET ? socketpair(AF_UNIX, SOCK_STREAM, 0, in) : pipe(in);
        first = in[1];
        for (int i = 0; i < N - 1; i++) {
          int out[2];
          HOW == SOCKET ? socketpair(AF_UNIX, SOCK_STREAM, 0, out) : pipe(out);
          if (fork() == 0) {
            close(first);
            close(out[0]);
            read(in[0], big, 1);
            write(out[1], big, 1);
            exit(0);
          }
          close(in[0]);
          close(out[1]);
          in[0] = out[0];
        }
        read(in[0], big, 1);
        write(first, big, 1);
        exit(0);
      }
      int main(void) {
        if (HOW == PIPES || HOW == SOCKET)
          ring();
        pthread_barrierattr_t ba;
        pthread_barrierattr_init(&ba);
        pthread_barrierattr_setpshared(&ba, PTHREAD_PROCESS_SHARED);
        pthread_mutexattr_t a;
        pthread_mutexattr_init(&a);
        pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
        if (HOW == ROBUST)
          pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
        S = mmap(0, sizeof *S, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        pthread_barrier_init(&S->b, &ba, N + 1);
        set = semget(IPC_PRIVATE, N + 1, 0600);
        q = HOW == QUEUE ? mq_open("/q", O_CREAT | O_RDWR, 0600, 0) : msgget(IPC_PRIVATE, 0600);
        for (int i = 0; i < N; i++) {
          sem_init(S->s + i, 1, HOW == SEMAPHORES);
          pthread_mutex_init(S->m + i, &a);
          operate(i + 1, 1);
        }
        pipe(p);
        for (int i = 0; i < N; i++) {
          int child = fork();
          if (child && HOW == CHILDREN) {
            waitpid(child, 0, 0);
            exit(0);
          }
          if (child == 0 && HOW != CHILDREN) {
            act(i);
            exit(0);
          }
        }
        if (HOW == CHILDREN)
          sem_wait(S->s);
        return 0;
      }
      \"""
      """;

  @TempDir Path folder = Path.of("");

  private record Found(List<Stuck> groups, long looks) {}

  private Found run(String how, int count) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), PROGRAM.formatted(count, how));
    Workload workload = Scenarios.load(file, "limit.cpu=100 s");
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {}, 1_000_000_000);
    loop.serve(simulation.kernel());
    List<Stuck> groups =
        Explanation.of(simulation.kernel(), simulation.liveness(), workload.profile());
    return new Found(groups, simulation.liveness().looks());
  }

  @ParameterizedTest
  @CsvSource({
    "PIPE, cycle",
    "PIPES, cycle",
    "SEMAPHORE, cycle",
    "SEMAPHORES, cycle",
    "MUTEXES, cycle",
    "ROBUST, cycle",
    "SET, cycle",
    "SETS, cycle",
    "MESSAGES, cycle",
    "QUEUE, cycle",
    "FUTEX, cycle",
    "FLOCK, cycle",
    "SOCKET, cycle",
    "SIGNAL, cycle"
  })
  void many_stuckTogether_areOneGroupJudgedInProportion(String how, String kind)
      throws IOException {
    Found few = run(how, 150);
    Found more = run(how, 300);
    assertEquals(1, more.groups.size(), more.groups::toString);
    assertEquals(kind, more.groups.getFirst().kind());
    assertEquals(150, few.groups.getFirst().tasks().size());
    assertEquals(300, more.groups.getFirst().tasks().size());
    assertTrue(more.looks < 2.5 * few.looks + 1000, few.looks + ", " + more.looks);
  }

  /// Nobody can come any more who does not wait there, so that each is alone.
  @Test
  void many_atABarrierForWhichOneIsMissing_areJudgedAboutInProportion() throws IOException {
    Found few = run("BARRIER", 300);
    Found more = run("BARRIER", 1200);
    assertEquals(300, few.groups.stream().mapToInt(group -> group.tasks().size()).sum());
    assertEquals("orphaned", few.groups.getFirst().kind());
    assertTrue(more.looks < 8 * few.looks, few.looks + ", " + more.looks);
  }

  @Test
  void children_waitedForInAChain_areBehindOneThatNobodyWakes() throws IOException {
    Found found = run("CHILDREN", 300);
    assertEquals(List.of("orphaned", "behind"), found.groups.stream().map(Stuck::kind).toList());
    assertEquals(300, found.groups.getLast().tasks().size());
  }

  /// Half of those that wait for a semaphore could raise it: these wait for each other, and the
  /// others for them.
  @Test
  void waiters_ofWhomHalfCouldEndTheWaits_areBehindThese() throws IOException {
    Found found = run("BEHIND", 300);
    assertEquals(List.of("cycle", "behind"), found.groups.stream().map(Stuck::kind).toList());
    for (Stuck group : found.groups) {
      assertEquals(150, group.tasks().size());
      for (StuckTask task : group.tasks()) {
        List<Integer> named = task.waitsFor();
        assertEquals(100, new HashSet<>(named).size());
        assertTrue(named.stream().allMatch(tid -> tid != task.tid() && tid < 153));
      }
    }
  }
}
