package dev.ringfence.report;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.contention.Account;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.account.RingUse;
import dev.ringfence.report.finding.Finding;
import dev.ringfence.report.metric.Distribution;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.report.metric.Waits;
import dev.ringfence.report.view.RunView;
import dev.ringfence.report.view.Seen;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Threshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run came to. Its components are the names of the JSON document; `wall` is the only part
/// that may differ between two runs of the same scenario and seed.
///
/// @param outcome "finished", "stuck", "limit", "interrupted" or "crashed"
/// @param strayWrites the first thousand
/// @param denials of the policy, the first thousand
/// @param deadlockPolicy what it did, or null if there is none
/// @param devices null if the scenario has none
/// @param contention null unless it was asked for
/// @param races null unless they were looked for
/// @param stoppedBy what ended the run before its time, or the empty string
public record Outcome(
    String scenario,
    @Nullable String variant,
    long seed,
    String outcome,
    String stoppedBy,
    long virtualNanos,
    String digest,
    List<ProcessEnd> processes,
    List<Stuck> stuck,
    List<Fault> faults,
    List<StrayWrite> strayWrites,
    List<Denial> denials,
    @Nullable Interventions deadlockPolicy,
    @Nullable List<Printed> devices,
    @Nullable Crash crash,
    List<String> explanations,
    Map<String, Long> counters,
    Map<String, Latency> latency,
    Map<String, Latency> calls,
    @Nullable Sessions sessions,
    List<Waits.Blame> waits,
    List<Finding> findings,
    List<Expectation> expectations,
    List<Seen> views,
    List<RingUse> rings,
    @Nullable Account contention,
    @Nullable List<DataRace> races,
    Wall wall) {

  /// Why a load's kernel was stopped when it was over.
  public static final String LOAD_OVER = "the load is over";

  /// How a process stands at the end.
  ///
  /// @param state "exited", "killed", "blocked" or "running"
  public record ProcessEnd(
      int pid,
      String name,
      int index,
      String state,
      @Nullable Integer exit,
      @Nullable String signal) {}

  /// An exception that the kernel did not mend.
  ///
  /// @param at nanoseconds of virtual time
  /// @param code the signal's `si_code`
  public record Fault(
      int pid,
      String vector,
      int errorCode,
      String address,
      String line,
      long at,
      String name,
      int ring,
      int code) {}

  /// How the machine crashed.
  ///
  /// @param reason what became of it
  /// @param why what led to that
  /// @param pid whose doing it was, or 0
  /// @param at nanoseconds of virtual time
  public record Crash(
      String reason, String why, int pid, String name, @Nullable String line, long at) {}

  /// How long something took, in nanoseconds of virtual time.
  ///
  /// @param perSecond ends per second of virtual time
  /// @param unfinished how many of them did not come to their end, and count with their age
  public record Latency(
      long count,
      long p50,
      long p90,
      long p99,
      long p999,
      long max,
      double mean,
      double perSecond,
      long unfinished) {
    static Latency of(Distribution distribution, double seconds) {
      return new Latency(
          distribution.count(),
          distribution.percentile(50),
          distribution.percentile(90),
          distribution.percentile(99),
          distribution.percentile(99.9),
          distribution.max(),
          distribution.mean(),
          seconds > 0 ? distribution.ends() / seconds : 0,
          distribution.unfinished());
    }

    static Map<String, Latency> of(Map<String, Distribution> all, double seconds) {
      Map<String, Latency> latencies = new LinkedHashMap<>();
      all.forEach((name, distribution) -> latencies.put(name, of(distribution, seconds)));
      return latencies;
    }
  }

  /// The processes of a load.
  ///
  /// @param from when measuring began, in nanoseconds of virtual time, and when it ended
  /// @param failures how many ended so, by exit status or by the name of a signal
  /// @param refused for how many there was no memory, or no place until the end
  /// @param errors the share of those that failed or were refused
  public record Sessions(
      long from,
      long to,
      long ended,
      Map<String, Long> failures,
      long refused,
      double errors,
      long unfinished,
      int mostLive,
      long allEnded) {
    static Sessions of(Metrics metrics, long from, long to) {
      Map<String, Long> failures = new LinkedHashMap<>();
      metrics
          .failures()
          .forEach(
              (status, count) -> {
                Signal signal = Signal.of(status & 0x7F);
                failures.put(signal == null ? "" + (status >> 8) : signal.name(), count);
              });
      return new Sessions(
          from,
          to,
          metrics.ended(),
          failures,
          metrics.refused(),
          metrics.errors(),
          metrics.sessions().unfinished(),
          metrics.mostLive(),
          metrics.allEnded());
    }
  }

  /// Something expected, and what was found.
  public record Expectation(String text, boolean met, String found) {}

  /// How long it took the machine that simulated.
  public record Wall(long nanos, long syscallsPerSecond) {}

  /// What came of a run or a load.
  ///
  /// @param metrics what it measured, to which it is then told that the run is over
  /// @param nanos how long the run took
  public static Outcome of(Simulation simulation, History history, Metrics metrics, long nanos) {
    return Conclusion.of(simulation, history, metrics, nanos);
  }

  /// With what views of the machine have shown, and explanations of faults, as well.
  public Outcome with(List<Seen> seen, List<String> explained) {
    return with(
        stuck,
        expectations,
        both(views, seen),
        both(explanations, explained),
        findings,
        contention);
  }

  /// With what was found of data races.
  public Outcome withRaces(List<DataRace> all) {
    return with(stuck, expectations, views, explanations, findings, contention, all);
  }

  /// With what an analysis has found, as well.
  public Outcome with(List<Finding> found) {
    return with(stuck, expectations, views, explanations, both(findings, found), contention);
  }

  /// With what was found of further expectations, and what analyses have found.
  public Outcome withPrediction(List<Expectation> judged, List<Finding> found) {
    return judged(judged).with(found);
  }

  /// With an account of what was waited for, and what is shown of that. What is found in it is told
  /// once, however often it is asked for.
  public Outcome with(Account account, List<RunView> shown) {
    List<Seen> seen = both(views, shown.stream().map(view -> view.seen(account)).toList());
    List<Finding> found = account.findings().stream().map(Finding::of).toList();
    List<Finding> all = contention == null ? both(findings, found) : findings;
    return with(stuck, expectations, seen, explanations, all, account);
  }

  /// With expectations judged, as well.
  public Outcome judged(List<Expectation> more) {
    List<Expectation> all = both(expectations, more);
    return with(stuck, all, views, explanations, findings, contention);
  }

  /// With more known of who is stuck.
  public Outcome withStuck(List<Stuck> groups) {
    return with(groups, expectations, views, explanations, findings, contention);
  }

  private static <T> List<T> both(List<T> before, List<T> more) {
    return Stream.concat(before.stream(), more.stream()).toList();
  }

  private Outcome with(
      List<Stuck> groups,
      List<Expectation> judged,
      List<Seen> seen,
      List<String> explained,
      List<Finding> found,
      @Nullable Account account) {
    return with(groups, judged, seen, explained, found, account, races);
  }

  private Outcome with(
      List<Stuck> groups,
      List<Expectation> judged,
      List<Seen> seen,
      List<String> explained,
      List<Finding> found,
      @Nullable Account account,
      @Nullable List<DataRace> raced) {
    return new Outcome(
        scenario,
        variant,
        seed,
        outcome,
        stoppedBy,
        virtualNanos,
        digest,
        processes,
        groups,
        faults,
        strayWrites,
        denials,
        deadlockPolicy,
        devices,
        crash,
        explained,
        counters,
        latency,
        calls,
        sessions,
        waits,
        found,
        judged,
        seen,
        rings,
        account,
        raced,
        wall);
  }

  /// Expectations on what nothing has measured: an error in the scenario.
  public List<Threshold> unmeasured(Scenario scenario) {
    return Judge.unmeasured(scenario, this);
  }

  /// Whether all expectations were met.
  public boolean isMet() {
    return expectations.stream().allMatch(Expectation::met);
  }
}
