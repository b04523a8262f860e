package dev.ringfence.report.view.fault;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.scenario.Simulation;
import java.util.ArrayList;
import java.util.List;

/// Explains the first faults of a run that are not mended, each at its moment.
public final class FaultLog implements Observer {
  private final int most;
  private final Profile profile;
  private final List<String> explanations = new ArrayList<>();

  /// @param most how many faults are explained
  public FaultLog(int most, Profile profile) {
    this.most = most;
    this.profile = profile;
  }

  /// Has the kernel tell of its faults.
  @Override
  public void prepare(Simulation simulation) {
    Kernel kernel = simulation.kernel();
    if (most > 0) {
      kernel
          .probes()
          .witnessFaults(
              task -> {
                if (explanations.size() < most) {
                  explanations.add(FaultExplanation.of(kernel, task, profile));
                }
              });
    }
  }

  @Override
  public Outcome finish(Simulation simulation, History history, Outcome outcome) {
    return outcome.with(List.of(), explanations);
  }
}
