package dev.ringfence.report.html;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.report.Denial;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Printed;
import dev.ringfence.report.StrayWrite;
import dev.ringfence.report.finding.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a page knows of a run beside its trace. Components are the names that the page's script
/// uses; what occurs often is a list of numbers rather than a record.
///
/// @param tasks by the numbers that the trace has, as `calls`, `texts`, `whats` and `places`
/// @param use of lines: number of the place, calls, nanoseconds on CPUs before these, and blocked
/// @param pathKinds what the steps of the critical path are, by their numbers
/// @param leftOut what there was no room for
record RunFacts(
    Scene scene,
    Machine machine,
    String outcome,
    String stoppedBy,
    long nanos,
    String digest,
    List<Stuck> stuck,
    List<Outcome.Fault> faults,
    List<StrayWrite> strayWrites,
    List<Denial> denials,
    @Nullable List<Printed> devices,
    Outcome.@Nullable Crash crash,
    List<String> explanations,
    List<Finding> findings,
    Map<String, Long> counters,
    Map<String, Outcome.Latency> latency,
    List<Outcome.Expectation> expectations,
    List<Outcome.ProcessEnd> ends,
    List<TaskTracks.Told> tasks,
    List<String> calls,
    List<String> texts,
    List<TaskTracks.What> whats,
    List<String> places,
    List<long[]> use,
    @Nullable Rows account,
    GraphFacts graph,
    MemoryUse.Told memory,
    List<Sources.Told> sources,
    List<String> pathKinds,
    List<Left> leftOut) {

  /// The scenario.
  record Scene(
      String title,
      String about,
      String file,
      @Nullable String variant,
      long seed,
      String repeat) {}

  /// @param used frames at the end
  record Machine(String profile, int cpus, long frames, long used) {}

  /// As a sentence without its verb.
  record Left(String what) {}
}
