package dev.ringfence.report.metric;

import dev.ringfence.report.Lines;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.report.Outcome.Sessions;
import dev.ringfence.report.metric.Waits.Blame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured, as a table that fits a screen.
public final class MetricsTable {
  private static final int MOST_CALLS = 8;
  private static final int MOST_MEASURES = 12;
  private static final int MOST_WAITS = 5;

  private final StringBuilder out = new StringBuilder();

  private MetricsTable() {}

  /// Empty if nothing was measured.
  public static String of(Outcome outcome) {
    MetricsTable table = new MetricsTable();
    Sessions sessions = outcome.sessions();
    if (sessions != null || !outcome.latency().isEmpty() || !outcome.calls().isEmpty()) {
      table.latencies(outcome);
    }
    if (sessions != null) {
      table.sessions(sessions);
      table.waits(outcome.waits());
    }
    return table.out.toString();
  }

  /// A share as a text.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", 100 * share);
  }

  private void latencies(Outcome outcome) {
    line(
        "%-20s %9s %9s %9s %9s %9s %9s %9s",
        "", "count", "/s", "p50", "p90", "p99", "p99.9", "max");
    outcome.latency().entrySet().stream()
        .limit(MOST_MEASURES)
        .forEach(entry -> latency(entry.getKey(), entry.getValue()));
    List<Map.Entry<String, Latency>> calls = new ArrayList<>(outcome.calls().entrySet());
    calls.sort(
        Comparator.comparingDouble(entry -> -entry.getValue().mean() * entry.getValue().count()));
    if (!calls.isEmpty()) {
      line("system calls");
    }
    calls.stream()
        .limit(MOST_CALLS)
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> latency("  " + entry.getKey(), entry.getValue()));
    if (calls.size() > MOST_CALLS) {
      line("  and %d others that took less in all", calls.size() - MOST_CALLS);
    }
  }

  private void latency(String name, Latency latency) {
    line(
        "%-20s %9d %9s %9s %9s %9s %9s %9s%s",
        name,
        latency.count(),
        number(latency.perSecond()),
        time(latency.p50()),
        time(latency.p90()),
        time(latency.p99()),
        time(latency.p999()),
        time(latency.max()),
        latency.unfinished() > 0 ? "  *" : "");
    if (latency.unfinished() > 0) {
      line("  * %,d of them unfinished, counted with their age", latency.unfinished());
    }
  }

  private void sessions(Sessions sessions) {
    StringBuilder how = new StringBuilder();
    sessions
        .failures()
        .forEach((status, count) -> how.append(", %,d ended with %s".formatted(count, status)));
    if (sessions.refused() > 0) {
      how.append(
          ", %,d could not begin for want of machine.memory or of a place"
              .formatted(sessions.refused()));
    }
    line(
        "errors %s of %,d sessions%s; at most %,d at once; measured from %s to %s",
        percent(sessions.errors()),
        sessions.ended() + sessions.refused(),
        how,
        sessions.mostLive(),
        time(sessions.from()),
        time(sessions.to()));
  }

  private void waits(List<Blame> waits) {
    double all = waits.stream().mapToDouble(Blame::nanos).sum();
    List<String> parts = new ArrayList<>();
    for (Blame blame : waits.subList(0, Math.min(MOST_WAITS, waits.size()))) {
      parts.add(
          "%s %s"
              .formatted(
                  blame.object(), percent(blame.nanos() / all).replaceFirst("\\.(.).*%", ".$1%")));
    }
    if (!parts.isEmpty()) {
      line("waited for: %s", String.join(", ", parts));
    }
  }

  private void line(String format, Object... values) {
    Lines.add(out, format, values);
  }

  static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 1000 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }

  /// A time in three digits or so.
  public static String time(double nanos) {
    String[] units = {"ns", "us", "ms", "s"};
    double value = nanos;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    String format = unit == 0 || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value) + " " + units[unit];
  }
}
