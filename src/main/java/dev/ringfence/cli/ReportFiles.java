package dev.ringfence.cli;

import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.Form;
import dev.ringfence.report.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `-o FILE`: what came of a run as files, each of which is there whole or not at all.
final class ReportFiles implements AutoCloseable {
  @Option(
      names = "-o",
      paramLabel = "FILE",
      description =
          "Writes the run to a file in the form that its ending names, .json for example; may be"
              + " given several times.")
  private List<Path> files = new ArrayList<>();

  /// A file, and what it will hold.
  private record Target(Path path, Form form, PartFile file, Output output) {
    static Target of(Path path) {
      PartFile file = new PartFile(path);
      Form form = Objects.requireNonNull(Form.of(name(path)));
      return new Target(path, form, file, form.make(file));
    }
  }

  private List<Target> targets = List.of();
  private boolean hasEnded;

  private static String name(Path path) {
    return Objects.toString(path.getFileName(), "");
  }

  /// Whether one of the files cannot be written, which has then been told on standard error.
  boolean areWrong() {
    return areWrong(_ -> true, "");
  }

  /// Whether all of them can tell of several runs.
  boolean takeSeveral() {
    return targets.stream().allMatch(target -> target.form.takesSeveral());
  }

  /// Whether one of the files cannot be written, or has a form that is not allowed here.
  ///
  /// @param reason why others are not
  boolean areWrong(Predicate<Form> allowed, String reason) {
    Set<Path> seen = new HashSet<>();
    for (Path file : files) {
      String problem = problem(file, allowed, reason);
      if (problem == null && !seen.add(file.toAbsolutePath().normalize())) {
        problem = "it is given twice";
      }
      if (problem != null) {
        System.err.println("ringfence: cannot write " + file + ": " + problem);
        return true;
      }
    }
    targets = files.stream().map(Target::of).toList();
    return false;
  }

  private static @Nullable String problem(Path file, Predicate<Form> allowed, String reason) {
    Form form = Form.of(name(file));
    if (form == null) {
      return "its ending names no form; known are " + Form.endings();
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (!Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    }
    if (!Files.isWritable(folder)) {
      return "the folder cannot be written to";
    }
    return allowed.test(form) ? null : "a " + form.ending() + " file " + reason;
  }

  /// Adds all outputs to those who look at a run.
  void addTo(Observation observation) {
    targets.forEach(target -> observation.add(target.output));
  }

  /// A run has ended.
  void ended(Supplier<Ended> what) {
    if (targets.isEmpty()) {
      return;
    }
    hasEnded = true;
    Ended run = what.get();
    for (Target target : targets) {
      try {
        target.output.ended(run);
      } catch (IOException e) {
        throw failure(target, e);
      }
    }
  }

  /// No run follows: moves the files into their places, if any run has ended.
  void finish() {
    if (!hasEnded) {
      return;
    }
    for (Target target : targets) {
      try {
        target.output.finish();
        target.file.finish();
        target
            .output
            .notes()
            .forEach(note -> System.err.println("ringfence: " + target.path + ": " + note));
      } catch (IOException e) {
        throw failure(target, e);
      }
    }
  }

  /// Removes what has not been finished.
  @Override
  public void close() {
    for (Target target : targets) {
      try {
        target.file.remove();
      } catch (IOException e) {
        throw failure(target, e);
      }
    }
  }

  private static IllegalStateException failure(Target target, IOException e) {
    return new IllegalStateException("cannot write " + target.path + ": " + e.getMessage(), e);
  }
}
