package dev.ringfence.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Processes that rest: nothing is lost of what they hold, and when they rest is decided alike in
/// all shells.
class ResidentsTest {
  private static final int FEW = 3;

  private static final String RING =
      """
      machine { cpus = 2 }
      processes.ring {
        count = 3
        program = \"""
          #define SIZE 5
          int pipes[SIZE][2];
          char *heap = malloc(20000);
          double sum = 0.5;
          static int table[3000];
          for (int i = 0; i < SIZE; i++)
            pipe(pipes[i]);
          for (int me = 0; me < SIZE; me++) {
            if (fork() == 0) {
              unsigned seed = INDEX * 100 + me;
              for (int i = 0; i < 20000; i++)
                heap[i] = rand_r(&seed);
              for (int i = 0; i < 3000; i++)
                table[i] = i * me;
              for (int turn = 0; turn < 20; turn++) {
                int token;
                if (me > 0 || turn > 0)
                  read(pipes[me][0], &token, sizeof token);
                else
                  token = 0;
                token += me;
                sum += token;
                write(pipes[(me + 1) % SIZE][1], &token, sizeof token);
              }
              seed = INDEX * 100 + me;
              for (int i = 0; i < 20000; i++)
                if (heap[i] != (char)rand_r(&seed))
                  _exit(1);
              for (int i = 0; i < 3000; i++)
                if (table[i] != i * me)
                  _exit(2);
              printf("%d %d %g\\n", INDEX, me, sum);
              exit(0);
            }
          }
          int bad = 0, status;
          while (wait(&status) > 0)
            bad |= status;
          return bad != 0;
        \"""
      }
      """;

  private final Set<String> written = new HashSet<>();
  private final Set<String> digests = new HashSet<>();

  private static Workload ring() throws IOException {
    Path file = Files.createTempFile("ring", ".conf");
    try {
      return Scenarios.load(Files.writeString(file, RING));
    } finally {
      Files.delete(file);
    }
  }

  private static Simulation limited(
      Workload workload, int most, Kernel.Effects effects, Consumer<Event> events) {
    Simulation simulation = Simulation.of(workload, effects, events);
    simulation.kernel().processes().residents().limit(most);
    return simulation;
  }

  /// Runs in the plain loop.
  ///
  /// @return how many page walks there were
  private long plain(Workload workload, int most, long order) {
    List<String> lines = new ArrayList<>();
    Rng rng = new Rng(order);
    PlainLoop loop = new PlainLoop(n -> (int) rng.below(n));
    Simulation simulation =
        limited(
            workload,
            most,
            loop,
            event -> {
              if (event instanceof Event.ConsoleWritten console) {
                lines.add(console.text());
              } else if (event instanceof Event.ProcessExited exited) {
                assertEquals(0, exited.status(), "pid " + exited.pid());
              }
            });
    loop.serve(simulation.kernel());
    lines.sort(null);
    written.add(String.join("", lines));
    digests.add(simulation.kernel().events().digest());
    return simulation.kernel().counters().tlbMisses;
  }

  @Test
  void contents_ofProcessesThatRested_areWhatTheyWere() throws IOException {
    Workload workload = ring();
    long often = plain(workload, FEW, 1);
    long never = plain(workload, 1000, 1);
    assertEquals(1, written.size());
    assertEquals(15, written.iterator().next().lines().count());
    assertTrue(often > never, often + " page walks, and " + never + " when nobody rests");
  }

  @Test
  void digest_whereProcessesRest_isTheSameInAllShells() throws IOException {
    Workload workload = ring();
    for (int order = 1; order < 5; order++) {
      plain(workload, FEW, order);
    }
    for (int threads = 1; threads < 4; threads++) {
      for (ActorRun.Traps traps : ActorRun.Traps.values()) {
        if (threads == 1 || traps == ActorRun.Traps.AS_MESSAGES) {
          Simulation simulation =
              new ActorRun((effects, sink) -> limited(workload, FEW, effects, sink), _ -> {})
                  .run(threads, traps);
          digests.add(simulation.kernel().events().digest());
        }
      }
    }
    assertEquals(1, digests.size());
  }
}
