package dev.ringfence.report.output;

import dev.ringfence.recording.Checkpoints;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.RecordingFile;
import dev.ringfence.recording.Version;
import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as what `ringfence replay` runs again.
final class RecordingOutput implements Output {
  private final OutputStream out;
  private @Nullable Checkpoints checkpoints;

  RecordingOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void prepare(Simulation simulation) {
    checkpoints = new Checkpoints(simulation.workload().profile());
    checkpoints.watch(simulation.kernel());
  }

  @Override
  public void ended(Ended run) throws IOException {
    Simulation simulation = run.simulation();
    Workload.Origin origin = simulation == null ? null : simulation.workload().origin();
    if (simulation == null || origin == null || checkpoints == null) {
      throw new IllegalStateException("only runs of scenarios can be recorded");
    }
    Workload workload = simulation.workload();
    Scenario scenario = workload.scenario();
    Outcome outcome = run.outcome();
    RecordingFile.write(
        new Recording(
            Version.present(),
            scenario.file().toString(),
            scenario.variant(),
            origin.settings(),
            scenario.seed(),
            origin.sanitize(),
            List.of(),
            new Recording.Ending(
                outcome.outcome(),
                outcome.stoppedBy(),
                Checkpoints.now(simulation.kernel(), workload.profile())),
            checkpoints.all(),
            origin.files()),
        out);
  }
}
