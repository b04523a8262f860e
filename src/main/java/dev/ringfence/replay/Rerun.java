package dev.ringfence.replay;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.recording.Checkpoint;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Version;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.report.observation.PlainRun;
import dev.ringfence.report.view.Seen;
import dev.ringfence.report.view.View;
import dev.ringfence.report.view.Views;
import dev.ringfence.scenario.SourceFiles;
import dev.ringfence.scenario.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recording that is run again.
public final class Rerun {
  /// Why a replay's kernel was stopped that somebody did not want to see the rest of.
  private static final String ENOUGH = "the replay was left";

  private final Recording recording;
  private final Workload.Result read;

  /// What came of it.
  ///
  /// @param outcome of the run
  /// @param same up to where it was what was recorded
  /// @param difference the first one, or null if there was none
  /// @param whole whether the run was seen to its end
  public record Result(
      Outcome outcome, Checkpoint same, @Nullable Difference difference, boolean whole) {}

  /// Compiles what was recorded.
  public Rerun(Recording recording) {
    this.recording = recording;
    read =
        Workload.read(
            SourceFiles.of(recording.files()),
            Path.of(recording.scenario()),
            recording.variant(),
            recording.settings(),
            true,
            recording.sanitize());
  }

  /// What is wrong with the recorded scenario for this version of Ringfence.
  public List<Diagnostic> diagnostics() {
    return read.diagnostics();
  }

  /// What is to be run, or null if that cannot be.
  public @Nullable Workload workload() {
    return read.workload();
  }

  /// What makes this another run than the one that was recorded, in words: another version, or
  /// files that have changed since.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Version present = Version.present();
    if (!present.equals(recording.version())) {
      warnings.add(
          "it was recorded by Ringfence %s, and this is %s: what happens may differ"
              .formatted(recording.version().text(), present.text()));
    }
    SourceFiles disk = SourceFiles.ofDisk();
    recording
        .files()
        .forEach(
            (path, bytes) -> {
              byte[] now = disk.bytes(Path.of(path));
              if (now != null && !Arrays.equals(now, bytes)) {
                warnings.add(path + " has changed since; what is run is what was recorded");
              }
            });
    return warnings;
  }

  /// Runs it to the end.
  ///
  /// @param shown the machine at the end
  public Result run(List<View> shown, Consumer<Event> views) {
    return run(shown, null, views, _ -> {});
  }

  /// Runs it until a virtual time, and shows the machine as it is then.
  ///
  /// @param nanos the time
  public Result runUntil(long nanos, List<View> shown, Consumer<Event> views) {
    return run(shown, nanos, views, _ -> {});
  }

  /// Has somebody walk through it, who need not go to the end.
  public Result walk(Stepper stepper) {
    return run(List.of(), null, stepper, stepper::prepare);
  }

  /// Ends a run of which nobody wants to see more.
  static void leave(Kernel kernel) {
    kernel.stop(ENOUGH);
  }

  private Result run(
      List<View> shown, @Nullable Long until, Consumer<Event> views, Consumer<Kernel> prepare) {
    Workload workload = read.workload();
    if (workload == null) {
      throw new IllegalStateException("the recorded scenario is wrong");
    }
    Profile profile = workload.profile();
    Comparison comparison = new Comparison(recording, profile);
    Views machine = new Views(shown, until == null ? List.of() : List.of(until), profile);
    List<Seen> seen = new ArrayList<>();
    Consumer<Kernel> questions =
        kernel -> {
          comparison.watch(kernel);
          machine.count(kernel);
          if (until != null) {
            kernel
                .probes()
                .observe(
                    profile.cycles(until),
                    () -> {
                      seen.addAll(machine.finish(kernel));
                      leave(kernel);
                    });
          }
          prepare.accept(kernel);
        };
    PlainRun run =
        PlainRun.of(
            Observation.of(workload).add(Observer.of(views)).add(Observer.asking(questions)));
    Kernel kernel = run.simulation().kernel();
    if (views instanceof Stepper stepper) {
      stepper.finish(kernel);
    }
    boolean whole = !kernel.stoppedBy().equals(ENOUGH);
    if (whole) {
      comparison.finish(kernel);
      seen.addAll(machine.finish(kernel));
    }
    return new Result(
        run.outcome().with(seen, List.of()), comparison.same(), comparison.difference(), whole);
  }
}
