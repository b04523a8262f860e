package dev.ringfence.predict;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.report.Colours;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.HoldSpec;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A run that is led somewhere, and whether it got there.
///
/// @param stuck the tasks that nothing could wake any more, and what each waited for last
/// @param heldAt when tasks were first held, in nanoseconds
/// @param outcome what came of it
/// @param report who was stuck in it, and why
record Attempt(
    Map<Integer, String> stuck, Map<Integer, Long> heldAt, Outcome outcome, String report) {

  /// Where a run is led.
  interface Goal {
    /// Whether that is where these tasks are stuck.
    ///
    /// @param stuck and what each waits for
    boolean isReached(Map<Integer, String> stuck);
  }

  /// Runs a workload with tasks held, beside those that it holds itself.
  ///
  /// @param goal the run is over when it is reached
  static Attempt of(Workload workload, List<HoldSpec> holds, Goal goal) {
    List<Hold> all = new ArrayList<>(workload.holds());
    holds.forEach(hold -> all.add(hold.of(workload.profile())));
    History history = new History();
    Metrics metrics = Metrics.ofRun(workload.profile(), false);
    Map<Integer, String> stuck = new TreeMap<>();
    Map<Integer, String> waits = new HashMap<>();
    Map<Integer, Long> heldAt = new HashMap<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload.directed(all), loop, history.andThen(metrics));
    Kernel kernel = simulation.kernel();
    kernel.events().tell(Steps.NONE);
    kernel
        .probes()
        .follow(
            event -> {
              switch (event) {
                case ObjectEvent.Paused paused when paused.name().equals(Hold.HELD) ->
                    heldAt.putIfAbsent(paused.tid(), workload.profile().nanos(paused.time()));
                case Event.CallBlocked blocked -> waits.put(blocked.tid(), blocked.reason());
                case Event.Stuck found -> {
                  found.tids().forEach(tid -> stuck.put(tid, waits.getOrDefault(tid, "")));
                  if (goal.isReached(stuck)) {
                    kernel.stop("it is where it was led");
                  }
                }
                default -> {}
              }
            });
    loop.serve(simulation.kernel());
    Outcome outcome = Outcome.of(simulation, history, metrics, 0);
    return new Attempt(stuck, heldAt, outcome, TextReport.ofStuck(outcome, new Colours(false)));
  }
}
