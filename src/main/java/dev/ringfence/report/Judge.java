package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Fault;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.report.Outcome.ProcessEnd;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds an outcome against what the scenario expects.
final class Judge {
  private Judge() {}

  static List<Expectation> judge(Scenario scenario, Outcome outcome, History history) {
    Expectations expect = scenario.expect();
    List<Expectation> all = new ArrayList<>();
    if (expect.crash() || outcome.crash() != null) {
      all.add(
          new Expectation(
              expect.crash() ? "a crash" : "no crash",
              expect.crash() == (outcome.crash() != null),
              outcome.crash() == null ? "the machine did not crash" : outcome.crash().reason()));
    } else if (!outcome.stoppedBy().isEmpty()) {
      all.add(new Expectation("the run ends by itself", false, "stopped: " + outcome.stoppedBy()));
    }
    boolean stuck = outcome.stuck().stream().anyMatch(group -> !group.unlessKilled());
    String found = stuck ? "processes are stuck" : "no process is stuck";
    switch (expect.deadlock()) {
      case NONE -> all.add(new Expectation("no deadlock", !stuck, found));
      case POSSIBLE -> all.add(new Expectation("a deadlock is possible", true, found));
      case CERTAIN -> all.add(new Expectation("a deadlock", stuck, found));
    }
    List<String> faults = outcome.faults().stream().map(Fault::vector).sorted().toList();
    List<String> wanted = expect.faults().stream().sorted().toList();
    all.add(
        new Expectation(
            wanted.isEmpty() ? "no fault" : "faults: " + String.join(", ", wanted),
            faults.equals(wanted),
            faults.isEmpty() ? "no fault" : String.join(", ", faults)));
    Set<String> denials = new TreeSet<>();
    outcome.denials().forEach(denial -> denials.add(denial.kind()));
    if (!denials.isEmpty() || !expect.denials().isEmpty()) {
      all.add(
          new Expectation(
              expect.denials().isEmpty()
                  ? "no denial"
                  : "denials: " + String.join(", ", expect.denials()),
              denials.equals(expect.denials()),
              denials.isEmpty() ? "no denial" : String.join(", ", denials)));
    }
    if (outcome.sessions() != null && expect.thresholds().stream().noneMatch(Judge::isOfErrors)) {
      double errors = outcome.sessions().errors();
      all.add(new Expectation("errors: none", errors == 0, percent(errors)));
    }
    for (Threshold threshold : expect.thresholds()) {
      Double value = find(threshold, outcome);
      all.add(
          new Expectation(
              threshold.text(),
              value != null && threshold.allows(value),
              value == null ? "nothing measured it" : text(threshold, value)));
    }
    for (ProcessSpec process : scenario.processes()) {
      if (process.count() > 0) {
        exit(process, expect, outcome, history, stuck, all);
      }
    }
    return all;
  }

  /// Expectations on what nothing has measured.
  static List<Threshold> unmeasured(Scenario scenario, Outcome outcome) {
    return scenario.expect().thresholds().stream()
        .filter(threshold -> find(threshold, outcome) == null)
        .toList();
  }

  private static boolean isOfErrors(Threshold threshold) {
    return threshold.metric() == Threshold.Metric.ERRORS;
  }

  private static @Nullable Double find(Threshold threshold, Outcome outcome) {
    if (isOfErrors(threshold)) {
      return outcome.sessions() == null ? null : outcome.sessions().errors();
    }
    boolean call = threshold.metric() == Threshold.Metric.CALLS;
    Latency found = (call ? outcome.calls() : outcome.latency()).get(threshold.name());
    if (found == null) {
      return null;
    }
    if (threshold.metric() == Threshold.Metric.THROUGHPUT) {
      return found.perSecond();
    }
    if (found.count() == 0) {
      return null;
    }
    return switch (threshold.statistic()) {
      case P50 -> (double) found.p50();
      case P90 -> (double) found.p90();
      case P99 -> (double) found.p99();
      case P999 -> (double) found.p999();
      case MAX -> (double) found.max();
      case MEAN -> found.mean();
    };
  }

  private static String text(Threshold threshold, double found) {
    return switch (threshold.metric()) {
      case LATENCY, CALLS -> Nanos.text(Math.round(found));
      case THROUGHPUT -> String.format(Locale.ROOT, "%.1f/s", found);
      case ERRORS -> percent(found);
    };
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", 100 * share);
  }

  /// Processes of the scenario itself; what they fork is their own affair. A process that is stuck
  /// where a deadlock was allowed has no status to be judged, nor has one that an expected crash of
  /// the machine has ended.
  private static void exit(
      ProcessSpec process,
      Expectations expect,
      Outcome outcome,
      History history,
      boolean stuck,
      List<Expectation> all) {
    String wanted = expect.exit().getOrDefault(process.name(), "0");
    boolean load = outcome.sessions() != null;
    boolean crashed = expect.crash() && outcome.crash() != null;
    boolean mayHang = load || crashed || stuck && expect.deadlock() != Scenario.Deadlock.NONE;
    if (mayHang && expect.exit().get(process.name()) == null) {
      return;
    }
    Set<Integer> first =
        history.processes().stream()
            .filter(past -> past.parent == 1 && past.name.equals(process.name()))
            .map(past -> past.pid)
            .collect(Collectors.toSet());
    Set<String> others = new TreeSet<>();
    for (ProcessEnd end : outcome.processes()) {
      boolean ended = end.exit() != null || end.signal() != null;
      String status =
          end.signal() != null ? end.signal() : ended ? String.valueOf(end.exit()) : end.state();
      if (first.contains(end.pid()) && !status.equals(wanted) && (ended || !mayHang)) {
        others.add(status);
      }
    }
    all.add(
        new Expectation(
            process.name() + " ends with " + wanted,
            others.isEmpty(),
            others.isEmpty() ? "as expected" : String.join(", ", others)));
  }
}
