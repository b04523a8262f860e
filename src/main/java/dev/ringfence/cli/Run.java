package dev.ringfence.cli;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.actor.ActorRuntime;
import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.report.Colours;
import dev.ringfence.report.ConsoleView;
import dev.ringfence.report.History;
import dev.ringfence.report.JsonDocument;
import dev.ringfence.report.Metrics;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.finding.InversionSearch;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.view.FaultLog;
import dev.ringfence.report.view.RingTable;
import dev.ringfence.report.view.Views;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import dev.ringfence.whatif.PolicyComparison;
import dev.ringfence.whatif.WhatIf;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

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
    Colours colours = scenario.colours();
    History history = new History(workload.scenario().expect().claims());
    ConsoleView console = json || quiet ? null : new ConsoleView(System.out, colours);
    Progress progress = new Progress(workload.profile());
    Views machine = viewing.views(workload.profile());
    FaultLog faults = viewing.faults(workload.profile());
    Scenario told = workload.scenario();
    Metrics metrics = Metrics.ofRun(workload.profile(), told.expect().boundsCalls());
    Consumer<Event> views = history.andThen(metrics);
    Contention contention = viewing.contention(workload);
    views = console == null ? views : views.andThen(console);
    InversionSearch inversions = new InversionSearch(workload);
    views = files.addTo(trace.addTo(views.andThen(inversions)));
    long start = System.nanoTime();
    Outcome outcome;
    try {
      ActorRun run =
          new ActorRun(
              (effects, events) -> {
                Simulation made = simulation(workload, progress, effects, events);
                machine.prepare(made.kernel());
                faults.prepare(made.kernel());
                inversions.prepare(made.kernel());
                if (contention != null) {
                  made.kernel().follow(contention);
                }
                if (verbose || json || viewing.showsRings()) {
                  made.kernel().countRings();
                }
                if (viewing.showsCalls()) {
                  made.kernel().countCalls();
                }
                return made;
              },
              views);
      interrupt.stops(() -> run.stop("interrupted"));
      Simulation simulation;
      try {
        simulation = run.run(runtime, trapping.way(threads));
      } finally {
        progress.finish();
        trace.finish();
      }
      outcome =
          Outcome.of(simulation, history, metrics, System.nanoTime() - start)
              .with(machine.finish(simulation.kernel()), faults.explanations())
              .with(
                  inversions.finish(
                      simulation.kernel().now(),
                      history.names(simulation.kernel().processes().programs())));
      if (contention != null) {
        Kernel kernel = simulation.kernel();
        outcome =
            outcome.with(
                contention.finish(kernel.now(), kernel.processes().programs()::place),
                viewing.ofRun());
      }
      if (console != null) {
        console.finish();
      }
      if (verbose) {
        System.err.printf(
            "ringfence: %,d slices of processes that compute ran beside the kernel's thread%n",
            run.besides());
      }
      if (verbose) {
        System.err.print(RingTable.of(outcome.rings()));
      }
      tell(simulation, outcome, suppositions.tried(workload), policies.compared(workload));
      if (scenario.tellUnmeasured(outcome.unmeasured(told))) {
        return 3;
      }
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return 3;
    }
    return outcome.outcome().equals("interrupted") ? INTERRUPTED : outcome.isMet() ? 0 : 1;
  }

  private void tell(
      Simulation simulation,
      Outcome outcome,
      @Nullable WhatIf tried,
      @Nullable PolicyComparison compared) {
    String repeat = scenario.repeat("run", outcome.variant());
    files.ended(
        () ->
            new Ended(
                simulation,
                outcome,
                outcome,
                TextReport.of(outcome, repeat, new Colours(false)),
                repeat));
    if (json) {
      Map<String, Object> more = new LinkedHashMap<>();
      if (tried != null) {
        more.put("whatIf", tried);
      }
      if (compared != null) {
        more.put("policies", compared);
      }
      new JsonDocument(outcome, more).print(System.out);
    } else {
      System.out.print(TextReport.of(outcome, repeat, scenario.colours()));
      System.out.print(tried == null ? "" : tried.text());
      System.out.print(compared == null ? "" : compared.text());
    }
    System.out.flush();
  }

  private Simulation simulation(
      Workload workload, Progress progress, Kernel.Effects effects, Consumer<Event> events) {
    Simulation simulation = Simulation.of(workload, effects, events);
    Expectations expect = workload.scenario().expect();
    simulation.kernel().events().tell(Steps.most(trace.steps(), files.steps(), expect.steps()));
    if (expect.claims().describesCalls()) {
      simulation.kernel().describeCalls();
    }
    trace.prepare(simulation.kernel());
    files.prepare(simulation);
    progress.watch(simulation.kernel());
    return simulation;
  }
}
