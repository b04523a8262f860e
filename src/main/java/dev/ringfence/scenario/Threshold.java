package dev.ringfence.scenario;

import dev.ringfence.c.lex.Place;
import java.util.List;

/// A bound on a metric, which a scenario expects to be kept.
///
/// @param name of what is measured; empty for errors
/// @param bound nanoseconds, a number per second, a share, or a number
/// @param text as reports give it, such as `latency.request.p99 < 5 ms`
/// @param place of its key in the scenario
public record Threshold(
    Metric metric,
    String name,
    Statistic statistic,
    Relation relation,
    double bound,
    String text,
    Place place) {
  /// The metric of a load's processes from their intended start to their end.
  public static final String SESSION = "session";

  /// The counters of a run, as its JSON document names them; the last ones only on machines with
  /// swap.
  public static final List<String> COUNTERS =
      List.of(
          "syscalls",
          "interruptGates",
          "isolationFlushes",
          "traps",
          "ringTransitions",
          "contextSwitches",
          "pageFaults",
          "tlbMisses",
          "bytesCopied",
          "majorFaults",
          "minorFaults",
          "pagesIn",
          "pagesOut",
          "idleForIoNanos",
          "optimumPagesIn");

  /// What kind of thing is bounded.
  public enum Metric {
    /// Time from `measure_begin` to `measure_end`, or of a session.
    LATENCY,
    /// Time of a system call.
    CALLS,
    /// Ends per second.
    THROUGHPUT,
    /// The share of sessions that failed.
    ERRORS,
    /// One of the counters.
    COUNTER,
    /// The virtual time of the whole run.
    TIME
  }

  /// Which number of a distribution.
  public enum Statistic {
    P50("p50", 50),
    P90("p90", 90),
    P99("p99", 99),
    P999("p999", 99.9),
    MAX("max", 100),
    MEAN("mean", 0);

    public final String key;
    public final double percentile;

    Statistic(String key, double percentile) {
      this.key = key;
      this.percentile = percentile;
    }
  }

  /// How a metric and its bound compare.
  public enum Relation {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("=");

    public final String sign;

    Relation(String sign) {
      this.sign = sign;
    }
  }

  /// Whether what was found keeps the bound.
  public boolean allows(double found) {
    return switch (relation) {
      case LESS -> found < bound;
      case AT_MOST -> found <= bound;
      case MORE -> found > bound;
      case AT_LEAST -> found >= bound;
      case EQUAL -> found == bound;
    };
  }
}
