package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// Explains the first faults of a run that are not mended, each at its moment.
public final class FaultLog {
  private final int most;
  private final Profile profile;
  private final List<String> explanations = new ArrayList<>();

  /// @param most how many faults are explained
  public FaultLog(int most, Profile profile) {
    this.most = most;
    this.profile = profile;
  }

  /// Has the kernel tell of its faults.
  public void prepare(Kernel kernel) {
    if (most > 0) {
      kernel.witnessFaults(
          task -> {
            if (explanations.size() < most) {
              explanations.add(FaultExplanation.of(kernel, task, profile));
            }
          });
    }
  }

  /// Those that were explained, in order.
  public List<String> explanations() {
    return List.copyOf(explanations);
  }
}
