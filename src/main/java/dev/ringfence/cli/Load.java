package dev.ringfence.cli;

import dev.ringfence.core.Nanos;
import dev.ringfence.load.Footprint;
import dev.ringfence.load.LoadRun;
import dev.ringfence.load.Sweep;
import dev.ringfence.report.Colours;
import dev.ringfence.report.JsonDocument;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.Form;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Threshold;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ringfence load SCENARIO`: the statuses are those of `run`; 3 also when the load needs more
/// memory than there is, and 70 when the JVM's memory has run out all the same.
@Command(
    name = "load",
    description = "Runs the load of a scenario and tells how long things took.",
    mixinStandardHelpOptions = true)
public final class Load implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int WRONG = 3;
  private static final int INTERRUPTED = 130;
  private static final long SECOND = 1_000_000_000;

  @Mixin private ScenarioOptions scenario = new ScenarioOptions();
  @Mixin private ReportFiles report = new ReportFiles();

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = "--sweep",
      paramLabel = "processes=N,...",
      converter = SweepSizes.Converter.class,
      description = "Runs a closed load with crowds of these sizes, and compares them.")
  private @Nullable SweepSizes sweep;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What a sweep compares (default: what programs measure most often).")
  private @Nullable String metric;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads for kernel and processes (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(names = "--interpreter", description = "Translates no code to JVM classes.")
  private boolean interpreter;

  private volatile @Nullable LoadRun running;

  @Override
  public Integer call() {
    if (!scenario.chooseOnly()) {
      return USAGE;
    }
    Workload workload = scenario.load();
    if (workload == null) {
      return WRONG;
    }
    LoadSpec load = workload.scenario().load();
    if (load == null) {
      System.err.println("error: the scenario has no 'load'");
      return WRONG;
    }
    if (sweep != null && load.open()) {
      System.err.println("error: a sweep needs a closed load, and the stages here are arrivals");
      return WRONG;
    }
    if (report.areWrong(Form::takesLoads, "does not tell of a load")
        || sweep != null
            && report.areWrong(form -> form == Form.JSON, "does not tell of a sweep")) {
      return USAGE;
    }
    Interrupt interrupt = Interrupt.listen();
    interrupt.stops(this::stop);
    try (ReportFiles _ = report) {
      return sweep == null ? single(workload, load) : sweep(load, sweep);
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return WRONG;
    } finally {
      interrupt.close();
    }
  }

  private void stop() {
    LoadRun run = running;
    if (run != null) {
      run.stop("interrupted");
    }
  }

  private int single(Workload workload, LoadSpec load) {
    String problem = Footprint.problem(load, Runtime.getRuntime().maxMemory());
    if (problem != null) {
      System.err.println("error: " + problem);
      return WRONG;
    }
    Outcome outcome = run(workload, load, "");
    tell(outcome, outcome, colours -> TextReport.of(outcome, repeat(), colours));
    if (outcome.outcome().equals("interrupted")) {
      return INTERRUPTED;
    }
    if (scenario.tellUnmeasured(outcome.unmeasured(workload.scenario()))) {
      return WRONG;
    }
    return outcome.isMet() ? 0 : 1;
  }

  private int sweep(LoadSpec load, SweepSizes sizes) {
    LoadSpec largest = load.withCrowd(sizes.largest());
    String problem = Footprint.problem(largest, Runtime.getRuntime().maxMemory());
    if (problem != null) {
      System.err.println("error: " + problem);
      return WRONG;
    }
    Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
    Set<Threshold> unmeasured = new LinkedHashSet<>();
    for (int size : sizes.sizes()) {
      LoadSpec step = load.withCrowd(size);
      Workload workload = scenario.load("load.stages=" + stages(step));
      if (workload == null) {
        return WRONG;
      }
      Outcome outcome = run(workload, step, ", N = " + size);
      if (outcome.outcome().equals("interrupted")) {
        return INTERRUPTED;
      }
      outcomes.put(size, outcome);
      unmeasured.addAll(outcome.unmeasured(workload.scenario()));
    }
    Sweep result = Sweep.of(outcomes, metric);
    Outcome last = outcomes.get(sizes.largest());
    if (last == null) {
      throw new IllegalStateException("the largest crowd was not run");
    }
    tell(last, result, _ -> result.text() + "again: " + repeat() + "\n");
    if (scenario.tellUnmeasured(List.copyOf(unmeasured))) {
      return WRONG;
    }
    return result.isMet() ? 0 : 1;
  }

  /// Reports what came of it.
  private void tell(Outcome outcome, Record result, Function<Colours, String> text) {
    report.ended(() -> new Ended(null, outcome, result, text.apply(new Colours(false)), repeat()));
    report.finish();
    if (json) {
      new JsonDocument(result).print(System.out);
    } else {
      System.out.print(text.apply(scenario.colours()));
    }
    System.out.flush();
  }

  private static String stages(LoadSpec load) {
    return load.stages().stream()
        .map(s -> "\"%dns..%dns -> %d\"".formatted(s.from(), s.to(), (long) s.target()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String repeat() {
    SweepSizes sizes = sweep;
    return scenario.repeat("load")
        + (sizes == null ? "" : " --sweep " + sizes)
        + (metric == null ? "" : " --metric " + metric);
  }

  /// @param what the progress line ends with
  private Outcome run(Workload loaded, LoadSpec load, String what) {
    Workload workload = interpreter ? loaded.with(Translations.none()) : loaded;
    long start = System.nanoTime();
    Progress progress =
        new Progress(workload.profile(), () -> told(load, System.nanoTime() - start) + what);
    LoadRun run = new LoadRun(workload, load, progress::watch);
    running = run;
    try {
      return run.run(Math.clamp(threads, 1, 64));
    } finally {
      progress.close();
    }
  }

  private String told(LoadSpec load, long nanos) {
    LoadRun run = running;
    if (run == null) {
      return "";
    }
    Metrics metrics = run.metrics();
    return " of %s, %,d live, %,d sessions/s"
        .formatted(
            Nanos.text(load.end()),
            metrics.live(),
            metrics.allEnded() * SECOND / Math.max(1, nanos));
  }
}
