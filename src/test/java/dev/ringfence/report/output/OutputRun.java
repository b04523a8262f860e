package dev.ringfence.report.output;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.report.Colours;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Runs scenarios with an output, in the plain loop.
public final class OutputRun {
  private OutputRun() {}

  /// Runs a scenario's text, whose place is `s.conf` of a folder.
  public static Ended of(Path folder, String text, Output output) throws IOException {
    return of(Files.writeString(folder.resolve("s.conf"), text), output);
  }

  /// Runs a scenario.
  public static Ended of(Path file, Output output) throws IOException {
    Workload workload = Scenarios.load(file);
    History history = new History();
    Metrics metrics = Metrics.ofRun(workload.profile(), false);
    PlainLoop loop = new PlainLoop();
    Consumer<Event> views = history.andThen(metrics).andThen(output);
    Simulation simulation = Simulation.of(workload, loop, views);
    simulation.kernel().events().tell(output.steps());
    if (output.describesCalls()) {
      simulation.kernel().probes().describeCalls();
    }
    output.prepare(simulation);
    loop.serve(simulation.kernel());
    Outcome outcome = Outcome.of(simulation, history, metrics, 1);
    String report = TextReport.of(outcome, "again", new Colours(false));
    Ended ended = new Ended(simulation, outcome, outcome, report, "again");
    output.ended(ended);
    output.finish();
    return ended;
  }
}
