package dev.ringfence.report;

import dev.ringfence.analysis.Explanation;
import dev.ringfence.analysis.Livelocks;
import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.livelock.LivelockSearch;
import dev.ringfence.analysis.livelock.Round;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import dev.ringfence.report.History.Past;
import dev.ringfence.report.Outcome.Crash;
import dev.ringfence.report.Outcome.Fault;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.report.Outcome.ProcessEnd;
import dev.ringfence.report.Outcome.Sessions;
import dev.ringfence.report.Outcome.Wall;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the outcome of a run is made when it is over: from what its kernel has come to, from what
/// its history has kept, and from what was measured.
final class Conclusion {
  private Conclusion() {}

  /// What came of a run or a load.
  ///
  /// @param metrics what it measured, to which it is then told that the run is over
  /// @param nanos how long the run took
  static Outcome of(Simulation simulation, History history, Metrics metrics, long nanos) {
    Kernel kernel = simulation.kernel();
    Profile profile = simulation.workload().profile();
    LoadSpec load = metrics.isOfLoad() ? simulation.workload().scenario().load() : null;
    metrics.finish(kernel.now());
    long from = load == null ? 0 : load.warmup();
    long to = profile.nanos(kernel.now());
    to = Math.max(from, load == null ? to : Math.min(to, load.end()));
    double seconds = (to - from) / 1e9;
    List<Stuck> stuck = stuck(simulation, history, load != null);
    List<ProcessEnd> processes = new ArrayList<>();
    for (Past past : history.processes()) {
      processes.add(end(past, kernel.processes().get(past.pid)));
    }
    List<Fault> faults = new ArrayList<>();
    for (Event.FaultRaised fault : history.faults()) {
      faults.add(fault(fault, history, simulation, profile));
    }
    Counters counted = kernel.counters();
    boolean ended = Set.of(Outcome.LOAD_OVER, LivelockSearch.REASON).contains(kernel.stoppedBy());
    String reason = ended ? "" : kernel.stoppedBy();
    Crash crash = crash(history, simulation, profile);
    Outcome bare =
        new Outcome(
            simulation.workload().scenario().file().toString(),
            simulation.workload().scenario().variant(),
            simulation.workload().scenario().seed(),
            kind(crash != null, reason, !stuck.isEmpty()),
            reason,
            profile.nanos(kernel.now()),
            kernel.events().digest(),
            processes,
            stuck,
            faults,
            history.strayWrites().stream()
                .map(write -> StrayWrite.of(write, history, simulation))
                .toList(),
            history.denials().stream()
                .map(denied -> Denial.of(denied, history, simulation))
                .toList(),
            Interventions.of(history, simulation),
            Printed.of(kernel),
            crash,
            List.of(),
            CounterMap.of(kernel, profile, simulation.references()),
            latency(metrics, load, seconds),
            Latency.of(metrics.calls(), seconds),
            load == null ? null : Sessions.of(metrics, from, to),
            metrics.waits().all(),
            List.of(),
            List.of(),
            List.of(),
            kernel.probes().rings(),
            null,
            simulation.races() == null
                ? null
                : DataRace.of(simulation.races().races(), history, simulation),
            new Wall(nanos, nanos == 0 ? 0 : counted.syscalls * 1_000_000_000L / nanos));
    return bare.judged(Judge.judge(simulation.workload().scenario(), profile, bare, history));
  }

  /// Those that can never go on, or go on without end, without processes that a load has begun.
  private static List<Stuck> stuck(Simulation simulation, History history, boolean isOfLoad) {
    Kernel kernel = simulation.kernel();
    Profile profile = simulation.workload().profile();
    List<Stuck> stuck = Explanation.of(kernel, simulation.liveness(), profile);
    Round round = simulation.livelock().round();
    if (round != null) {
      stuck = new ArrayList<>(stuck.stream().map(Stuck::certain).toList());
      stuck.addAll(Livelocks.of(kernel, profile, round));
    }
    return isOfLoad ? stuck.stream().filter(group -> !history.isAllOf(group)).toList() : stuck;
  }

  /// What [Outcome#outcome] says.
  private static String kind(boolean hasCrashed, String reason, boolean isStuck) {
    if (hasCrashed || reason.startsWith("the swap device")) {
      return "crashed";
    }
    if (reason.equals("interrupted")) {
      return "interrupted";
    }
    return !reason.isEmpty() ? "limit" : isStuck ? "stuck" : "finished";
  }

  /// With the processes of a load as those that are called `session`.
  private static Map<String, Latency> latency(
      Metrics metrics, @Nullable LoadSpec load, double seconds) {
    Map<String, Latency> all = new LinkedHashMap<>();
    if (load != null) {
      all.put(Threshold.SESSION, Latency.of(metrics.sessions(), seconds));
    }
    Latency.of(metrics.measures(), seconds).forEach(all::putIfAbsent);
    return all;
  }

  private static ProcessEnd end(Past past, @Nullable Process process) {
    if (past.ended) {
      Signal signal = Signal.of(past.status & 0x7F);
      return new ProcessEnd(
          past.pid,
          past.name,
          past.index,
          signal == null ? "exited" : "killed",
          signal == null ? past.status >> 8 : null,
          signal == null ? null : signal.name());
    }
    boolean blocked =
        process != null
            && process.tasks.stream().allMatch(task -> task.state == Task.State.BLOCKED);
    return new ProcessEnd(
        past.pid, past.name, past.index, blocked ? "blocked" : "running", null, null);
  }

  private static Fault fault(
      Event.FaultRaised fault, History history, Simulation simulation, Profile profile) {
    int pid = history.pidOf(fault.tid());
    Vector vector = Vector.PF;
    for (Vector candidate : Vector.values()) {
      if (candidate.number() == fault.vector()) {
        vector = candidate;
      }
    }
    String line = simulation.kernel().processes().programs().place(fault.program(), fault.line());
    return new Fault(
        pid,
        "#" + vector.name(),
        fault.errorCode(),
        "0x" + Long.toHexString(fault.address()),
        line,
        profile.nanos(fault.time()),
        history.label(pid),
        fault.ring(),
        fault.code());
  }

  private static @Nullable Crash crash(History history, Simulation simulation, Profile profile) {
    Event.MachineCrashed crash = history.crash();
    if (crash == null) {
      return null;
    }
    int pid = history.pidOf(crash.tid());
    String line =
        crash.line() == 0
            ? null
            : simulation.kernel().processes().programs().place(crash.program(), crash.line());
    return new Crash(
        crash.reason(), crash.why(), pid, history.label(pid), line, profile.nanos(crash.time()));
  }
}
