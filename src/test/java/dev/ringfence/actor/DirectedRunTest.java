package dev.ringfence.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Digest;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Runs in which tasks are held.
class DirectedRunTest {
  private static final String LUCKY = "observe/lock-order-lucky";

  /// The thread that takes the locks first: its calls are those on its two mutexes.
  private static final int SAVER = 3;

  private static final long LONG = 10_000_000;

  private static Workload lucky(String... settings) {
    return Scenarios.load(LUCKY, settings);
  }

  private static List<Event> events(Workload workload) {
    List<Event> all = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    loop.serve(Simulation.of(workload, loop, all::add).kernel());
    return all;
  }

  private static String digest(List<Event> events) {
    Digest digest = new Digest();
    events.forEach(event -> event.addTo(digest));
    return digest.hex();
  }

  private static String underActors(Workload workload, int threads, ActorRun.Traps traps) {
    Digest digest = new Digest();
    new ActorRun(
            (effects, sink) -> Simulation.of(workload, effects, sink), event -> event.addTo(digest))
        .run(threads, traps);
    return digest.hex();
  }

  private static long time(List<Event> events, Predicate<Event.CallEntered> which, int nth) {
    return events.stream()
        .filter(Event.CallEntered.class::isInstance)
        .map(Event.CallEntered.class::cast)
        .filter(which)
        .skip(nth - 1L)
        .findFirst()
        .orElseThrow()
        .time();
  }

  @Test
  void call_whileItsTaskIsHeld_comesSoMuchLater() {
    long before = time(events(lucky()), call -> call.tid() == SAVER, 2);
    List<Event> held = events(lucky().directed(List.of(new Hold.BeforeCall(SAVER, 2, 5000))));
    long after = time(held, call -> call.tid() == SAVER, 2);
    assertTrue(after >= before + 5000, after + " is later than " + before);
    assertTrue(after < before + 20_000, after + " is not much later than " + before);
    assertFalse(held.stream().anyMatch(Event.Stuck.class::isInstance));
  }

  @Test
  void run_whileATaskIsHeldBetweenItsLocks_isStuckInAllShells() {
    for (Hold hold :
        List.of(
            new Hold.BeforeCall(SAVER, 2, LONG),
            new Hold.At(
                SAVER, time(events(lucky()), call -> call.tid() == SAVER, 2) - 1000, LONG))) {
      for (int cpus = 1; cpus <= 2; cpus++) {
        Workload workload = lucky("machine.cpus=" + cpus).directed(List.of(hold));
        List<Event> events = events(workload);
        assertTrue(
            events.stream().anyMatch(Event.Stuck.class::isInstance), hold + ", " + cpus + " CPUs");
        String expected = digest(events);
        assertEquals(expected, digest(events(workload.with(Translations.none()))));
        assertEquals(expected, underActors(workload, 1, ActorRun.Traps.IN_PLACE));
        for (int threads = 1; threads <= 2; threads++) {
          assertEquals(expected, underActors(workload, threads, ActorRun.Traps.AS_MESSAGES));
        }
      }
    }
  }

  @Test
  void run_upToTheFirstPoint_isTheSame() {
    List<Event> asIs = events(lucky());
    long point = time(asIs, call -> call.tid() == SAVER, 2);
    List<Event> held = events(lucky().directed(List.of(new Hold.BeforeCall(SAVER, 2, LONG))));
    assertEquals(
        asIs.stream().takeWhile(event -> event.time() < point).toList(),
        held.stream().takeWhile(event -> event.time() < point).toList());
  }
}
