package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is found stuck, when, and why. The analysis checks itself at every event that blocks a task.
class LivenessTest {
  @TempDir Path folder = Path.of("");

  private record Found(List<Stuck> groups, List<Event.Stuck> events, Simulation simulation) {
    String kinds() {
      return groups.stream().map(Stuck::kind).toList().toString();
    }

    List<List<Integer>> tids() {
      return events.stream().map(Event.Stuck::tids).toList();
    }
  }

  private Found run(String scenario) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    return run(Scenarios.load(file));
  }

  private static Found run(Workload workload) {
    return run(workload, 0);
  }

  private static Found run(Workload workload, long checkEvery) {
    List<Event.Stuck> events = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            workload,
            loop,
            event -> {
              if (event instanceof Event.Stuck stuck) {
                events.add(stuck);
              }
            },
            checkEvery);
    loop.serve(simulation.kernel());
    List<Stuck> groups =
        Explanation.of(simulation.kernel(), simulation.liveness(), workload.profile());
    return new Found(groups, events, simulation);
  }

  private static String threads(String main) {
    return """
    processes.p.program = \"\"\"
      #include <pthread.h>
      #include <semaphore.h>
      #include <signal.h>
      #include <stdlib.h>
      #include <sys/wait.h>
      #include <unistd.h>
      pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
      pthread_cond_t c = PTHREAD_COND_INITIALIZER;
      sem_t s;
      void *take(void *arg) { pthread_mutex_lock(&m); return arg; }
      int main(void) { pthread_t t; %s return 0; }
    \"\"\"
    """
        .formatted(main);
  }

  private static String until(String waiter, String later) {
    return """
    processes.p.program = \"""
      #define _GNU_SOURCE
      #include <fcntl.h>
      #include <semaphore.h>
      #include <sys/socket.h>
      #include <sys/stat.h>
      #include <unistd.h>
      int p[2], s[2];
      sem_t never;
      char c;
      void stop(void) { usleep(100); sem_wait(&never); }
      void give(int fd) {
        char control[CMSG_SPACE(sizeof fd)] = {0};
        struct iovec part = {"x", 1};
        struct msghdr message = {
            .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof fd);
        *(int *)CMSG_DATA(head) = fd;
        sendmsg(s[0], &message, 0);
      }
      int main(void) {
        pipe(p);
        mkfifo("/tmp/f", 0600);
        socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
        if (fork() == 0) { close(p[1]); close(s[0]); close(s[1]); %s }
        usleep(1000);
        %s
        for (int i = 0; i < 10; i++) usleep(1000);
        return 0;
      }
    \"""
    """
        .formatted(waiter, later);
  }

  @Test
  void readUntilAllHaveClosed_whileAChildThatHasItToo_isStuckWithThat() throws IOException {
    Found found = run(until("read(p[0], &c, 1);", "if (fork() == 0) stop(); close(p[1]);"));
    assertEquals(List.of(List.of(4, 3)), found.tids());
  }

  @Test
  void readUntilAllHaveClosed_whileAnotherOpensTheFifo_isStuckWithThat() throws IOException {
    String waiter = "int f = open(\"/tmp/f\", O_RDONLY); close(p[1]); read(f, &c, 1);";
    String later =
        "int f = open(\"/tmp/f\", O_WRONLY); usleep(1000);"
            + " if (fork() == 0) { open(\"/tmp/f\", O_WRONLY); close(f); stop(); }";
    Found found = run(until(waiter, later));
    assertEquals(List.of(List.of(4, 3)), found.tids());
  }

  @Test
  void readUntilAllHaveClosed_whenItIsSentToOneWhoIsStuck_isStuckThen() throws IOException {
    String later =
        "if (fork() == 0) { close(p[1]); stop(); } close(s[1]); usleep(1000);"
            + " if (fork() == 0) { give(p[1]); for (int i = 0; i < 30; i++) usleep(1000); }";
    Found found = run(until("read(p[0], &c, 1);", later));
    assertEquals(List.of(List.of(4), List.of(3)), found.tids());
  }

  @Test
  void write_intoOnesOwnFullPipe_waitsForReaders() throws IOException {
    Found found =
        run(
            """
            processes.p.program = \"""
              #include <unistd.h>
              static char bytes[65536];
              int main(void) {
                int p[2];
                pipe(p);
                write(p[1], bytes, sizeof bytes);
                write(p[1], bytes, 1);
              }
            \"""
            """);
    assertEquals(
        "It waits for others to read from pipe:[1] or to close it,"
            + " but it holds the read end open itself.",
        found.groups().getFirst().why());
  }

  @Test
  void mutex_whoseOwnerHasEnded_isOrphaned() throws IOException {
    Found found =
        run(threads("pthread_create(&t, 0, take, 0); pthread_join(t, 0); pthread_mutex_lock(&m);"));
    assertEquals("[orphaned]", found.kinds());
    assertTrue(found.groups.getFirst().why().contains("ended without giving it back"));
  }

  @Test
  void mutex_takenTwice_isACycleOfOne() throws IOException {
    Found found = run(threads("pthread_mutex_lock(&m); pthread_mutex_lock(&m);"));
    assertEquals("[cycle]", found.kinds());
    assertEquals("It waits for mutex m, which it holds itself.", found.groups.getFirst().why());
  }

  @Test
  void semaphore_thatNobodyPostsAnyMore_isOrphaned() throws IOException {
    Found found = run(threads("sem_init(&s, 0, 1); sem_post(&s); for (;;) sem_wait(&s);"));
    assertEquals("[orphaned]", found.kinds());
    assertEquals("Nobody that is left can ever raise semaphore s.", found.groups.getFirst().why());
  }

  @Test
  void semaphore_thatTheOnlyOtherProcessCannotPost_isStuckWhileThatRuns() throws IOException {
    Found found =
        run(
            """
            processes.waiter.program = \"\"\"sem_wait(sem_open("/s", O_CREAT, 0600, 0));\"\"\"
            processes.busy.program = \"\"\"for (int i = 0; i < 50; i++) usleep(1000);\"\"\"
            """);
    assertEquals("[orphaned]", found.kinds());
    assertTrue(found.simulation.kernel().now() > 50 * 3_000_000L);
    assertTrue(found.events.getFirst().time() < 3_000_000L, "within the first millisecond");
  }

  @Test
  void semaphore_thatALaterProgramMayPost_isNotStuck() throws IOException {
    Found found =
        run(
            """
            processes.waiter.program = \"\"\"sem_wait(sem_open("/s", O_CREAT, 0600, 0));\"\"\"
            processes.poster { count = 0, program = \"\"\"sem_post(sem_open("/s", 0));\"\"\" }
            processes.runner.program = \"\"\"
              usleep(1000);
              char *args[] = {"poster", NULL};
              execv("/bin/poster", args);
            \"\"\"
            """);
    assertEquals("[]", found.kinds());
    assertEquals(List.of(), found.events);
  }

  @Test
  void task_thatAKillFrees_isSaidToBeStuckUnlessKilled() throws IOException {
    Found found =
        run(
            threads(
                """
                if (fork() == 0) { sem_init(&s, 0, 0); sem_wait(&s); }
                usleep(1000);
                kill(getpid() + 1, SIGTERM);
                wait(0);
                """));
    assertEquals("[]", found.kinds());
    assertEquals(1, found.events.size());
    assertTrue(found.events.getFirst().unlessKilled());
  }

  @Test
  void programs_atRandom_areNeverJudgedWrongly() throws IOException {
    judge(new Rng(11), 12, 20);
  }

  /// Tasks that were stuck go on, and others are stuck because of whom a signal ended.
  @Test
  void programs_atRandomThatSendSignals_areNeverJudgedWrongly() throws IOException {
    judge(new Rng(12), 16, 20);
  }

  private void judge(Rng rng, int statements, int least) throws IOException {
    int stuckRuns = 0;
    for (int i = 0; i < 150; i++) {
      Found found = run("machine.cpus = " + (1 + rng.below(3)) + "\n" + random(rng, statements));
      stuckRuns += found.groups.isEmpty() ? 0 : 1;
      // Nothing can happen any more: whoever is blocked is stuck.
      for (Process process : found.simulation.kernel().processes().all()) {
        for (Task task : process.tasks) {
          assertTrue(found.simulation.liveness().stuck().containsKey(task), "program " + i);
        }
      }
    }
    assertTrue(stuckRuns > least && stuckRuns < 140, stuckRuns + " of 150 got stuck");
  }

  /// A kill costs what it concerns: twice as many cost twice as much, not four times.
  @Test
  void kills_ofMany_areJudgedInProportion() throws IOException {
    String blocked = "pipe(p); read(p[0], &c, 1);";
    String behind = "if (i % 2) { pipe(p); read(p[0], &c, 1); } else waitpid(getpid() + 1, 0, 0);";
    String onOne = "close(q[1]); read(q[0], &c, 1);";
    String onEachOther = "read(q[0], &c, 1);";
    for (String child : List.of(blocked, behind, onOne, onEachOther, "pause();")) {
      String program =
          """
          processes.p.program = \"""
            int p[2], q[2], pid[N], n = 0;
            char c;
            pipe(q);
            for (int i = 0; i < N; i++)
              if ((pid[i] = fork()) == 0) { %s _exit(0); }
            usleep(100000);
            if (n) write(q[1], &c, 1);
            if (%s) { close(q[0]); close(q[1]); }
            for (int i = 0; i < N; i++) kill(pid[i], SIGKILL);
            while (wait(0) > 0) n++;
            return n != N;
          \"""
          """
              .formatted(child, child.equals(onEachOther) ? 1 : 0);
      long[] looks = new long[2];
      for (int i = 0; i < 2; i++) {
        Path file =
            Files.writeString(
                folder.resolve("s.conf"), "define.N = " + 150 * (i + 1) + "\n" + program);
        looks[i] = run(Scenarios.load(file), 1_000_000_000).simulation.liveness().looks();
      }
      assertTrue(looks[1] < 2.2 * looks[0] + 100, child + " " + looks[0] + ", " + looks[1]);
    }
  }

  /// A program with three processes of two threads each, over two mutexes, two semaphores and a
  /// pipe.
  ///
  /// @param statements how many kinds of them to choose from: 12, or 16 with signals
  private static String random(Rng rng, int statements) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        processes.p.program = \"\"\"
        #include <fcntl.h>
        #include <pthread.h>
        #include <semaphore.h>
        #include <signal.h>
        #include <stdlib.h>
        #include <sys/wait.h>
        #include <unistd.h>
        pthread_mutex_t m[2];
        pthread_cond_t c;
        sem_t *s[2];
        int p[2];
        char b[9];
        """);
    for (int f = 0; f < 6; f++) {
      text.append("void *f").append(f).append("(void *arg) {\n");
      for (int line = 0; line < 4; line++) {
        long which = rng.below(2);
        String statement =
            switch ((int) rng.below(statements)) {
              case 0 -> "pthread_mutex_lock(&m[%d]); pthread_mutex_unlock(&m[%<d]);\n";
              case 1 -> "if (%d) pthread_mutex_lock(&m[1]);\n";
              case 2, 3 -> "pthread_mutex_unlock(&m[%d]);\n";
              case 4 -> "sem_wait(s[%d]);\n";
              case 5, 6 -> "sem_post(s[%d]);\n";
              case 7 -> "usleep(%d);\n";
              case 8 -> "write(p[1], b, 3 + %d);\n";
              case 9 -> "if (%d) read(p[0], b, 2);\n";
              case 10 -> "pthread_cond_signal(&c); sched_yield(); if (%d) close(p[1]);\n";
              case 12 -> "kill(2 + %d, SIGTERM);\n";
              case 13 -> "kill(4 - %d, SIGKILL);\n";
              case 14 -> "kill(4 - 2 * %d, SIGUSR1);\n";
              case 15 -> "if (%d) pause(); usleep(70);\n";
              default ->
                  "pthread_mutex_lock(&m[%d]); if (%<d) pthread_cond_wait(&c, &m[%<d]);"
                      + " pthread_mutex_unlock(&m[%<d]);\n";
            };
        text.append(statement.formatted(which));
      }
      text.append("return arg; }\n");
    }
    text.append(
        """
        void go_on(int signal) { if (%d) close(p[1]); }
        void both(void *(*f)(void *), void *(*g)(void *)) {
          pthread_t t;
          pthread_create(&t, 0, f, 0);
          g(0);
          pthread_join(t, 0);
        }
        int main(void) {
          s[0] = sem_open("/a", O_CREAT, 0600, 3);
          s[1] = sem_open("/b", O_CREAT, 0600, 1);
          pipe(p);
          if (%d) signal(SIGUSR1, go_on);
          if (fork() == 0) { both(f0, f1); exit(0); }
          if (fork() == 0) { both(f2, f3); exit(0); }
          both(f4, f5);
          close(p[0]);
          close(p[1]);
          wait(0);
          wait(0);
          return 0;
        }
        \"\"\"
        """
            .formatted(statements > 12 ? rng.below(2) : 0, statements > 12 ? rng.below(2) : 0));
    return text.toString();
  }
}
