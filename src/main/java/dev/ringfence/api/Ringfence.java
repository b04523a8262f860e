package dev.ringfence.api;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.report.Colours;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.report.observation.PlainRun;
import dev.ringfence.scenario.Workload;
import java.nio.file.Path;
import java.util.List;

/// Runs scenarios.
///
/// ```java
/// Result result = Ringfence.run(Path.of("scenarios/deadlock/dining-philosophers.conf"));
/// assertTrue(result.isStuck());
/// ```
///
/// A run takes the caller's thread and starts no other. Several threads may run scenarios at once.
public final class Ringfence {
  private Ringfence() {}

  /// Runs a scenario as its file says.
  ///
  /// @throws ScenarioException when it is wrong
  public static Result run(Path scenario) {
    return run(scenario, Options.NONE);
  }

  /// Runs a scenario.
  ///
  /// @throws ScenarioException when it is wrong
  public static Result run(Path scenario, Options options) {
    Workload workload = load(scenario, options);
    if (workload.scenario().load() != null) {
      throw new ScenarioException(List.of(scenario + " has a load: ringfence load runs it"));
    }
    Outputs outputs = new Outputs();
    PlainRun run;
    try {
      run = PlainRun.of(Observation.of(workload).add(Observer.of(outputs)));
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(List.of(scenario + ": " + e.getMessage()));
    }
    String again = repeat(scenario, options);
    String report = TextReport.of(run.outcome(), again, new Colours(false));
    return new Result(run.outcome(), outputs.all(), report);
  }

  /// The names of a scenario's variants, in the order of their lines.
  ///
  /// @throws ScenarioException when it is wrong
  public static List<String> variants(Path scenario) {
    return load(scenario, Options.NONE).scenario().variants();
  }

  private static Workload load(Path scenario, Options options) {
    Workload.Result read =
        Workload.read(scenario, options.variant(), options.all(), true, options.sanitize());
    Workload workload = read.workload();
    if (workload == null) {
      throw new ScenarioException(
          read.diagnostics().stream()
              .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
              .map(Diagnostic::render)
              .toList());
    }
    return workload;
  }

  /// The command that repeats the run.
  private static String repeat(Path scenario, Options options) {
    StringBuilder command = new StringBuilder("ringfence run ").append(scenario);
    if (options.variant() != null) {
      command.append(" --variant ").append(options.variant());
    }
    if (options.seed() != null) {
      command.append(" --seed ").append(options.seed());
    }
    options.settings().forEach(setting -> command.append(" -D '").append(setting).append("'"));
    return command.append(options.sanitize() ? " --sanitize" : "").toString();
  }
}
