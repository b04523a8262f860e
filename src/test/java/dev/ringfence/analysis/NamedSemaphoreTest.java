package dev.ringfence.analysis;

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

/// Who waits at a semaphore with a name, and may still be woken there: by those that have it open,
/// and by those that may open it.
class NamedSemaphoreTest {
  private static final String CROWD =
      """
      processes.p.program = \"""
        #include <semaphore.h>
        sem_t *turn = sem_open("/turn", O_CREAT, 0600, 0);
        sem_t *there = sem_open("/there", O_CREAT, 0600, 0);
        for (int i = 0; i < N; i++)
          if (fork() == 0) {
            %s
            sem_post(there);
            sem_wait(turn);
            sem_post(turn);
            _exit(0);
          }
        for (int i = 0; i < N; i++)
          sem_wait(there);
        if (POSTS)
          sem_post(turn);
        for (int i = 0; i < N; i++)
          wait(NULL);
      \"""
      """;

  @TempDir Path folder = Path.of("");

  private record Found(long looks, int stuck) {}

  private Found run(String scenario, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    List<Integer> stuck = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            Scenarios.load(file, settings),
            loop,
            event -> {
              if (event instanceof Event.Stuck found) {
                stuck.addAll(found.tids());
              }
            },
            1_000_000_000);
    loop.serve(simulation.kernel());
    return new Found(simulation.liveness().looks(), stuck.size());
  }

  private Found crowd(String begin, int count, int posts) throws IOException {
    return run(CROWD.formatted(begin), "define.N=" + count, "define.POSTS=" + posts);
  }

  @Test
  void crowd_atOneSemaphore_isJudgedInProportion() throws IOException {
    for (String begin : List.of("", "turn = sem_open(\"/turn\", 0);", "sem_close(there);")) {
      for (int posts = 0; posts < 2; posts++) {
        long looks = crowd(begin, 1200, posts).looks;
        assertTrue(looks < 1200 * 3 * Witness.MOST_LOOKS, begin + " " + posts + ": " + looks);
      }
    }
  }

  @Test
  void crowd_thatNobodyPosts_isStuck() throws IOException {
    assertEquals(51, crowd("", 50, 0).stuck);
    assertEquals(0, crowd("", 50, 1).stuck);
  }

  /// A process may post that does not have it open yet, as long as it may open it.
  @Test
  void stranger_thatMayOpenIt_countsUntilItHasEnded() throws IOException {
    String waiter =
        "processes.w.program = \"\"\"sem_wait(sem_open(\"/s\", O_CREAT, 0600, 0));\"\"\"";
    String body = "\nprocesses.o.program = \"\"\"usleep(2000); if (getpid() < 0) %s\"\"\"\n";
    for (String able : List.of("sem_open(\"/s\", 0);", "sem_post(0);", "puts(\"\");")) {
      assertEquals(1, run(waiter + body.formatted(able)).stuck, able);
    }
    String both = "sem_post(sem_open(\"/s\", 0));";
    assertEquals(1, run(waiter + body.formatted(both)).stuck);
    assertEquals(0, run(waiter + body.replace("if (getpid() < 0) ", "").formatted(both)).stuck);
  }
}
