package dev.ringfence.cli;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.report.Colours;
import dev.ringfence.report.ConsoleView;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ringfence run SCENARIO`: status 0 when all expectations were met, 1 when one failed, 3 when the
/// scenario is wrong, 130 when it was interrupted.
@Command(
    name = "run",
    description = "Runs a scenario and tells what came of it.",
    mixinStandardHelpOptions = true)
public final class Run implements Callable<Integer> {
  @Mixin private ScenarioOptions scenario = new ScenarioOptions();

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Option(names = "-q", description = "Prints no output of processes.")
  private boolean quiet;

  @Override
  public Integer call() {
    Workload workload = scenario.load();
    if (workload == null) {
      return 3;
    }
    Colours colours = scenario.colours();
    History history = new History();
    ConsoleView console = json || quiet ? null : new ConsoleView(System.out, colours);
    long start = System.nanoTime();
    Simulation simulation;
    try {
      PlainLoop loop = new PlainLoop();
      simulation = Simulation.of(workload, loop, both(history, console));
      loop.serve(simulation.kernel());
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return 3;
    }
    Outcome outcome = Outcome.of(simulation, history, System.nanoTime() - start);
    if (console != null) {
      console.finish();
    }
    System.out.print(
        json ? outcome.toJson() + "\n" : TextReport.of(outcome, scenario.repeat(), colours));
    return outcome.outcome().equals("interrupted") ? 130 : outcome.isMet() ? 0 : 1;
  }

  private static Consumer<Event> both(History history, @Nullable ConsoleView console) {
    return console == null ? history : history.andThen(console);
  }
}
