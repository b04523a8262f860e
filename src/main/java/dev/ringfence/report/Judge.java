package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.History.Past;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.report.Outcome.ProcessEnd;
import dev.ringfence.report.metric.MetricsTable;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.Threshold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Holds an outcome against what the scenario expects.
final class Judge {
  private final Expectations expect;
  private final Outcome outcome;
  private final History history;

  /// Whether processes are stuck whom nobody's signal can end.
  private final boolean stuck;

  private final List<Expectation> all = new ArrayList<>();

  private Judge(Scenario scenario, Outcome outcome, History history) {
    this.expect = scenario.expect();
    this.outcome = outcome;
    this.history = history;
    stuck = outcome.stuck().stream().anyMatch(group -> !group.unlessKilled());
  }

  static List<Expectation> judge(
      Scenario scenario, Profile profile, Outcome outcome, History history) {
    Judge judge = new Judge(scenario, outcome, history);
    judge.end();
    judge.deadlock();
    ClaimJudge claims = new ClaimJudge(outcome, history, profile, judge.all);
    claims.judge(judge.expect.claims());
    claims.faults(judge.expect.claims().faults());
    judge.denials();
    judge.thresholds();
    for (ProcessSpec process : scenario.processes()) {
      if (process.count() > 0) {
        judge.exit(process);
      }
    }
    return judge.all;
  }

  /// How the run ended: by itself, unless the machine crashes.
  private void end() {
    if (expect.crash() || outcome.crash() != null) {
      all.add(
          new Expectation(
              expect.crash() ? "a crash" : "no crash",
              expect.crash() == (outcome.crash() != null),
              outcome.crash() == null ? "the machine did not crash" : outcome.crash().reason()));
    } else if (!outcome.stoppedBy().isEmpty()) {
      all.add(new Expectation("the run ends by itself", false, "stopped: " + outcome.stoppedBy()));
    }
  }

  private void deadlock() {
    String found = stuck ? "processes are stuck" : "no process is stuck";
    switch (expect.deadlock()) {
      case NONE -> all.add(new Expectation("no deadlock", !stuck, found));
      case POSSIBLE -> {
        if (expect.claims().stuck() == null && expect.claims().hangs() == null) {
          all.add(new Expectation("a deadlock is possible", true, found));
        }
      }
      case CERTAIN -> all.add(new Expectation("a deadlock", stuck, found));
    }
  }

  private void denials() {
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
  }

  private void thresholds() {
    if (outcome.sessions() != null && expect.thresholds().stream().noneMatch(Judge::isOfErrors)) {
      double errors = outcome.sessions().errors();
      all.add(new Expectation("errors: none", errors == 0, MetricsTable.percent(errors)));
    }
    for (Threshold threshold : expect.thresholds()) {
      Double value = find(threshold, outcome);
      all.add(
          new Expectation(
              threshold.text(),
              value != null && threshold.allows(value),
              value == null ? "nothing measured it" : text(threshold, value)));
    }
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
    if (threshold.metric() == Threshold.Metric.TIME) {
      return (double) outcome.virtualNanos();
    }
    if (threshold.metric() == Threshold.Metric.COUNTER) {
      Long count = outcome.counters().get(threshold.name());
      return count == null ? null : Double.valueOf(count);
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
      case COUNTER -> String.format(Locale.ROOT, "%,d", Math.round(found));
      case LATENCY, CALLS, TIME -> Nanos.text(Math.round(found));
      case THROUGHPUT -> String.format(Locale.ROOT, "%.1f/s", found);
      case ERRORS -> MetricsTable.percent(found);
    };
  }

  /// Processes of the scenario itself; what they fork is their own affair. A process that is stuck
  /// where a deadlock was allowed has no status to be judged, nor has one that an expected crash of
  /// the machine has ended, or the deadlock policy.
  private void exit(ProcessSpec process) {
    String wanted = expect.exit().getOrDefault(process.name(), "0");
    boolean load = outcome.sessions() != null;
    boolean crashed = expect.crash() && outcome.crash() != null;
    boolean mayHang = load || crashed || stuck && expect.deadlock() != Scenario.Deadlock.NONE;
    Map<String, String> own = new TreeMap<>();
    Map<Integer, String> first = new HashMap<>();
    for (Past past : history.processes()) {
      boolean meant = past.parent == 1 && past.name.equals(process.name());
      if (meant && !history.wasVictim(past.pid)) {
        String replica = past.name + "[" + past.index + "]";
        boolean named = expect.exit().containsKey(replica);
        first.put(past.pid, named ? replica : past.name);
        own.put(named ? replica : past.name, named ? expect.exit().get(replica) : wanted);
      }
    }
    if (mayHang && !expect.exit().containsKey(process.name())) {
      own.remove(process.name());
    } else if (own.isEmpty()) {
      own.put(process.name(), wanted);
    }
    own.forEach(
        (who, status) -> {
          Set<String> others = others(who, status, first, mayHang);
          all.add(
              new Expectation(
                  who + " ends with " + status,
                  others.isEmpty(),
                  others.isEmpty() ? "as expected" : String.join(", ", others)));
        });
  }

  /// The other statuses with which processes ended that are judged together.
  private Set<String> others(
      String who, String wanted, Map<Integer, String> first, boolean mayHang) {
    Set<String> others = new TreeSet<>();
    for (ProcessEnd end : outcome.processes()) {
      boolean ended = end.exit() != null || end.signal() != null;
      String status =
          end.signal() != null ? end.signal() : ended ? String.valueOf(end.exit()) : end.state();
      if (who.equals(first.get(end.pid())) && !status.equals(wanted) && (ended || !mayHang)) {
        others.add(status);
      }
    }
    return others;
  }
}
