package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.deadlock.DeadlockPolicy.Kind;
import dev.ringfence.scenario.Simulation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the scenario's deadlock policy did.
///
/// @param policy as the scenario names it
/// @param counts how often it did what: "victim", "restarted", "refused", "delayed", "given up"
/// @param first the first thousand
public record Interventions(String policy, Map<String, Long> counts, List<Intervention> first) {
  private static final int MOST_LINES = 8;

  /// @param pid whom it concerns, or 0
  /// @param object the lock, what a victim waits for, or the process that was started again
  /// @param at nanoseconds of virtual time
  public record Intervention(
      int pid, String name, String line, String action, String object, String reason, long at) {
    private String text(Colours colours) {
      String who = pid == 0 ? "" : "%s (pid %d) ".formatted(name, pid);
      String where = pid == 0 ? "" : "at " + colours.place(line) + ": ";
      return "  %-10s %s%s, %s\n             %s%s\n"
          .formatted(Nanos.text(at), who, action, colours.object(object), where, reason);
    }
  }

  /// Null if there is no policy.
  static @Nullable Interventions of(History history, Simulation simulation) {
    Kind kind = simulation.workload().scenario().deadlock().kind();
    if (kind == Kind.NONE) {
      return null;
    }
    InterventionLog log = history.interventions();
    return new Interventions(
        kind.name().toLowerCase(Locale.ROOT),
        new TreeMap<>(log.counts()),
        log.first().stream().map(done -> of(done, history, simulation)).toList());
  }

  private static Intervention of(Event.Intervened done, History history, Simulation simulation) {
    int pid = done.tid() == 0 ? 0 : history.pidOf(done.tid());
    return new Intervention(
        pid,
        pid == 0 ? "" : history.label(pid),
        simulation.kernel().processes().programs().place(done.program(), done.line()),
        done.action(),
        done.object(),
        done.reason(),
        simulation.workload().profile().nanos(done.time()));
  }

  /// How often it did something.
  public long count(String action) {
    return counts.getOrDefault(action, 0L);
  }

  /// The section of the report.
  String text(Colours colours) {
    if (first.isEmpty()) {
      return "\nDEADLOCK POLICY %s: nothing was to be done\n".formatted(policy);
    }
    StringBuilder out = new StringBuilder("\nDEADLOCK POLICY ").append(policy).append("\n\n");
    first.stream().limit(MOST_LINES).forEach(one -> out.append(one.text(colours)));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (all > MOST_LINES) {
      out.append("  ... and %,d more; in all".formatted(all - Math.min(MOST_LINES, first.size())));
      String separator = " ";
      for (Map.Entry<String, Long> count : counts.entrySet()) {
        out.append("%s%s: %,d".formatted(separator, count.getKey(), count.getValue()));
        separator = ", ";
      }
      out.append('\n');
    }
    return out.toString();
  }
}
