package dev.ringfence.whatif;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.deadlock.DeadlockPolicy.Kind;
import dev.ringfence.kernel.deadlock.Intervention;
import dev.ringfence.report.Interventions;
import dev.ringfence.report.Lines;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a scenario comes to under several deadlock policies, on the same seed.
///
/// @param measure what latencies are of: what the programs measure most often, or the empty string
public record PolicyComparison(String measure, List<Row> rows) {

  /// What it comes to under one.
  ///
  /// @param work measurements that came to their end, or, where nothing is measured, processes that
  ///     exited with 0
  /// @param perSecond the same per second of virtual time
  /// @param victims processes that were ended by detection
  /// @param refusals calls that failed at once
  /// @param givenUp waits that ended without the lock
  /// @param delays requests that had to wait for a lock that was free
  /// @param p50 of the measure, in nanoseconds
  /// @param lockWait for how long locks were waited for, added up over all threads, in nanoseconds
  /// @param nanos how long the run was
  public record Row(
      String policy,
      String outcome,
      long work,
      double perSecond,
      long victims,
      long refusals,
      long givenUp,
      long delays,
      long p50,
      long p99,
      long lockWait,
      long nanos) {
    /// How often the policy had something come to nothing.
    public long aborts() {
      return victims + refusals + givenUp;
    }
  }

  /// The names of all policies.
  public static List<String> names() {
    return Arrays.stream(Kind.values()).map(PolicyComparison::name).toList();
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /// Runs the workload with each of the policies.
  ///
  /// @param names some of [#names]
  public static PolicyComparison of(Workload workload, List<String> names) {
    List<Trial> trials = new ArrayList<>();
    for (String name : names) {
      Kind kind = Kind.values()[names().indexOf(name)];
      DeadlockPolicy policy = workload.scenario().deadlock().with(kind);
      trials.add(Trial.measured(workload.under(policy)));
    }
    String measure = measure(trials);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      rows.add(row(names.get(i), trials.get(i), measure));
    }
    return new PolicyComparison(measure, rows);
  }

  private static String measure(List<Trial> trials) {
    return trials.stream()
        .flatMap(trial -> trial.outcome().latency().entrySet().stream())
        .max(Comparator.comparingLong(entry -> entry.getValue().count()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static Row row(String name, Trial trial, String measure) {
    Outcome outcome = trial.outcome();
    long work =
        measure.isEmpty()
            ? outcome.processes().stream().filter(PolicyComparison::isDone).count()
            : outcome.latency().values().stream().mapToLong(l -> l.count() - l.unfinished()).sum();
    Latency latency = outcome.latency().get(measure);
    Interventions done = outcome.deadlockPolicy();
    return new Row(
        name,
        outcome.outcome(),
        work,
        work * 1e9 / Math.max(1, outcome.virtualNanos()),
        done == null ? 0 : done.count(Intervention.VICTIM),
        done == null ? 0 : done.count(Intervention.REFUSED),
        done == null ? 0 : done.count(Intervention.GIVEN_UP),
        done == null ? 0 : done.count(Intervention.DELAYED),
        latency == null ? 0 : latency.p50(),
        latency == null ? 0 : latency.p99(),
        trial.account().objects().stream()
            .filter(WhatIf::isLock)
            .mapToLong(object -> object.waits().total())
            .sum(),
        outcome.virtualNanos());
  }

  private static boolean isDone(Outcome.ProcessEnd end) {
    return end.exit() != null && end.exit() == 0;
  }

  /// The table.
  public String text() {
    StringBuilder out = new StringBuilder("\ndeadlock policies\n\n");
    String form = "%-8s %-11s %8s %10s %8s %7s %10s %10s %11s";
    Lines.add(
        out, form, "", "outcome", "work", "/s", "aborts", "delays", "p50", "p99", "lock waits");
    for (Row row : rows) {
      boolean measured = row.p50 > 0;
      Lines.add(
          out,
          form,
          row.policy,
          row.outcome,
          String.format(Locale.ROOT, "%,d", row.work),
          String.format(Locale.ROOT, "%,.0f", row.perSecond),
          row.aborts(),
          row.delays,
          measured ? Nanos.text(row.p50) : "",
          measured ? Nanos.text(row.p99) : "",
          Nanos.text(row.lockWait));
    }
    out.append(
        measure.isEmpty()
            ? "\nwork: processes that exited with 0"
            : "\nwork: measurements that came to their end; p50 and p99 of " + measure);
    out.append("\naborts: victims, refused calls and waits given up\n");
    return out.toString();
  }
}
