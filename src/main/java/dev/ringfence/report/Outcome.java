package dev.ringfence.report;

import com.google.gson.GsonBuilder;
import dev.ringfence.analysis.Explanation;
import dev.ringfence.analysis.Stuck;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import dev.ringfence.report.History.Past;
import dev.ringfence.scenario.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run came to. Its components are the names of the JSON document; `wall` is the only part
/// that may differ between two runs of the same scenario and seed.
///
/// @param outcome "finished", "stuck", "limit", "interrupted" or "crashed"
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
    Map<String, Long> counters,
    Map<String, Long> latency,
    List<Expectation> expectations,
    Wall wall) {

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
  public record Fault(
      int pid, String vector, int errorCode, String address, String line, long at, String name) {}

  /// Something expected, and what was found.
  public record Expectation(String text, boolean met, String found) {}

  /// How long it took the machine that simulated.
  public record Wall(long nanos, long syscallsPerSecond) {}

  /// @param nanos how long the run took
  public static Outcome of(Simulation simulation, History history, long nanos) {
    Kernel kernel = simulation.kernel();
    Profile profile = simulation.workload().profile();
    List<Stuck> stuck = Explanation.of(kernel, simulation.liveness(), profile);
    List<ProcessEnd> processes = new ArrayList<>();
    for (Past past : history.processes()) {
      processes.add(end(past, kernel.processes().get(past.pid)));
    }
    List<Fault> faults = new ArrayList<>();
    for (Event.FaultRaised fault : history.faults()) {
      faults.add(fault(fault, history, simulation, profile));
    }
    Counters counted = kernel.counters();
    String reason = kernel.stoppedBy();
    String outcome =
        reason.equals("interrupted")
            ? "interrupted"
            : !reason.isEmpty() ? "limit" : stuck.isEmpty() ? "finished" : "stuck";
    Outcome bare =
        new Outcome(
            simulation.workload().scenario().file().toString(),
            null,
            simulation.workload().scenario().seed(),
            outcome,
            reason,
            profile.nanos(kernel.now()),
            kernel.events().digest(),
            processes,
            stuck,
            faults,
            counters(kernel, counted),
            Map.of(),
            List.of(),
            new Wall(nanos, nanos == 0 ? 0 : counted.syscalls * 1_000_000_000L / nanos));
    return bare.judged(Judge.judge(simulation.workload().scenario(), bare, history));
  }

  private Outcome judged(List<Expectation> judged) {
    return new Outcome(
        scenario,
        variant,
        seed,
        outcome,
        stoppedBy,
        virtualNanos,
        digest,
        processes,
        stuck,
        faults,
        counters,
        latency,
        judged,
        wall);
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
        history.label(pid));
  }

  private static Map<String, Long> counters(Kernel kernel, Counters counted) {
    long misses = counted.tlbMisses;
    for (Process process : kernel.processes().all()) {
      misses += process.isResting() ? 0 : process.user().mmu().misses();
    }
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("syscalls", counted.syscalls);
    all.put("traps", counted.traps);
    all.put("ringTransitions", counted.ringTransitions());
    all.put("contextSwitches", counted.contextSwitches);
    all.put("pageFaults", counted.pageFaults);
    all.put("tlbMisses", misses);
    all.put("bytesCopied", counted.bytesCopied);
    return all;
  }

  /// Whether all expectations were met.
  public boolean isMet() {
    return expectations.stream().allMatch(Expectation::met);
  }

  public String toJson() {
    return new GsonBuilder()
        .setPrettyPrinting()
        .disableHtmlEscaping()
        .serializeNulls()
        .create()
        .toJson(this);
  }
}
