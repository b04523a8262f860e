package dev.ringfence.report;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.function.Consumer;

/// A run on the caller's thread, in the plain loop, from its start to its end.
///
/// @param simulation as it was left
/// @param outcome what came of it
public record PlainRun(Simulation simulation, Outcome outcome) {
  /// Runs a scenario. Of the frequent events only those are told that `prepare` asks for.
  ///
  /// @param views are told all events where they arise
  /// @param prepare sees the kernel before it is booted
  /// @throws IllegalArgumentException when the machine's memory does not suffice for the processes
  public static PlainRun of(Workload workload, Consumer<Event> views, Consumer<Kernel> prepare) {
    long start = System.nanoTime();
    Expectations expect = workload.scenario().expect();
    History history = new History(expect.claims());
    Metrics metrics = Metrics.ofRun(workload.profile(), expect.boundsCalls());
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, history.andThen(metrics).andThen(views));
    Kernel kernel = simulation.kernel();
    kernel.events().tell(expect.steps());
    if (expect.claims().describesCalls()) {
      kernel.describeCalls();
    }
    prepare.accept(kernel);
    loop.serve(kernel);
    return new PlainRun(
        simulation, Outcome.of(simulation, history, metrics, System.nanoTime() - start));
  }
}
