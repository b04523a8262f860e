package dev.ringfence.load;

import dev.ringfence.load.Scalability.Point;
import dev.ringfence.report.Lines;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.report.metric.MetricsTable;
import dev.ringfence.report.metric.Waits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What loads with ever larger crowds came to, and the law that they follow.
///
/// @param metric whose throughput and latency they are
/// @param steps by the size of the crowd
/// @param law null if there are too few steps for it
/// @param peak the crowd that does most by the law, null if there is none
/// @param limit what was waited for longest with the largest crowd, null if nothing was
/// @param limitShare the share of the time of all its processes that went into that wait
public record Sweep(
    String metric,
    List<Step> steps,
    @Nullable Scalability law,
    @Nullable Double peak,
    Waits.@Nullable Blame limit,
    double limitShare) {

  /// One crowd.
  ///
  /// @param met whether all that the scenario expects was met with it
  public record Step(
      int crowd,
      Latency latency,
      double errors,
      String digest,
      boolean met,
      List<Expectation> expectations) {}

  /// @param outcomes by the size of the crowd
  /// @param metric what to look at, or null for what the programs measured most often
  /// @throws IllegalArgumentException if nothing measured the metric
  public static Sweep of(Map<Integer, Outcome> outcomes, @Nullable String metric) {
    Outcome last = outcomes.values().stream().toList().getLast();
    String name = metric == null ? usual(last) : metric;
    List<Step> steps = new ArrayList<>();
    outcomes.forEach(
        (crowd, outcome) -> {
          Latency latency = outcome.latency().get(name);
          if (latency == null) {
            throw new IllegalArgumentException(
                "nothing measured '"
                    + name
                    + "' with a crowd of "
                    + crowd
                    + "; measured: "
                    + String.join(", ", outcome.latency().keySet()));
          }
          double errors = outcome.sessions() == null ? 0 : outcome.sessions().errors();
          steps.add(
              new Step(
                  crowd,
                  latency,
                  errors,
                  outcome.digest(),
                  outcome.isMet(),
                  outcome.expectations()));
        });
    List<Point> points =
        steps.stream().map(s -> new Point(s.crowd, s.latency.perSecond())).toList();
    Waits.Blame limit = last.waits().isEmpty() ? null : last.waits().getFirst();
    double crowd = steps.getLast().crowd;
    double time = last.sessions() == null ? 0 : last.sessions().to() - last.sessions().from();
    double share = limit == null || time <= 0 ? 0 : limit.nanos() / (crowd * time);
    Scalability law = Scalability.fit(points);
    Double peak = law == null || Double.isInfinite(law.peak()) ? null : Double.valueOf(law.peak());
    return new Sweep(name, steps, law, peak, limit, share);
  }

  private static String usual(Outcome outcome) {
    return outcome.latency().entrySet().stream()
        .filter(entry -> !entry.getKey().equals("session"))
        .max(
            Comparator.comparingLong(
                (Map.Entry<String, Latency> entry) -> entry.getValue().count()))
        .map(Map.Entry::getKey)
        .orElse("session");
  }

  /// Whether with every crowd all expectations were met.
  public boolean isMet() {
    return steps.stream().allMatch(Step::met);
  }

  /// The table, what each crowd missed, and what is to be learnt from it.
  public String text() {
    StringBuilder out = new StringBuilder();
    Lines.add(out, "");
    Lines.add(
        out,
        "%9s %14s %14s %10s %10s %10s %8s  %s",
        "N",
        metric + "/s",
        "by the law",
        "p50",
        "p99",
        "max",
        "errors",
        "expected");
    for (Step step : steps) {
      Lines.add(
          out,
          "%9d %14.1f %14s %10s %10s %10s %7.2f%%  %s",
          step.crowd,
          step.latency.perSecond(),
          law == null ? "" : String.format(Locale.ROOT, "%.1f", law.at(step.crowd)),
          MetricsTable.time(step.latency.p50()),
          MetricsTable.time(step.latency.p99()),
          MetricsTable.time(step.latency.max()),
          100 * step.errors,
          step.met ? "met" : "missed");
    }
    Lines.add(out, "");
    if (!isMet()) {
      steps.forEach(step -> missed(step, out));
      Lines.add(out, "");
    }
    law(out);
    if (limit == null) {
      Lines.add(out, "Nothing was waited for with %d processes.", steps.getLast().crowd);
    } else {
      Lines.add(
          out,
          "With %d processes %s limits it: that is what they waited for longest, for %.0f%% of"
              + " their time, %s on average.",
          steps.getLast().crowd,
          limit.object(),
          100 * limitShare,
          MetricsTable.time((double) limit.nanos() / Math.max(1, limit.times())));
    }
    return out.toString();
  }

  private static void missed(Step step, StringBuilder out) {
    for (Expectation expectation : step.expectations) {
      if (!expectation.met()) {
        Lines.add(
            out,
            "NOT as expected with N = %d: %s; found: %s",
            step.crowd,
            expectation.text(),
            expectation.found());
      }
    }
  }

  private void law(StringBuilder out) {
    if (law == null) {
      Lines.add(
          out,
          "Too few sizes for the Universal Scalability Law: it has 3 parameters, and 4 sizes or"
              + " more are needed to say how well it fits.");
      return;
    }
    Lines.add(
        out,
        "Universal Scalability Law: lambda %.1f/s, sigma %s (contention), kappa %s (coherence)",
        law.lambda(),
        short3(law.sigma()),
        short3(law.kappa()));
    if (law.isTested()) {
      Lines.add(
          out,
          "It explains %.2f%% of the variance (R2) of %d sizes; the worst deviation is %.1f%%.%s",
          100 * law.explained(),
          law.points(),
          100 * law.worst(),
          law.worst() > 0.2 ? " That is a bad fit: do not trust it." : "");
    } else {
      Lines.add(
          out,
          "3 sizes for 3 parameters: how well the law fits cannot be said; sweep over 4 or more.");
    }
    if (peak == null) {
      Lines.add(
          out,
          law.sigma() > 0
              ? "No peak: throughput levels off at " + round(law.lambda() / law.sigma()) + "/s."
              : "No peak: throughput grows in proportion.");
    } else {
      double n = Math.max(1, peak);
      String beyond = n > steps.getLast().crowd ? ", beyond what was measured" : "";
      Lines.add(out, "It peaks at N = %.0f with %s/s%s.", n, round(law.at(n)), beyond);
    }
  }

  private static String short3(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String round(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
