package dev.ringfence.cli;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.actor.ActorRuntime;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.predict.Prediction;
import dev.ringfence.predict.RaceTrials;
import dev.ringfence.report.Colours;
import dev.ringfence.report.JsonDocument;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.finding.HangHistory;
import dev.ringfence.report.observation.ConsoleView;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.view.RingTable;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ringfence run SCENARIO...`: status 0 when all expectations were met, 1 when one failed, 3 when
/// a scenario is wrong, 130 when it was interrupted.
@Command(
    name = "run",
    description = "Runs scenarios and tells what came of each.",
    mixinStandardHelpOptions = true)
public final class Run implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;

  @Mixin private ScenarioOptions scenario = new ScenarioOptions();
  @Mixin private TrapOptions trapping = new TrapOptions();
  @Mixin private TraceOptions trace = new TraceOptions();
  @Mixin private ViewOptions viewing = new ViewOptions();
  @Mixin private ReportFiles files = new ReportFiles();
  @Mixin private WhatIfOptions suppositions = new WhatIfOptions();
  @Mixin private PolicyOptions policies = new PolicyOptions();

  @Option(
      names = "--predict",
      description =
          "Looks for deadlocks that another schedule could have led to, and runs again to try"
              + " each.")
  private boolean predicts;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = "--races",
      description = "Looks for accesses to shared memory that nothing orders; it runs slower then.")
  private boolean races;

  @Option(names = "-q", description = "Prints no output of processes.")
  private boolean quiet;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads for kernel and processes (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tells on standard error how the run went on this machine.")
  private boolean verbose;

  @Option(names = "--interpreter", description = "Translates no code to JVM classes.")
  private boolean interpreter;

  @Override
  public Integer call() {
    if (viewing.areWrong() || files.areWrong() || suppositions.areWrong() || policies.areWrong()) {
      return USAGE;
    }
    try (ReportFiles _ = files;
        Interrupt interrupt = Interrupt.listen();
        ActorRuntime runtime = ActorRuntime.start(Math.clamp(threads, 1, 64))) {
      int status = runFiles(runtime, interrupt);
      files.finish();
      return status;
    }
  }

  /// Runs one scenario after the other.
  ///
  /// @return the greatest of their statuses
  private int runFiles(ActorRuntime runtime, Interrupt interrupt) {
    boolean several = scenario.files().size() > 1;
    if (several && (json || !files.takeSeveral())) {
      System.err.println("error: one scenario at a time: only .xml files tell of several runs");
      return USAGE;
    }
    int status = 0;
    for (Path file : scenario.files()) {
      scenario.choose(file);
      if (several) {
        System.out.println("=== " + file);
      }
      status = Math.max(status, runFile(runtime, interrupt));
      if (status == INTERRUPTED) {
        break;
      }
      if (several) {
        System.out.println();
      }
    }
    return status;
  }

  private int runFile(ActorRuntime runtime, Interrupt interrupt) {
    Workload loaded = scenario.load();
    if (loaded == null) {
      return 3;
    }
    List<String> variants = loaded.scenario().variants();
    return loaded.scenario().variant() != null || variants.isEmpty()
        ? run(loaded, runtime, interrupt)
        : runAll(variants, runtime, interrupt);
  }

  /// Runs one variant after the other.
  ///
  /// @return the greatest of their statuses
  private int runAll(List<String> variants, ActorRuntime runtime, Interrupt interrupt) {
    if (json || !files.takeSeveral()) {
      String names = String.join(", ", variants);
      System.err.println("error: choose a variant with --variant: " + names);
      return USAGE;
    }
    int status = 0;
    for (String name : variants) {
      Workload loaded = scenario.loadVariant(name);
      System.out.println("== " + name);
      status = Math.max(status, loaded == null ? 3 : run(loaded, runtime, interrupt));
      if (status == INTERRUPTED) {
        break;
      }
      System.out.println();
    }
    return status;
  }

  private int run(Workload loaded, ActorRuntime runtime, Interrupt interrupt) {
    Workload workload = interpreter ? loaded.with(Translations.none()) : loaded;
    if (workload.scenario().load() != null) {
      System.err.println("error: the scenario has a load: ringfence load runs it");
      return USAGE;
    }
    Observation observation = observation(workload);
    try {
      ActorRun run = new ActorRun(observation::simulation, observation.events());
      interrupt.stops(() -> run.stop("interrupted"));
      Simulation simulation;
      try (observation) {
        simulation = run.run(runtime, trapping.way(threads));
      }
      Outcome outcome = observation.outcome(simulation);
      if (races) {
        outcome = RaceTrials.tried(outcome, simulation);
      }
      if (verbose) {
        tellMore(run, outcome);
      }
      Prediction predicted = predicts ? Prediction.of(workload) : null;
      if (predicted != null) {
        outcome = judged(outcome, predicted, workload);
      }
      tell(simulation, outcome, predicted, sequels(workload));
      if (scenario.tellUnmeasured(outcome.unmeasured(workload.scenario()))) {
        return 3;
      }
      return outcome.outcome().equals("interrupted") ? INTERRUPTED : outcome.isMet() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return 3;
    }
  }

  /// All who look at the run.
  private Observation observation(Workload workload) {
    Observation all = Observation.of(workload);
    if (races) {
      all.detectRaces();
    }
    all.add(new Progress(workload.profile()));
    if (!json && !quiet) {
      all.add(new ConsoleView(System.out, scenario.colours()));
    }
    if (verbose || json) {
      all.add(Observer.asking(kernel -> kernel.probes().countRings()));
      all.add(new HangHistory(workload));
    }
    viewing.addTo(all, workload);
    all.add(trace);
    files.addTo(all);
    return all;
  }

  private static Outcome judged(Outcome outcome, Prediction predicted, Workload workload) {
    boolean stuck = !outcome.stuck().isEmpty();
    return outcome.withPrediction(
        predicted.judged(workload.scenario().expect().deadlock(), stuck), List.of());
  }

  private List<Sequel> sequels(Workload workload) {
    return Sequel.all(suppositions.tried(workload), policies.compared(workload));
  }

  private static void tellMore(ActorRun run, Outcome outcome) {
    System.err.printf(
        "ringfence: %,d slices of processes that compute ran beside the kernel's thread%n",
        run.besides());
    System.err.print(RingTable.of(outcome.rings()));
  }

  private void tell(
      Simulation simulation, Outcome outcome, @Nullable Prediction predicted, List<Sequel> tried) {
    Outcome whole =
        predicted == null ? outcome : outcome.withPrediction(List.of(), predicted.findings());
    String repeat = scenario.repeat("run", outcome.variant());
    files.ended(
        () ->
            new Ended(
                simulation,
                whole,
                whole,
                TextReport.of(whole, repeat, new Colours(false)),
                repeat));
    if (json) {
      Map<String, Object> more = new LinkedHashMap<>();
      tried.forEach(sequel -> more.put(sequel.name(), sequel.content()));
      if (predicted != null) {
        more.put("prediction", predicted);
      }
      new JsonDocument(whole, more).print(System.out);
    } else {
      System.out.print(TextReport.of(outcome, repeat, scenario.colours()));
      tried.forEach(sequel -> System.out.print(sequel.text()));
      System.out.print(predicted == null ? "" : predicted.text(repeat));
    }
    System.out.flush();
  }
}
