package dev.ringfence.report;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.Stuck.Held;
import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.core.Nanos;
import dev.ringfence.report.Outcome.Crash;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Fault;
import dev.ringfence.report.metric.MetricsTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The report that a person reads.
public final class TextReport {
  private static final int MOST_TASKS = 20;

  /// Of so many groups that are alike all are shown.
  private static final int MOST_ALIKE = 10;

  private final Outcome outcome;
  private final Colours colours;
  private final StringBuilder out = new StringBuilder();

  private TextReport(Outcome outcome, Colours colours) {
    this.outcome = outcome;
    this.colours = colours;
  }

  /// @param repeat the command that repeats the run
  public static String of(Outcome outcome, String repeat, Colours colours) {
    TextReport report = new TextReport(outcome, colours);
    outcome.faults().forEach(report::fault);
    report.out.append(StrayWriteList.of(outcome.strayWrites(), colours));
    if (outcome.devices() != null) {
      outcome.devices().forEach(device -> report.out.append(device.lines()));
    }
    report.out.append(DenialList.of(outcome.denials(), colours));
    if (outcome.deadlockPolicy() != null) {
      report.out.append(outcome.deadlockPolicy().text(colours));
    }
    report.crash();
    outcome.explanations().forEach(text -> report.out.append("\n").append(text));
    report.groups();
    report.out.append(RaceList.of(outcome.races(), colours));
    outcome.findings().forEach(finding -> report.out.append(finding.lines()));
    outcome.views().forEach(seen -> report.out.append(seen.titled()));
    String measured = MetricsTable.of(outcome);
    report.out.append(measured.isEmpty() ? "" : "\n" + measured);
    report.summary(repeat);
    return report.out.toString();
  }

  /// Only who is stuck, and why.
  public static String ofStuck(Outcome outcome, Colours colours) {
    TextReport report = new TextReport(outcome, colours);
    report.groups();
    return report.out.toString();
  }

  /// Only the faults of one process.
  public static String ofFaults(Outcome outcome, int pid, Colours colours) {
    TextReport report = new TextReport(outcome, colours);
    outcome.faults().stream().filter(fault -> fault.pid() == pid).forEach(report::fault);
    return report.out.toString();
  }

  /// Only the data races.
  public static String ofRaces(Outcome outcome, Colours colours) {
    return RaceList.of(outcome.races(), colours);
  }

  private void fault(Fault fault) {
    out.append(
        "\n%s %s (pid %d) at %s: %s, after %s\n"
            .formatted(
                colours.bad(fault.vector()),
                fault.name(),
                fault.pid(),
                colours.place(fault.line()),
                FaultText.of(fault),
                Nanos.text(fault.at())));
  }

  private void crash() {
    Crash crash = outcome.crash();
    if (crash != null) {
      out.append("\n")
          .append(colours.bad("CRASH"))
          .append(" after ")
          .append(Nanos.text(crash.at()));
      out.append(": ").append(crash.reason()).append("\n\n  ");
      if (crash.pid() != 0) {
        out.append(crash.name()).append(" (pid ").append(crash.pid()).append(")");
        out.append(crash.line() == null ? "" : " at " + colours.place(crash.line())).append(": ");
      }
      out.append(crash.why()).append(".\n");
    }
  }

  /// Only how the machine crashed.
  public static String ofCrash(Outcome outcome, Colours colours) {
    TextReport report = new TextReport(outcome, colours);
    report.crash();
    return report.out.toString();
  }

  /// All groups, but of those that are alike only some.
  private void groups() {
    Map<String, List<Stuck>> alike = new LinkedHashMap<>();
    for (Stuck group : outcome.stuck()) {
      alike.computeIfAbsent(likeness(group), _ -> new ArrayList<>()).add(group);
    }
    Set<Stuck> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    alike.values().forEach(groups -> groups.stream().limit(MOST_ALIKE).forEach(shown::add));
    for (Stuck group : outcome.stuck()) {
      if (shown.contains(group)) {
        group(group);
        List<Stuck> others = alike.getOrDefault(likeness(group), List.of());
        if (others.size() > MOST_ALIKE && others.get(MOST_ALIKE - 1) == group) {
          out.append("\n  ... and %,d more like it\n".formatted(others.size() - MOST_ALIKE));
        }
      }
    }
  }

  /// The same text for groups that a reader need not see all of.
  private static String likeness(Stuck group) {
    StringBuilder text = new StringBuilder(group.kind()).append(group.why());
    group.tasks().stream().limit(MOST_TASKS).forEach(t -> text.append(t.call()).append(t.line()));
    return text.toString().replaceAll("[0-9]+", "0");
  }

  private void group(Stuck group) {
    if (group.kind().equals("others")) {
      out.append("\n").append(colours.bad("STUCK AS WELL")).append("\n\n  ");
      out.append(group.why()).append("\n");
      return;
    }
    if (group.kind().equals("livelock")) {
      out.append(LivelockText.of(group, colours, MOST_TASKS));
      return;
    }
    String title =
        switch (group.kind()) {
          case "cycle" -> group.tasks().size() == 1 ? "STUCK ON ITSELF" : "DEADLOCK";
          case "behind" -> "STUCK BEHIND";
          case "lost-wakeup" -> "LOST WAKE-UP";
          default -> "STUCK";
        };
    out.append("\n").append(colours.bad(title));
    out.append(group.unlessKilled() ? ", unless one of them is killed" : "");
    out.append(" since ").append(Nanos.text(group.since())).append("\n\n");
    group.tasks().stream().limit(MOST_TASKS).forEach(this::task);
    if (group.tasks().size() > MOST_TASKS) {
      out.append("  ... and ").append(group.tasks().size() - MOST_TASKS).append(" more\n");
    }
    if (group.kind().equals("cycle") && group.tasks().size() > 1) {
      picture(group);
    }
    out.append(historyOf(group));
    out.append("\n  Inevitable when ").append(group.inevitable()).append(".\n");
    out.append("  ").append(group.why()).append("\n");
  }

  /// What led to it, if that is more than where it ended.
  private String historyOf(Stuck group) {
    if (group.history().size() < 2) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    for (Stuck.Deed deed : group.history()) {
      String at = deed.line().isEmpty() ? "" : " at " + colours.place(deed.line());
      lines.append(
          "  %11s  %-18s %s%s\n".formatted(Nanos.text(deed.at()), deed.name(), deed.what(), at));
    }
    return "\n  How it came to that:\n" + lines;
  }

  private void task(StuckTask task) {
    out.append(
        "  %-18s waits for %s in %s at %s\n"
            .formatted(
                task.name() + (task.pid() == task.tid() ? " (" + task.pid() + ")" : ""),
                colours.object(task.object()),
                task.call().replaceFirst("^__", ""),
                colours.place(task.line())));
    for (Held held : task.holds()) {
      out.append(
          "  %-18s     holds %s since %s, taken at %s\n"
              .formatted(
                  "",
                  colours.object(held.object()),
                  Nanos.text(held.since()),
                  colours.place(held.line())));
    }
  }

  /// The tasks of a cycle with what each waits for on the arrow to the one that it waits for.
  private void picture(Stuck group) {
    Map<Integer, StuckTask> tasks =
        group.tasks().stream().collect(Collectors.toMap(StuckTask::tid, task -> task));
    Set<Integer> seen = new LinkedHashSet<>();
    StuckTask at = group.tasks().getFirst();
    out.append("\n  ").append(at.name());
    while (seen.add(at.tid()) && seen.size() <= MOST_TASKS) {
      StuckTask next =
          at.waitsFor().stream()
              .filter(tasks::containsKey)
              .map(tasks::get)
              .findFirst()
              .orElse(null);
      if (next == null) {
        break;
      }
      out.append(" --").append(colours.object(shortName(at.object()))).append("--> ");
      out.append(next.name());
      at = next;
    }
    out.append("\n");
  }

  private static String shortName(String object) {
    return object.replaceFirst("^(semaphore|mutex|condition) ", "");
  }

  /// How much was paged, and what it cost.
  private void paging() {
    Map<String, Long> counters = outcome.counters();
    long major = counters.getOrDefault("majorFaults", 0L);
    long out = counters.getOrDefault("pagesOut", 0L);
    if (major + out > 0) {
      long idle = counters.getOrDefault("idleForIoNanos", 0L);
      this.out.append(
          "paging: %,d major and %,d minor faults, %,d pages in, %,d out, CPUs idle for it %s\n"
              .formatted(
                  major,
                  counters.getOrDefault("minorFaults", 0L),
                  counters.getOrDefault("pagesIn", 0L),
                  out,
                  Nanos.text(idle)));
      Long optimum = counters.get("optimumPagesIn");
      if (optimum != null) {
        this.out.append(
            "whoever had known the future would have fetched about %,d pages\n".formatted(optimum));
      }
    }
  }

  private void summary(String repeat) {
    out.append(
        "\n%s after %s of virtual time: %,d system calls, %,d page faults, %,d context switches\n"
            .formatted(
                outcome.outcome(),
                Nanos.text(outcome.virtualNanos()),
                outcome.counters().get("syscalls"),
                outcome.counters().get("pageFaults"),
                outcome.counters().get("contextSwitches")));
    paging();
    if (!outcome.stoppedBy().isEmpty() && outcome.crash() == null) {
      out.append("stopped by ").append(colours.bad(outcome.stoppedBy()));
      out.append(
          outcome.stoppedBy().startsWith("limit")
              ? ": raise it in the scenario or with -D "
                  + outcome.stoppedBy()
                  + "=...; the usual cause is an endless loop\n"
              : "\n");
    }
    for (Expectation expectation : outcome.expectations()) {
      out.append(
          expectation.met()
              ? colours.good("as expected") + ": " + expectation.text() + "\n"
              : colours.bad("NOT as expected")
                  + ": "
                  + expectation.text()
                  + "; found: "
                  + expectation.found()
                  + "\n");
    }
    out.append("digest ").append(outcome.digest()).append("; again: ").append(repeat).append("\n");
  }
}
