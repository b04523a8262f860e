package dev.ringfence.bench;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.function.Consumer;

/// The ways to run a workload to its end.
public enum Shells {
  /// Method calls, without actors.
  plain,
  /// Actors on one thread, whose traps are handled in place.
  slices,
  /// Actors on one thread, with one message for each trap.
  messages;

  /// @return the virtual time of the end
  long run(Workload workload) {
    return run(workload, false, _ -> {});
  }

  /// @param steps whether the listener is told of calls and switches, too
  long run(Workload workload, boolean steps, Consumer<Event> listener) {
    if (this == plain) {
      PlainLoop loop = new PlainLoop();
      Simulation simulation = Simulation.of(workload, loop, listener);
      simulation.kernel().events().tell(steps ? Events.Steps.OF_CPUS : Events.Steps.NONE);
      loop.serve(simulation.kernel());
      return simulation.kernel().now();
    }
    ActorRun run =
        new ActorRun(
            (effects, events) -> {
              Simulation simulation = Simulation.of(workload, effects, events);
              simulation.kernel().events().tell(steps ? Events.Steps.OF_CPUS : Events.Steps.NONE);
              return simulation;
            },
            listener);
    return run.run(1, this == slices ? ActorRun.Traps.IN_PLACE : ActorRun.Traps.AS_MESSAGES)
        .kernel()
        .now();
  }
}
