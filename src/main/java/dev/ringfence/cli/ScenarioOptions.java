package dev.ringfence.cli;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.report.Colours;
import dev.ringfence.scenario.Threshold;
import dev.ringfence.scenario.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The scenarios that a command is about, one after the other, and what the command line changes in
/// them.
final class ScenarioOptions {
  @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "The scenario file.")
  private List<Path> files = new ArrayList<>();

  private Path file = Path.of("");

  @Option(
      names = {"-D", "--set"},
      paramLabel = "PATH=VALUE",
      description = "Sets a key of the scenario, such as machine.cpus=2.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "Which of the scenario's variants.")
  private @Nullable String variant;

  @Mixin private DiagnosticOptions warnings = new DiagnosticOptions();

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all random choices.")
  private @Nullable Long seed;

  @Option(names = "--sanitize", description = "Checks each access to the heap.")
  private boolean sanitize;

  @Mixin private ColourOptions colouring = new ColourOptions();

  Colours colours() {
    return colouring.colours();
  }

  /// The files of all scenarios.
  List<Path> files() {
    return files;
  }

  /// Turns to the scenario of a file.
  void choose(Path which) {
    file = which;
  }

  /// Turns to the only scenario.
  ///
  /// @return whether there is only one; otherwise it is told on standard error
  boolean chooseOnly() {
    choose(files.getFirst());
    if (files.size() > 1) {
      System.err.println("error: one scenario at a time: " + files.get(1));
    }
    return files.size() == 1;
  }

  /// The scenario, compiled; null when it is wrong, which has then been told on standard error.
  @Nullable Workload load() {
    return loadVariant(variant);
  }

  /// One of its variants, or with null what they vary.
  @Nullable Workload loadVariant(@Nullable String name) {
    List<String> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    Workload.Result result = Workload.read(file, name, all, true, sanitize);
    tell(result.diagnostics());
    return result.workload();
  }

  /// The scenario once more with another setting, which adds to what the command line says.
  @Nullable Workload load(String setting) {
    List<String> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    all.add(setting);
    Workload.Result result = Workload.read(file, variant, all, true, sanitize);
    if (result.workload() == null) {
      tell(result.diagnostics());
    }
    return result.workload();
  }

  private void tell(List<Diagnostic> diagnostics) {
    warnings.tell(diagnostics);
    long errors =
        diagnostics.stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).count();
    if (errors > 0) {
      System.err.println(errors + (errors == 1 ? " error" : " errors"));
    }
  }

  /// The command that repeats the run.
  ///
  /// @param name the command, with its own options
  String repeat(String name) {
    return repeat(name, variant);
  }

  /// The same for one of the scenario's variants.
  String repeat(String name, @Nullable String which) {
    StringBuilder command = new StringBuilder("./ringfence " + name + " ").append(file);
    if (which != null) {
      command.append(" --variant ").append(quoted(which));
    }
    settings.forEach(setting -> command.append(" -D ").append(quoted(setting)));
    if (seed != null) {
      command.append(" --seed ").append(seed);
    }
    if (sanitize) {
      command.append(" --sanitize");
    }
    return command.toString();
  }

  /// Tells of expectations on what nothing has measured.
  ///
  /// @return whether there are any
  boolean tellUnmeasured(List<Threshold> unmeasured) {
    tell(
        unmeasured.stream()
            .map(
                threshold ->
                    new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        "nothing measured '" + threshold.text().replaceFirst(" .*", "") + "'",
                        threshold.place(),
                        "it did not happen in the time that is measured",
                        null))
            .toList());
    return !unmeasured.isEmpty();
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
