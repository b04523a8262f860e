package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Digest;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole runs with translated code and without: the same events, and the same virtual time.
class TranslationTest {
  @TempDir Path folder = Path.of("");

  static List<Path> scenarios() {
    return Scenarios.all();
  }

  static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("scenarios/bench"))) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
  }

  private static String run(Workload workload) {
    Digest digest = new Digest();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, event -> event.addTo(digest));
    loop.serve(simulation.kernel());
    return digest.hex() + " at " + simulation.kernel().now();
  }

  private static void compare(Workload workload) {
    String interpreted = run(workload.with(Translations.none()));
    assertEquals(interpreted, run(workload.with(Translations.of(workload.profile()))), "hot code");
    assertEquals(interpreted, run(workload.with(Translations.eager(workload.profile()))), "eager");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void scenario_translatedAndInterpreted_givesTheSameEvents(Path scenario) {
    compare(Scenarios.load(scenario));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_translatedAndInterpreted_givesTheSameEvents(Path program) throws IOException {
    compare(program(program.toAbsolutePath(), 1, 1));
  }

  @Test
  void processesThatRunAtOnce_shareTranslatedCode() throws IOException {
    compare(program(Path.of("scenarios/bench/list.c").toAbsolutePath(), 3, 2));
  }

  private Workload program(Path program, int count, int cpus) throws IOException {
    Path file = folder.resolve("program.conf");
    Files.writeString(
        file,
        """
        title = "A program"
        machine.cpus = %d
        limit.cpu = 1000 s
        processes.program { count = %d, program = "%s" }
        """
            .formatted(cpus, count, program));
    Workload workload = Scenarios.load(file);
    assertTrue(workload.programs().size() == 1, "one program");
    return workload;
  }
}
