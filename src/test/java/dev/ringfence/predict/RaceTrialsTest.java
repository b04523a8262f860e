package dev.ringfence.predict;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.report.DataRace;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Races that are turned round.
class RaceTrialsTest {
  private static List<DataRace> races(String scenario) {
    Observation observation = Observation.of(Scenarios.load("observe/" + scenario));
    observation.detectRaces();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = observation.simulation(loop, observation.events());
    loop.serve(simulation.kernel());
    Outcome outcome = RaceTrials.tried(observation.outcome(simulation), simulation);
    List<DataRace> races = outcome.races();
    assertNotNull(races);
    return races;
  }

  private static String tried(List<DataRace> races, String on) {
    return races.stream().filter(race -> race.on().equals(on)).findFirst().orElseThrow().tried();
  }

  @Test
  void race_thatLosesUpdates_isConfirmed() {
    String tried = tried(races("race-counter"), "counter");
    assertTrue(tried.startsWith("CONFIRMED: with thread 3 held for "), tried);
  }

  @Test
  void race_onAFlag_showsInNothing() {
    List<DataRace> races = races("race-flag");
    String flag = tried(races, "ready");
    assertTrue(flag.startsWith("UNCONFIRMED") && flag.contains("end the same"), flag);
    String result = tried(races, "result");
    assertTrue(result.startsWith("UNCONFIRMED") && result.contains("still comes first"), result);
  }
}
