package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What a process that waits costs: the difference between many and twice as many of them.
class FootprintTest {
  private static final int FEW = 10_000;

  /// In the plain loop: what an actor costs comes on top of it.
  private static final int MOST_BYTES = 1000;

  private static final String INHERITED =
      """
      machine { memory = 16 GiB }
      limit { cpu = 1000 s, time = 1000 s, events = 100000000 }
      processes.root {
        program = \"""
          int fds[2];
          char buffer[64];
          pipe(fds);
          for (int i = 0; i < LEAVES / 100; i++) {
            if (fork() == 0) {
              close(fds[1]);
              for (int j = 1; j < 100; j++)
                if (fork() == 0)
                  break;
              read(fds[0], buffer, sizeof buffer);
              _exit(0);
            }
          }
          close(fds[0]);
          wait(NULL);
          write(fds[1], buffer, 1);
        \"""
      }
      """;

  private static final String OWN =
      """
      machine { memory = 16 GiB }
      limit { cpu = 1000 s, time = 1000 s, events = 100000000 }
      processes.p {
        count = 10000
        program = \"""
          int fds[2];
          char buffer[64];
          pipe(fds);
          read(fds[0], buffer, sizeof buffer);
        \"""
      }
      """;

  @Test
  void process_blockedOnInheritedPipe_staysBelowItsBudget() throws IOException {
    long few = bytes(INHERITED, "define.LEAVES=" + FEW, FEW + 1);
    long many = bytes(INHERITED, "define.LEAVES=" + 2 * FEW, 2 * FEW + 1);
    assertTrue(many - few <= (long) MOST_BYTES * FEW, (many - few) / FEW + " bytes each");
  }

  /// The pipe, its two ends and why the process is stuck count here, too.
  @Test
  void process_blockedOnPipeOfItsOwn_staysBelowItsBudgetWithPipe() throws IOException {
    long few = bytes(OWN, "processes.p.count=" + FEW, FEW);
    long many = bytes(OWN, "processes.p.count=" + 2 * FEW, 2 * FEW);
    assertTrue(many - few <= 1500L * FEW, (many - few) / FEW + " bytes each");
  }

  /// Bytes of heap that the simulation holds when all its processes are blocked.
  private static long bytes(String scenario, String setting, int processes) throws IOException {
    Path file = Files.createTempFile("parked", ".conf");
    Workload workload;
    try {
      workload = Scenarios.load(Files.writeString(file, scenario), setting);
    } finally {
      Files.delete(file);
    }
    long before = used();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    long after = used();
    assertEquals(processes, simulation.liveness().stuck().size());
    return after - before;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
