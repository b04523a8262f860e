package dev.ringfence.cli;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.actor.ActorRuntime;
import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.report.Colours;
import dev.ringfence.report.ConsoleView;
import dev.ringfence.report.History;
import dev.ringfence.report.JsonDocument;
import dev.ringfence.report.Metrics;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.view.FaultLog;
import dev.ringfence.report.view.RingTable;
import dev.ringfence.report.view.Views;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ringfence run SCENARIO`: status 0 when all expectations were met, 1 when one failed, 3 when the
/// scenario is wrong, 130 when it was interrupted.
@Command(
    name = "run",
    description = "Runs a scenario and tells what came of it.",
    mixinStandardHelpOptions = true)
public final class Run implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Mixin private ScenarioOptions scenario = new ScenarioOptions();
  @Mixin private TrapOptions trapping = new TrapOptions();
  @Mixin private TraceOptions trace = new TraceOptions();
  @Mixin private ViewOptions viewing = new ViewOptions();

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
    if (viewing.areWrong()) {
      return 2;
    }
    try (Interrupt interrupt = Interrupt.listen();
        ActorRuntime runtime = ActorRuntime.start(Math.clamp(threads, 1, 64))) {
      Workload loaded = scenario.load();
      if (loaded == null) {
        return 3;
      }
      List<String> variants = loaded.scenario().variants();
      return loaded.scenario().variant() != null || variants.isEmpty()
          ? run(loaded, runtime, interrupt)
          : runAll(variants, runtime, interrupt);
    }
  }

  /// Runs one variant after the other.
  ///
  /// @return the greatest of their statuses
  private int runAll(List<String> variants, ActorRuntime runtime, Interrupt interrupt) {
    if (json) {
      String names = String.join(", ", variants);
      System.err.println("error: choose a variant with --variant: " + names);
      return 2;
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
      return 2;
    }
    Colours colours = scenario.colours();
    History history = new History();
    ConsoleView console = json || quiet ? null : new ConsoleView(System.out, colours);
    Progress progress = new Progress(workload.profile());
    Views machine = viewing.views(workload.profile());
    FaultLog faults = viewing.faults(workload.profile());
    Scenario told = workload.scenario();
    Metrics metrics = Metrics.ofRun(workload.profile(), told.expect().boundsCalls());
    Consumer<Event> views = history.andThen(metrics);
    Contention contention = viewing.contention(workload);
    views = console == null ? views : views.andThen(console);
    views = trace.addTo(views);
    long start = System.nanoTime();
    Outcome outcome;
    try {
      ActorRun run =
          new ActorRun(
              (effects, events) -> {
                Simulation made = simulation(workload, progress, effects, events);
                machine.prepare(made.kernel());
                faults.prepare(made.kernel());
                if (contention != null) {
                  made.kernel().follow(contention);
                }
                if (verbose || json || viewing.showsRings()) {
                  made.kernel().countRings();
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
              .with(machine.finish(simulation.kernel()), faults.explanations());
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
      if (json) {
        new JsonDocument(outcome).print(System.out);
      } else {
        System.out.print(TextReport.of(outcome, scenario.repeat("run", told.variant()), colours));
      }
      System.out.flush();
      if (scenario.tellUnmeasured(outcome.unmeasured(told))) {
        return 3;
      }
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return 3;
    }
    return outcome.outcome().equals("interrupted") ? INTERRUPTED : outcome.isMet() ? 0 : 1;
  }

  private Simulation simulation(
      Workload workload, Progress progress, Kernel.Effects effects, Consumer<Event> events) {
    Simulation simulation = Simulation.of(workload, effects, events);
    trace.prepare(simulation.kernel());
    if (workload.scenario().expect().boundsCalls()) {
      simulation.kernel().events().tell(Events.Steps.OF_CPUS);
    }
    progress.watch(simulation.kernel());
    return simulation;
  }
}
