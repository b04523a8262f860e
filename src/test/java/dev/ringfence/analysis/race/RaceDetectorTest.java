package dev.ringfence.analysis.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What races are found, and that looking for them changes nothing.
class RaceDetectorTest {
  private static final Path PROGRAMS = Path.of("src/test/c");

  @TempDir private Path folder = Path.of("");

  static List<Path> scenarios() {
    return Scenarios.all();
  }

  /// Programs whose threads are ordered.
  static List<Path> orderedPrograms() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS.resolve("threads"))) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
  }

  /// Programs with lines that race, which say so, and others.
  static List<Path> plantedPrograms() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS.resolve("races"))) {
      return files.sorted().toList();
    }
  }

  private Workload workload(Path program) throws IOException {
    Files.copy(program, folder.resolve("p.c"));
    String text = "processes.p.program = \"p.c\"\nmachine.cpus = 2\n";
    return Scenarios.load(Files.writeString(folder.resolve("p.conf"), text));
  }

  private static Simulation run(Workload workload, boolean detects) {
    PlainLoop loop = new PlainLoop();
    Simulation plain = Simulation.of(workload, loop, _ -> {});
    Simulation simulation = detects ? plain.detectingRaces() : plain;
    loop.serve(simulation.kernel());
    return simulation;
  }

  private static List<Race> races(Simulation simulation) {
    assertNotNull(simulation.races());
    return simulation.races().races();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void digest_withDetection_isTheSame(Path file) {
    Workload workload = Scenarios.load(file);
    assertEquals(
        run(workload, false).kernel().events().digest(),
        run(workload, true).kernel().events().digest());
  }

  @ParameterizedTest
  @MethodSource("orderedPrograms")
  void program_whoseThreadsAreOrdered_hasNoRace(Path program) throws IOException {
    assertEquals(List.of(), races(run(workload(program), true)));
  }

  @ParameterizedTest
  @MethodSource("plantedPrograms")
  void program_withRaces_hasThoseThatItSays(Path program) throws IOException {
    Set<String> planted = new TreeSet<>();
    List<String> lines = Files.readAllLines(program);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("RACE")) {
        planted.add(String.valueOf(i + 1));
      }
    }
    Set<String> found = new TreeSet<>();
    for (Race race : races(run(workload(program), true))) {
      found.add(race.first().place().replaceFirst(".*:", ""));
      found.add(race.second().place().replaceFirst(".*:", ""));
    }
    assertEquals(planted, found);
  }

  @Test
  void counter_withoutALock_racesWithItself() {
    Workload workload = Scenarios.load("observe/race-counter");
    List<Race> races = races(run(workload, true));
    assertEquals(1, races.size());
    Race race = races.getFirst();
    assertEquals("counter", race.on());
    assertTrue(race.first().reads() && race.first().writes());
    assertEquals(race.first().place(), race.second().place());
    assertTrue(race.remedy().startsWith("No lock is held"), race.remedy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"race-counter", "race-flag", "convoy"})
  void races_inActors_areTheSame(String name) {
    Workload workload = Scenarios.load("observe/" + name);
    Simulation plain = run(workload, true);
    List<Simulation> made = new ArrayList<>();
    ActorRun actors =
        new ActorRun(
            (effects, events) -> {
              made.add(Simulation.of(workload, effects, events).detectingRaces());
              return made.getFirst();
            },
            _ -> {});
    Simulation run = actors.run(4, ActorRun.Traps.values()[0]);
    assertEquals(races(plain), races(run));
    assertEquals(plain.kernel().events().digest(), run.kernel().events().digest());
  }
}
