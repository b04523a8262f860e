package dev.ringfence.report.view;

import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.List;

/// Keeps the account that views of a run need, and takes them when it has ended.
public final class RunViews implements Observer {
  private final List<RunView> views;
  private final Contention contention;

  /// @param views none for what is found alone
  public RunViews(List<RunView> views, Workload workload) {
    this.views = views;
    contention =
        new Contention(
            workload.profile(), workload.machine().cpus(), views.contains(RunView.CRITICAL_PATH));
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation.kernel().probes().follow(contention);
  }

  @Override
  public Outcome finish(Simulation simulation, History history, Outcome outcome) {
    return outcome.with(
        contention.finish(
            simulation.kernel().now(), simulation.kernel().processes().programs()::place),
        views);
  }
}
