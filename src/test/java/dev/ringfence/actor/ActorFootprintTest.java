package dev.ringfence.actor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a process that waits costs under actors, everything counted: the difference between many
/// and twice as many of them.
class ActorFootprintTest {
  private static final int FEW = 10_000;
  private static final int MOST_BYTES = 1500;

  /// The root tells when all others wait, and its actor is still at it then.
  private static final String PARKED =
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
          sleep(100);
          puts("all wait");
        \"""
      }
      """;

  @Test
  void process_blockedOnInheritedPipe_staysBelowItsBudgetWithItsActor() throws IOException {
    bytes(FEW / 10);
    long few = bytes(FEW);
    long many = bytes(2 * FEW);
    assertTrue(many - few <= (long) MOST_BYTES * FEW, (many - few) / FEW + " bytes each");
  }

  /// Bytes of heap that are in use when all are blocked, looked at on the kernel's thread.
  private static long bytes(int leaves) throws IOException {
    Path file = Files.createTempFile("parked", ".conf");
    Workload workload;
    try {
      workload = Scenarios.load(Files.writeString(file, PARKED), "define.LEAVES=" + leaves);
    } finally {
      Files.delete(file);
    }
    long before = used();
    AtomicLong after = new AtomicLong();
    new ActorRun(
            (effects, sink) ->
                Simulation.of(
                    workload,
                    effects,
                    event -> {
                      if (event instanceof Event.ConsoleWritten) {
                        after.set(used());
                      }
                      sink.accept(event);
                    }),
            _ -> {})
        .run(1);
    assertTrue(after.get() > 0);
    return after.get() - before;
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
