package dev.ringfence.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.order.Candidate;
import dev.ringfence.analysis.order.Candidate.Kind;
import dev.ringfence.analysis.order.OrderAnalysis;
import dev.ringfence.analysis.order.Point;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {
  private static final int PROGRAMS = Integer.getInteger("predict.programs", 40);
  private static final long SEED = 20261129;
  private static final String LUCKY = "observe/lock-order-lucky";

  @TempDir Path folder = Path.of("");

  private Workload written(LockProgram program, long seed) throws IOException {
    Path file = folder.resolve(seed + ".conf");
    Files.writeString(file, program.text());
    return Scenarios.load(file);
  }

  private static OrderAnalysis.Found candidates(Workload workload) {
    OrderAnalysis analysis = new OrderAnalysis();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, analysis);
    simulation.kernel().events().tell(Steps.OF_OBJECTS);
    loop.serve(simulation.kernel());
    return analysis.finish();
  }

  private static Set<String> key(Candidate candidate, LockProgram program) {
    Set<String> key = new TreeSet<>();
    for (Point point : candidate.ways().getFirst()) {
      key.add(point.tid() + ":" + program.lock(point.tid(), point.call()));
    }
    return key;
  }

  /// What the tasks of a cycle wait for.
  private static Set<String> key(Stuck cycle, Map<String, Character> locks) {
    Set<String> key = new TreeSet<>();
    cycle.tasks().forEach(task -> key.add(task.tid() + ":" + locks.get(task.object())));
    return key;
  }

  @Test
  void candidates_ofRandomPrograms_areTheCyclesThatBruteForceFinds() throws IOException {
    int reachable = 0;
    int predicted = 0;
    int unreachable = 0;
    int confirmed = 0;
    int unlucky = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      LockProgram program = new LockProgram(SEED + i, false, false);
      Workload workload = written(program, SEED + i);
      Prediction prediction = Prediction.of(workload);
      Set<Set<String>> cycles = program.cycles();
      Set<Set<String>> found = new HashSet<>();
      Map<String, Character> locks = new HashMap<>();
      for (Candidate one : candidates(workload).candidates()) {
        if (one.kind() == Kind.LOCK_ORDER) {
          found.add(key(one, program));
          for (Point point : one.ways().getFirst()) {
            locks.put(point.wants(), program.lock(point.tid(), point.call()));
          }
        }
      }
      Set<Set<String>> happened = new HashSet<>();
      for (Predicted one : prediction.found()) {
        if (Boolean.getBoolean("predict.verbose") && !one.confirmed()) {
          System.out.println(program + " " + one.parts() + " " + one.why());
        }
        assertEquals(one.confirmed(), !one.stuck().isEmpty(), program.toString());
        one.stuck().stream()
            .filter(group -> group.kind().equals("cycle"))
            .forEach(group -> happened.add(key(group, locks)));
      }
      assertTrue(cycles.containsAll(happened), () -> program + ": " + happened);
      if (isStuck(workload)) {
        unlucky++;
        continue;
      }
      assertTrue(found.containsAll(cycles), () -> program + ": " + cycles + " but " + found);
      reachable += cycles.size();
      predicted += found.size();
      found.removeAll(cycles);
      unreachable += found.size();
      confirmed += happened.size();
    }
    System.out.printf(
        "%d random programs, %d of them stuck at once; in the others %d cycles of locks can happen:"
            + " all are among %d candidates, %d of which cannot happen; %d (%.1f %%) are confirmed%n",
        PROGRAMS,
        unlucky,
        reachable,
        predicted,
        unreachable,
        confirmed,
        100.0 * confirmed / reachable);
    assertTrue(confirmed >= 0.9 * reachable, confirmed + " of " + reachable);
  }

  private static boolean isStuck(Workload workload) {
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    return !simulation.liveness().stuck().isEmpty();
  }

  @Test
  void candidates_underAGuardOrInTurn_areRuledOut() throws IOException {
    int guarded = 0;
    int ordered = 0;
    for (int i = 0; i < PROGRAMS / 2; i++) {
      LockProgram under = new LockProgram(SEED + i, true, false);
      OrderAnalysis.Found found = candidates(written(under, SEED + i));
      assertEquals(List.of(), found.candidates(), under.toString());
      guarded += found.guarded();
      LockProgram turns = new LockProgram(SEED + i, false, true);
      found = candidates(written(turns, SEED + i));
      assertEquals(List.of(), found.candidates(), turns.toString());
      ordered += found.ordered();
    }
    assertTrue(guarded > 10 && ordered > 10, guarded + " and " + ordered);
  }

  @Test
  void lockOrder_inALuckyRun_isConfirmedWithTheSmallestDelay() {
    Workload workload = Scenarios.load(LUCKY);
    Predicted one = Prediction.of(workload).found().getFirst();
    assertTrue(one.confirmed());
    assertEquals("lock-order", one.kind());
    assertTrue(isStuck(Scenarios.load(LUCKY, one.holds())));
    String shorter = one.holds().replace(one.delay() + "ns", one.delay() - 1 + "ns");
    assertFalse(isStuck(Scenarios.load(LUCKY, shorter)));
  }

  @Test
  void lockOrder_underAGuardOrAfterAJoin_isNoCandidate() {
    Prediction guarded = Prediction.of(Scenarios.load(LUCKY, "define.GUARD=1"));
    assertEquals(List.of(), guarded.found());
    assertEquals(1, guarded.guarded());
    Prediction joined = Prediction.of(Scenarios.load(LUCKY, "define.JOIN=1"));
    assertEquals(List.of(), joined.found());
    assertEquals(1, joined.ordered());
  }

  @Test
  void messages_inALuckyOrder_areConfirmedEach() {
    Prediction prediction = Prediction.of(Scenarios.load("observe/messages-lucky"));
    List<String> kinds =
        prediction.found().stream().filter(Predicted::confirmed).map(Predicted::kind).toList();
    assertEquals(List.of("wait-under-lock", "lost-wakeup", "taken-by-another"), kinds);
  }

  @Test
  void waits_thatLookFirst_areNotConfirmed() {
    Prediction prediction = Prediction.of(Scenarios.load("deadlock/bounded-buffer"));
    assertEquals(
        prediction.found().stream().filter(Predicted::confirmed).toList(),
        List.of(),
        "a bounded buffer with two conditions and loops");
  }

  @Test
  void credit_thatJustSuffices_isConfirmedWithTheMostRoomThatDoesNot() {
    Prediction prediction = Prediction.of(Scenarios.load("observe/credit-lucky"));
    Predicted one = prediction.found().getFirst();
    assertEquals("credit-below-demand", one.kind());
    assertTrue(one.confirmed());
    assertTrue(one.why().endsWith("no more than 2 pages"), one.why());
    assertFalse(prediction.isConfirmed(), "not with another schedule");
    String little = "define.PIECES=4";
    assertFalse(
        Prediction.of(Scenarios.load("observe/credit-lucky", little))
            .found()
            .getFirst()
            .confirmed());
  }
}
