package dev.ringfence.load;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.function.Consumer;

/// One run of a load under actors.
public final class LoadRun {
  /// With more blocked tasks than this at the end, nobody looks who is stuck.
  private static final int MOST_JUDGED = 2_000;

  private final Workload workload;
  private final LoadSpec load;
  private final Metrics metrics;
  private final History history = History.ofLoad();
  private final Consumer<Kernel> watcher;
  private final ActorRun run;

  /// @param load in place of the workload's own
  /// @param watcher is given the kernel before it boots
  public LoadRun(Workload workload, LoadSpec load, Consumer<Kernel> watcher) {
    this.workload = workload;
    this.watcher = watcher;
    this.load = load;
    Profile profile = workload.profile();
    metrics =
        Metrics.ofLoad(
            profile, new Metrics.Window(profile.cycles(load.warmup()), profile.cycles(load.end())));
    run = new ActorRun(this::simulation, history.andThen(metrics));
  }

  private Simulation simulation(Kernel.Effects effects, Consumer<Event> events) {
    Simulation simulation = Simulation.ofLoad(workload, effects, events);
    Generator generator = Generator.of(workload, load, simulation.kernel());
    generator.prepare();
    watcher.accept(simulation.kernel());
    return simulation;
  }

  /// Runs to the end.
  public Outcome run(int threads) {
    long start = System.nanoTime();
    Simulation simulation = run.run(threads);
    if (simulation.kernel().stoppedBy().equals(Outcome.LOAD_OVER)) {
      simulation.liveness().judgeAll(MOST_JUDGED);
    }
    return Outcome.of(simulation, history, metrics, System.nanoTime() - start);
  }

  /// Ends the run soon, with what was found so far.
  public void stop(String reason) {
    run.stop(reason);
  }

  /// What has been measured so far, for the thread that sees events.
  public Metrics metrics() {
    return metrics;
  }
}
