package dev.ringfence.kernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.paging.ReplacementPolicy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random programs on mappings (`memory/swarm.c`): after every event all frames are accounted for,
/// and no process ever reads what another has left. `-Dswarm.seed` takes other ones.
class AccountingTest {
  private static final Path PROGRAM = Path.of("src/test/c/memory/swarm.c");
  private static final int RUNS = 4;

  /// So many processes that little more than a MiB does not suffice for them.
  private static final int MANY = 9;

  @TempDir Path folder = Path.of("");

  @Test
  void frames_afterEveryEvent_areAccountedFor() throws IOException {
    long seed = Long.getLong("swarm.seed", 1);
    for (int i = 0; i < RUNS; i++) {
      run(seed + i, 3, "memory = 8 MiB, cpus = " + (1 + i % 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void framesAndSlots_whilePagesAreReplaced_areAccountedFor(ReplacementPolicy policy)
      throws IOException {
    long seed = Long.getLong("swarm.seed", 1);
    String machine = "memory = 1 MiB, replacement = " + policy.word() + ", cpus = %d, swap = %s";
    List<Event> one = run(seed, MANY, machine.formatted(1, "8 MiB"));
    List<Event> two = run(seed, MANY, machine.formatted(2, "{ size = 8 MiB, device = file }"));
    for (List<Event> events : List.of(one, two)) {
      assertTrue(events.stream().anyMatch(Event.PagedIn.class::isInstance), "nothing was paged");
    }
  }

  @Test
  void hugePages_ofAPoolThatIsTooSmall_areAccountedFor() throws IOException {
    long seed = Long.getLong("swarm.seed", 1);
    for (int i = 0; i < RUNS; i++) {
      String machine = "memory = 16 MiB, huge-pages = %d, cpus = %d%s";
      String swap = i == 3 ? ", swap = 8 MiB" : "";
      run(seed + i, 5, machine.formatted(3 + i, 1 + i % 2, swap), ", 0, huge");
    }
  }

  @Test
  void swap_thatIsFull_endsProcesses() throws IOException {
    List<Event> events = run(7, MANY, "memory = 1 MiB, cpus = 2, swap = 256 KiB");
    assertTrue(events.stream().anyMatch(Event.OutOfMemory.class::isInstance), "memory sufficed");
  }

  /// Runs a swarm to its end and counts after each event.
  private List<Event> run(long seed, int processes, String machine) throws IOException {
    return run(seed, processes, machine, "");
  }

  /// @param more arguments of the program
  private List<Event> run(long seed, int processes, String machine, String more)
      throws IOException {
    String again = "repeat with -Dswarm.seed=" + seed + ", machine { " + machine + " }";
    Workload workload = Scenarios.load(scenario(seed, processes, machine, more));
    Rng order = new Rng(seed);
    PlainLoop loop = new PlainLoop(lent -> (int) order.below(lent));
    List<Event> events = new ArrayList<>();
    Accounting[] accounting = new Accounting[1];
    Simulation simulation =
        Simulation.of(
            workload,
            loop,
            event -> {
              events.add(event);
              if (accounting[0] != null) {
                accounting[0].check(event);
              }
            });
    accounting[0] = new Accounting(simulation.kernel());
    loop.serve(simulation.kernel());
    assertTrue(simulation.kernel().isQuiescent(), again);
    assertTrue(accounting[0].checks() > 1000, again);
    assertEquals("", simulation.kernel().stoppedBy(), again);
    for (Event event : events) {
      boolean failed = event instanceof Event.ConsoleWritten text && text.text().contains("holds");
      assertFalse(failed, () -> event + ", " + again);
    }
    return events;
  }

  private Path scenario(long seed, int processes, String machine, String more) throws IOException {
    StringBuilder text = new StringBuilder("seed = " + seed + "\nmachine { " + machine + " }\n");
    text.append("limit { time = 30 s, events = 1000000 }\n");
    for (int i = 0; i < processes; i++) {
      text.append(
          "processes.p%d { program = swarm.c, args = [%d, 60%s] }%n"
              .formatted(i, seed * 3 + i, more));
    }
    Files.write(folder.resolve("swarm.c"), Files.readAllBytes(PROGRAM));
    return Files.writeString(folder.resolve("swarm.conf"), text.toString());
  }
}
