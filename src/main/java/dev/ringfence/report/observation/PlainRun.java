package dev.ringfence.report.observation;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.Simulation;

/// A run on the caller's thread, in the plain loop, from its start to its end.
///
/// @param simulation as it was left
/// @param outcome what came of it
public record PlainRun(Simulation simulation, Outcome outcome) {
  /// Runs a scenario. Of the frequent events only those are told that observers ask for.
  ///
  /// @throws IllegalArgumentException when the machine's memory does not suffice for the processes
  public static PlainRun of(Observation observation) {
    PlainLoop loop = new PlainLoop();
    Simulation simulation;
    try (observation) {
      simulation = observation.simulation(loop, observation.events());
      loop.serve(simulation.kernel());
    }
    return new PlainRun(simulation, observation.outcome(simulation));
  }
}
