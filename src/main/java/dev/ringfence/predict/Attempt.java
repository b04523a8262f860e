package dev.ringfence.predict;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.report.Colours;
import dev.ringfence.report.History;
import dev.ringfence.report.Metrics;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.scenario.HoldSpec;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// A run that is led somewhere, and whether it got there.
///
/// @param stuck the tasks that nothing could wake any more
/// @param heldAt when tasks were first held, in nanoseconds
/// @param outcome what came of it
/// @param report who was stuck in it, and why
record Attempt(Set<Integer> stuck, Map<Integer, Long> heldAt, Outcome outcome, String report) {

  /// Runs a workload with tasks held, beside those that it holds itself.
  ///
  /// @param goal of the tasks that are stuck: the run is over when it is reached
  static Attempt of(Workload workload, List<HoldSpec> holds, Predicate<Set<Integer>> goal) {
    List<Hold> all = new ArrayList<>(workload.holds());
    holds.forEach(hold -> all.add(hold.of(workload.profile())));
    History history = new History();
    Metrics metrics = Metrics.ofRun(workload.profile(), false);
    Set<Integer> stuck = new HashSet<>();
    Map<Integer, Long> heldAt = new HashMap<>();
    PlainLoop loop = new PlainLoop();
    Simulation[] made = new Simulation[1];
    Simulation simulation =
        Simulation.of(
            workload.directed(all),
            loop,
            history
                .andThen(metrics)
                .andThen(
                    event -> {
                      if (event instanceof Event.Stuck found && stuck.addAll(found.tids())) {
                        if (goal.test(stuck)) {
                          made[0].kernel().stop("it is where it was led");
                        }
                      }
                    }));
    made[0] = simulation;
    simulation.kernel().events().tell(Steps.NONE);
    simulation
        .kernel()
        .follow(
            event -> {
              if (event instanceof ObjectEvent.Paused paused && paused.name().equals(Hold.HELD)) {
                heldAt.putIfAbsent(paused.tid(), workload.profile().nanos(paused.time()));
              }
            });
    loop.serve(simulation.kernel());
    Outcome outcome = Outcome.of(simulation, history, metrics, 0);
    return new Attempt(stuck, heldAt, outcome, TextReport.ofStuck(outcome, new Colours(false)));
  }
}
