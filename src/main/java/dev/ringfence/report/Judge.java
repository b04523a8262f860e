package dev.ringfence.report;

import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Fault;
import dev.ringfence.report.Outcome.ProcessEnd;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds an outcome against what the scenario expects.
final class Judge {
  private Judge() {}

  static List<Expectation> judge(Scenario scenario, Outcome outcome, History history) {
    Expectations expect = scenario.expect();
    List<Expectation> all = new ArrayList<>();
    if (!outcome.stoppedBy().isEmpty()) {
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
    for (ProcessSpec process : scenario.processes()) {
      if (process.count() > 0) {
        exit(process, expect, outcome, history, stuck, all);
      }
    }
    return all;
  }

  /// Processes of the scenario itself; what they fork is their own affair. A process that is stuck
  /// where a deadlock was allowed has no status to be judged.
  private static void exit(
      ProcessSpec process,
      Expectations expect,
      Outcome outcome,
      History history,
      boolean stuck,
      List<Expectation> all) {
    String wanted = expect.exit().getOrDefault(process.name(), "0");
    boolean mayHang = stuck && expect.deadlock() != Scenario.Deadlock.NONE;
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
