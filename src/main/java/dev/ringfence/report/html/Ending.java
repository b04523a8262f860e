package dev.ringfence.report.html;

import com.google.gson.Gson;
import dev.ringfence.analysis.contention.Account;
import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.analysis.contention.StepKind;
import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.html.RunFacts.Left;
import dev.ringfence.report.html.RunFacts.Machine;
import dev.ringfence.report.html.RunFacts.Scene;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.WaitGraph;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is written into a page when the run has ended.
final class Ending {
  /// Gson escapes `<` and `>`, so that no text of a process ends the block.
  private static final Gson GSON = new Gson();

  private static final int MOST_STEPS = 200_000;
  private static final int MOST_ENDS = 100_000;

  private final Page page;
  private final Ended run;
  private final Simulation simulation;
  private final TaskTracks tracks;
  private final WaitGraph graph;
  private final List<Left> leftOut = new ArrayList<>();
  private @Nullable Account account;

  Ending(Page page, Ended run, Simulation simulation, TaskTracks tracks, WaitGraph graph) {
    this.page = page;
    this.run = run;
    this.simulation = simulation;
    this.tracks = tracks;
    this.graph = graph;
    for (Trace.LeftOut left : tracks.trace.leftOut()) {
      leftOut.add(
          new Left(
              "%,d %s from %s on".formatted(left.count(), left.what(), Nanos.text(left.since()))));
    }
    if (tracks.tasksLeftOut > 0) {
      leftOut.add(new Left("%,d tasks, the last ones".formatted(tracks.tasksLeftOut)));
    }
  }

  /// What a reader should know, for standard error.
  List<String> notes() {
    return leftOut.stream().map(left -> left.what() + " are left out").toList();
  }

  /// Writes the steps of the critical path, from the last to the first.
  void path(Contention contention) {
    Kernel kernel = simulation.kernel();
    account = contention.finish(kernel.now(), kernel.processes().programs()::place);
    Numbers steps = new Numbers(page, "path");
    int[] count = {0};
    contention.eachStep(
        kernel.now(),
        (kind, tid, object, from, to) -> {
          if (count[0]++ < MOST_STEPS) {
            steps.add(kind.ordinal(), tid, object, from, to - from);
          }
        });
    steps.flush();
    if (count[0] > MOST_STEPS) {
      leftOut.add(new Left("%,d steps of the critical path".formatted(count[0] - MOST_STEPS)));
    }
  }

  /// Writes all else.
  void write() throws IOException {
    page.beginData("run");
    Writer writer = new OutputStreamWriter(page.stream(), StandardCharsets.UTF_8);
    GSON.toJson(facts(), writer);
    writer.flush();
    page.endData();
  }

  private RunFacts facts() {
    Outcome outcome = run.outcome();
    Scenario scenario = simulation.workload().scenario();
    List<Outcome.ProcessEnd> ends = outcome.processes();
    return new RunFacts(
        new Scene(
            scenario.title(),
            scenario.about(),
            outcome.scenario(),
            outcome.variant(),
            outcome.seed(),
            run.repeat()),
        new Machine(
            scenario.machine().profile(),
            scenario.machine().cpus(),
            simulation.kernel().parts().frames().count(),
            simulation.kernel().parts().frames().inUse()),
        outcome.outcome(),
        outcome.stoppedBy(),
        outcome.virtualNanos(),
        outcome.digest(),
        outcome.stuck(),
        outcome.faults(),
        outcome.strayWrites(),
        outcome.denials(),
        outcome.devices(),
        outcome.crash(),
        outcome.explanations(),
        outcome.findings(),
        outcome.counters(),
        outcome.latency(),
        outcome.expectations(),
        ends.stream().limit(MOST_ENDS).toList(),
        tracks.told,
        tracks.calls.all(),
        tracks.texts.all(),
        tracks.whats.all(),
        tracks.lines.places(),
        tracks.lines.use(),
        account == null ? null : Rows.of(account),
        GraphFacts.of(graph, outcome),
        tracks.memory.told(outcome.virtualNanos(), 50),
        Sources.of(simulation, tracks.lines.places()),
        pathKinds(),
        leftOut);
  }

  private static List<String> pathKinds() {
    List<String> all = new ArrayList<>();
    for (StepKind kind : StepKind.values()) {
      all.add(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    return all;
  }
}
