package dev.ringfence.kernel.deadlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deadlock policies on random programs.
class DeadlockPolicyTest {
  private static final int PROGRAMS = Integer.getInteger("deadlock.programs", 25);
  private static final long SEED = 20261129;

  @TempDir Path folder = Path.of("");

  private static Simulation run(Workload workload, Consumer<Event> events) {
    PlainLoop loop = new PlainLoop();
    // The analysis is checked at every event that blocks a task.
    Simulation simulation = Simulation.of(workload, loop, events, 0);
    simulation.kernel().events().tell(Events.Steps.OF_OBJECTS);
    loop.serve(simulation.kernel());
    return simulation;
  }

  /// How many were stuck at the end.
  private static int stuck(Workload workload) {
    return run(workload, _ -> {}).liveness().stuck().size();
  }

  /// Keeps who holds what, and asks after each step whether all can still end.
  private static final class Watching implements Consumer<Event> {
    private final RandomLocks locks;
    private final int[][] held;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, Integer> objects = new HashMap<>();
    int taken;

    Watching(RandomLocks locks) {
      this.locks = locks;
      held = new int[locks.claims.length][locks.units.length];
    }

    private int number(int tid) {
      return Objects.requireNonNull(numbers.get(tid));
    }

    @Override
    public void accept(Event event) {
      switch (event) {
        case Event.ProcessCreated created -> numbers.put(created.pid(), numbers.size());
        case ObjectEvent.Taken one -> {
          int lock = Integer.parseInt(one.name().replaceFirst(".*/s", ""));
          objects.put(one.object(), lock);
          held[number(one.tid())][lock]++;
          taken++;
          assertTrue(isSafe(), () -> "an unsafe state in " + locks);
        }
        case ObjectEvent.Given one ->
            held[number(one.tid())][Objects.requireNonNull(objects.get(one.object()))]--;
        default -> {}
      }
    }

    private boolean isSafe() {
      int[] left = locks.units.clone();
      int[][] need = new int[held.length][left.length];
      for (int task = 0; task < held.length; task++) {
        for (int lock = 0; lock < left.length; lock++) {
          left[lock] -= held[task][lock];
          need[task][lock] = locks.claims[task][lock] - held[task][lock];
          assertTrue(left[lock] >= 0 && need[task][lock] >= 0);
        }
      }
      return Safety.isSafe(left, held, need);
    }
  }

  @Test
  void banker_onRandomPrograms_letsNoUnsafeStateHappen() {
    int deadlocks = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      RandomLocks locks = new RandomLocks(SEED + i);
      deadlocks += stuck(locks.under(folder, "none")) > 0 ? 1 : 0;
      Watching watching = new Watching(locks);
      Simulation simulation = run(locks.under(folder, "banker"), watching);
      assertEquals(0, simulation.liveness().stuck().size(), locks::toString);
      assertTrue(watching.taken > 0);
    }
    System.out.printf("%d of %d programs get stuck without a policy%n", deadlocks, PROGRAMS);
    assertTrue(deadlocks > PROGRAMS / 10, deadlocks + " deadlocks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"youngest", "oldest", "fewest-locks", "least-work", "lowest-priority"})
  void detection_onRandomPrograms_leavesNobodyStuck(String victim) {
    int victims = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      RandomLocks locks = new RandomLocks(SEED + i);
      int[] ended = {0};
      Consumer<Event> count =
          event ->
              ended[0] +=
                  event instanceof Event.Intervened done
                          && done.action().equals(Intervention.VICTIM)
                      ? 1
                      : 0;
      Simulation simulation =
          run(locks.under(folder, "detect", "deadlock.victim=" + victim), count);
      assertEquals(0, simulation.liveness().stuck().size(), locks::toString);
      assertTrue(simulation.kernel().isQuiescent());
      victims += ended[0];
    }
    assertTrue(victims > PROGRAMS / 10, victims + " victims");
  }

  @ParameterizedTest
  @ValueSource(strings = {"try", "timeout"})
  void waits_thatAreGivenUp_leaveNobodyStuck(String policy) {
    for (int i = 0; i < PROGRAMS; i++) {
      RandomLocks locks = new RandomLocks(SEED + i);
      assertEquals(0, stuck(locks.under(folder, policy)), locks::toString);
    }
  }

  /// Every call for a lock is judged by what the caller holds, here from the events.
  private static final class Inversions implements Consumer<Event> {
    private final Map<Integer, List<Integer>> held = new HashMap<>();
    private final Map<Integer, Integer> ranks = new HashMap<>();
    int refused;

    @Override
    public void accept(Event event) {
      switch (event) {
        case ObjectEvent.Taken one -> {
          int rank = Integer.parseInt(one.name().replaceFirst(".*/s", ""));
          ranks.put(one.object(), rank);
          List<Integer> own = held.computeIfAbsent(one.tid(), _ -> new ArrayList<>());
          assertTrue(own.stream().noneMatch(each -> each > rank), "an inversion was let through");
          own.add(rank);
        }
        case ObjectEvent.Given one -> {
          Integer rank = ranks.get(one.object());
          held.getOrDefault(one.tid(), List.of()).remove(rank);
        }
        case Event.Intervened done -> {
          int rank = Integer.parseInt(done.object().replaceFirst(".*/s", ""));
          List<Integer> own = held.getOrDefault(done.tid(), List.of());
          assertTrue(own.stream().anyMatch(each -> each > rank), "no inversion was refused");
          refused++;
        }
        default -> {}
      }
    }
  }

  @Test
  void order_onRandomPrograms_refusesExactlyInversions() {
    int refused = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      RandomLocks locks = new RandomLocks(SEED + i);
      Inversions inversions = new Inversions();
      Workload workload =
          locks.under(folder, "order", "deadlock.order=[\"/s0\", \"/s1\", \"/s2\", \"/s3\"]");
      run(workload, inversions);
      refused += inversions.refused;
    }
    assertTrue(refused > PROGRAMS / 10, refused + " refusals");
  }

  private static String digest(Workload workload, long order) {
    Rng rng = new Rng(order);
    PlainLoop loop = order == 0 ? new PlainLoop() : new PlainLoop(n -> (int) rng.below(n));
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    return simulation.kernel().events().digest();
  }

  private static String underActors(Workload workload, int threads, ActorRun.Traps traps) {
    return new ActorRun((effects, sink) -> Simulation.of(workload, effects, sink), _ -> {})
        .run(threads, traps)
        .kernel()
        .events()
        .digest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"detect", "order", "banker", "try", "timeout"})
  void digest_underAPolicy_isTheSameInAllShells(String policy) {
    for (int cpus = 1; cpus <= 3; cpus += 2) {
      Workload workload =
          Scenarios.load(
              "deadlock/policies",
              "deadlock.policy=" + policy,
              "machine.cpus=" + cpus,
              "define.TIME=\"5 * 1000000L\"");
      String expected = digest(workload, 0);
      assertEquals(expected, digest(workload, 7), "another order");
      assertEquals(expected, digest(workload.with(Translations.none()), 0), "interpreted");
      assertEquals(expected, underActors(workload, 2, ActorRun.Traps.AS_MESSAGES), "2 threads");
      assertEquals(expected, underActors(workload, 1, ActorRun.Traps.IN_PLACE), "in place");
      assertNotNull(expected);
    }
  }
}
