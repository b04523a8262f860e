package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.event.ProgramEvent;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Programs;
import dev.ringfence.scenario.Simulation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What tasks and places in their programs are called, kept from events. Who has ended keeps its
/// name.
final class Names {
  private static final int INIT = 1;

  /// A process: how it is called, and the program that it runs.
  private record Named(String label, String program) {}

  private final Map<Integer, Named> processes = new HashMap<>();

  /// The processes of threads that are not the first of theirs.
  private final Map<Integer, Integer> pids = new HashMap<>();

  private @Nullable Programs programs;

  /// Has it know the programs of a run that is about to boot.
  void prepare(Simulation simulation) {
    programs = simulation.kernel().processes().programs();
    for (Process process : simulation.kernel().processes().all()) {
      String program = process.tasks.getFirst().context().program().name();
      processes.put(process.pid(), new Named(process.label(), program));
    }
  }

  void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated created -> {
        Named parent = processes.get(created.parent());
        boolean forked = created.parent() != INIT && parent != null;
        String label =
            created.count() > 1 ? created.name() + "[" + created.index() + "]" : created.name();
        processes.putIfAbsent(
            created.pid(), new Named(label, forked ? parent.program : created.name()));
      }
      case Event.ThreadCreated created -> pids.put(created.tid(), created.pid());
      case ProgramEvent.Started started ->
          processes.computeIfPresent(
              started.pid(), (_, named) -> new Named(named.label, started.program()));
      default -> {}
    }
  }

  /// The process of a thread.
  int pid(int tid) {
    return pids.getOrDefault(tid, tid);
  }

  /// How the scenario calls a process, with the number of the replica.
  String label(int pid) {
    Named named = processes.get(pid);
    return named == null ? "?" : named.label;
  }

  /// How a task is called: `worker[1] (5)`, and `worker[1] (5) thread 7`.
  String task(int tid) {
    int pid = pid(tid);
    String process = label(pid) + " (" + pid + ")";
    return pid == tid ? process : process + " thread " + tid;
  }

  /// The program that a task runs.
  String program(int tid) {
    Named named = processes.get(pid(tid));
    return named == null ? "" : named.program;
  }

  /// A place in the program that a task runs, as "file:line", or "?".
  String place(int tid, int line) {
    return line == 0 ? "?" : Objects.requireNonNull(programs).place(program(tid), line);
  }
}
