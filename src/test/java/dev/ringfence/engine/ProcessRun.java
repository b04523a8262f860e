package dev.ringfence.engine;

import dev.ringfence.event.Event;
import dev.ringfence.machine.Vector;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A scenario that was run in the plain loop, and all that happened.
record ProcessRun(Simulation simulation, List<Event> events) {
  /// @param folder where the scenario is written to
  static ProcessRun of(Path folder, String scenario, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    List<Event> events = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(Scenarios.load(file, settings), loop, events::add);
    loop.serve(simulation.kernel());
    return new ProcessRun(simulation, events);
  }

  /// A run of one program that is the body of `main`.
  ///
  /// @param rights more keys of the process
  static ProcessRun ofBody(Path folder, String rights, String body, String... settings)
      throws IOException {
    String quotes = "\"\"\"";
    String program = "program = " + quotes + body + quotes;
    return of(folder, "processes.p {\n" + rights + "\n" + program + "\n}\n", settings);
  }

  /// What processes wrote.
  String output() {
    return events.stream()
        .filter(Event.ConsoleWritten.class::isInstance)
        .map(event -> ((Event.ConsoleWritten) event).text())
        .collect(Collectors.joining());
  }

  /// The exceptions that were not mended, each with its error code, such as `#PF 0x5`.
  List<String> faults() {
    return events.stream()
        .filter(Event.FaultRaised.class::isInstance)
        .map(Event.FaultRaised.class::cast)
        .map(f -> "%s 0x%x".formatted(Vector.of(f.vector()).mnemonic(), f.errorCode()))
        .toList();
  }

  /// The statuses of `wait(2)` with which processes ended.
  List<Integer> statuses() {
    return events.stream()
        .filter(Event.ProcessExited.class::isInstance)
        .map(event -> ((Event.ProcessExited) event).status())
        .toList();
  }
}
