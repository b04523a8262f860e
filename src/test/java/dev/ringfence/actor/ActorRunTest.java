package dev.ringfence.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Digest;
import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The same scenario and seed has the same events in all shells.
class ActorRunTest {
  private static final int SEEDS = 100;

  private static final class Digesting implements Consumer<Event> {
    final Digest digest = new Digest();

    @Override
    public void accept(Event event) {
      event.addTo(digest);
    }
  }

  private static String plain(Workload workload, long order) {
    Digesting events = new Digesting();
    Rng rng = new Rng(order);
    PlainLoop loop = order == 0 ? new PlainLoop() : new PlainLoop(n -> (int) rng.below(n));
    // The analysis is checked at every event that blocks a task.
    Simulation simulation = Simulation.of(workload, loop, events, 0);
    loop.serve(simulation.kernel());
    return events.digest.hex();
  }

  private static String underActors(Workload workload, int threads, ActorRun.Traps traps) {
    Digesting events = new Digesting();
    new ActorRun((effects, sink) -> Simulation.of(workload, effects, sink), events)
        .run(threads, traps);
    return events.digest.hex();
  }

  @ParameterizedTest
  @CsvSource({
    "copy-on-write-storm, lru-clock",
    "copy-on-write-storm, fifo",
    "copy-on-write-storm, random",
    "copy-on-write-storm, working-set",
    "out-of-memory, lru-clock"
  })
  void digest_whilePagesAreReplaced_isTheSameInAllShells(String name, String policy) {
    for (int seed = 1; seed <= 4; seed++) {
      String replacement = "machine.replacement=" + policy;
      Workload workload =
          Scenarios.load("machine/" + name, "seed=" + seed, "machine.cpus=3", replacement);
      String expected = plain(workload, 0);
      assertEquals(expected, plain(workload, seed), "another order of service, seed " + seed);
      assertEquals(expected, plain(workload.with(Translations.none()), 0), "interpreted");
      for (int threads = 1; threads <= 4; threads *= 2) {
        String found = underActors(workload, threads, ActorRun.Traps.AS_MESSAGES);
        assertEquals(expected, found, threads + " threads, seed " + seed);
      }
      String inPlace = underActors(workload, 1, ActorRun.Traps.IN_PLACE);
      assertEquals(expected, inPlace, "traps in place, seed " + seed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deadlock/dining-philosophers, 4",
    "deadlock/bounded-buffer, 2",
    "machine/copy-on-write, 2",
    "machine/stray-pointer, 2",
    "machine/shared-memory, 3",
    "machine/call-gate-refused, 2",
    "machine/triple-fault, 2",
    "machine/vector-table-overwritten, 2",
    "machine/null-pointer-8086, 3",
    "machine/segment-limit-exceeded, 2"
  })
  void digest_underActorsAndInThePlainLoop_isTheSame(String name, int cpus) {
    Set<String> all = new HashSet<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Workload workload = Scenarios.load(name, "seed=" + seed, "machine.cpus=" + cpus);
      String expected = plain(workload, 0);
      all.add(expected);
      assertEquals(expected, plain(workload, seed), "another order of service, seed " + seed);
      String inPlace = underActors(workload, 1, ActorRun.Traps.IN_PLACE);
      assertEquals(expected, inPlace, "traps in place, seed " + seed);
      for (int threads = 1; threads <= 4; threads *= 2) {
        String found = underActors(workload, threads, ActorRun.Traps.AS_MESSAGES);
        assertEquals(expected, found, threads + " threads, seed " + seed);
      }
    }
    if (name.contains("philosophers")) {
      assertTrue(all.size() > 10, "the seed makes a difference: " + all.size());
    }
  }

  @Test
  void views_thatAreSlow_loseNothing() {
    Workload workload = Scenarios.load("bench/null-call", "define.CALLS=30000");
    AtomicInteger count = new AtomicInteger();
    Digesting fast = new Digesting();
    new ActorRun((effects, sink) -> Simulation.of(workload, effects, sink), fast).run(1);
    Digesting slow = new Digesting();
    new ActorRun(
            (effects, sink) -> Simulation.of(workload, effects, sink),
            event -> {
              if (count.incrementAndGet() % 5000 == 0) {
                pause();
              }
              slow.accept(event);
            })
        .run(1);
    assertEquals(fast.digest.hex(), slow.digest.hex());
    assertTrue(count.get() > 60_000);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void failure_inAView_reachesTheCaller() {
    Workload workload = Scenarios.load("deadlock/dining-philosophers");
    ActorRun run =
        new ActorRun(
            (effects, sink) -> Simulation.of(workload, effects, sink),
            _ -> {
              throw new IllegalStateException("on purpose");
            });
    assertThrows(IllegalStateException.class, () -> run.run(1));
  }

  /// Each of these processes ends before the next one is made.
  @ParameterizedTest
  @EnumSource(ActorRun.Traps.class)
  void actor_whoseProcessHasEnded_becomesTheNext(ActorRun.Traps traps) {
    Workload workload = Scenarios.load("bench/spawn", "define.PROCESSES=3000");
    Set<Object> actors = new HashSet<>();
    AtomicInteger ended = new AtomicInteger();
    Digesting events = new Digesting();
    new ActorRun(
            (effects, sink) ->
                Simulation.of(
                    workload,
                    new Watched(
                        effects,
                        process -> {
                          ended.incrementAndGet();
                          actors.add(Objects.requireNonNull(process.shell));
                        }),
                    sink),
            events)
        .run(1, traps);
    assertEquals(3001, ended.get());
    assertTrue(actors.size() <= 3, actors.size() + " actors");
    assertEquals(plain(workload, 0), events.digest.hex());
  }

  /// Says which processes end, before their actors go back.
  private record Watched(Kernel.Effects effects, Consumer<Process> ends) implements Kernel.Effects {
    @Override
    public void run(Process process) {
      effects.run(process);
    }

    @Override
    public void shootdown(Process process, Shootdown shootdown) {
      effects.shootdown(process, shootdown);
    }

    @Override
    public void ended(Process process) {
      ends.accept(process);
      effects.ended(process);
    }
  }
}
