package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import java.util.ArrayList;
import java.util.List;

/// The writes to memory of others as the report has them: those of one place in a program to
/// addresses that follow each other have one line.
final class StrayWriteList {
  private static final int MOST_LINES = 20;

  private StrayWriteList() {}

  /// The section, or the empty string if there were none.
  static String of(List<StrayWrite> writes, Colours colours) {
    if (writes.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("\n").append(colours.bad("STRAY WRITES"));
    out.append(", which nothing on this machine forbids\n\n");
    List<List<StrayWrite>> runs = runs(writes);
    runs.stream().limit(MOST_LINES).forEach(run -> out.append(line(run, colours)));
    long shown = runs.stream().limit(MOST_LINES).mapToLong(List::size).sum();
    if (writes.size() > shown) {
      boolean all = writes.size() < History.MOST_STRAY_WRITES;
      out.append("  ... and ").append(all ? "" : "at least ");
      out.append("%,d more\n".formatted(writes.size() - shown));
    }
    return out.toString();
  }

  private static List<List<StrayWrite>> runs(List<StrayWrite> writes) {
    List<List<StrayWrite>> runs = new ArrayList<>();
    for (StrayWrite write : writes) {
      if (runs.isEmpty() || !follows(runs.getLast().getLast(), write)) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(write);
    }
    return runs;
  }

  private static boolean follows(StrayWrite before, StrayWrite write) {
    return write.pid() == before.pid()
        && write.line().equals(before.line())
        && Long.decode(write.address()) == Long.decode(before.address()) + before.size();
  }

  private static String destroyed(StrayWrite first, StrayWrite last) {
    return first.destroyed().equals(last.destroyed())
        ? first.destroyed()
        : first.destroyed() + " to " + last.destroyed();
  }

  private static String line(List<StrayWrite> run, Colours colours) {
    StrayWrite first = run.getFirst();
    StrayWrite last = run.getLast();
    String what =
        run.size() == 1
            ? "wrote %s over %s at %s: %s"
                .formatted(first.after(), first.before(), first.address(), first.destroyed())
            : "wrote %,d numbers at %s to %s: %s"
                .formatted(run.size(), first.address(), last.address(), destroyed(first, last));
    return "  %-10s %s (pid %d) at %s %s\n"
        .formatted(
            Nanos.text(first.at()), first.name(), first.pid(), colours.place(first.line()), what);
  }
}
