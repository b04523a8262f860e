package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.program.Programs;
import dev.ringfence.scenario.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tasks and places in their programs are called, kept from events. Who has ended keeps its
/// name.
public final class Names {
  private static final int INIT = 1;

  /// A process: how it is called, and the program that it runs, or null for the one that it was
  /// given before the run began.
  private record Named(String label, @Nullable String program) {}

  /// What is known before the run begins, by the thread that prepares it.
  private record Known(Programs programs, Map<Integer, String> first) {}

  private final Map<Integer, Named> processes = new HashMap<>();

  /// The processes of threads that are not the first of theirs, and these by process.
  private final Map<Integer, Integer> pids = new HashMap<>();

  private final Map<Integer, List<Integer>> others = new HashMap<>();

  /// Places by program and line, as they occur again and again.
  private final Map<String, Map<Integer, String>> places = new HashMap<>();

  private volatile @Nullable Known known;

  /// Has it know the programs of a run that is about to boot.
  public void prepare(Simulation simulation) {
    Map<Integer, String> first = new HashMap<>();
    for (Process process : simulation.kernel().processes().all()) {
      first.put(process.pid(), process.tasks.getFirst().context().program().name());
    }
    known = new Known(simulation.kernel().processes().programs(), first);
  }

  public void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated created -> {
        String label =
            created.count() > 1 ? created.name() + "[" + created.index() + "]" : created.name();
        String program = created.parent() == INIT ? null : program(created.parent());
        processes.put(created.pid(), new Named(label, program));
      }
      case Event.ThreadCreated created -> {
        pids.put(created.tid(), created.pid());
        others.computeIfAbsent(created.pid(), _ -> new ArrayList<>()).add(created.tid());
      }
      case ObjectEvent.Runs runs ->
          processes.computeIfPresent(
              runs.pid(), (_, named) -> new Named(named.label, runs.program()));
      default -> {}
    }
  }

  /// All threads that a process has had.
  public List<Integer> threads(int pid) {
    List<Integer> all = new ArrayList<>(List.of(pid));
    all.addAll(others.getOrDefault(pid, List.of()));
    return all;
  }

  /// The process of a thread.
  public int pid(int tid) {
    return pids.getOrDefault(tid, tid);
  }

  /// How the scenario calls a process, with the number of the replica.
  public String label(int pid) {
    Named named = processes.get(pid);
    return named == null ? "?" : named.label;
  }

  /// How a task is called: `worker[1] (5)`, and `worker[1] (5) thread 7`.
  public String task(int tid) {
    int pid = pid(tid);
    String process = label(pid) + " (" + pid + ")";
    return pid == tid ? process : process + " thread " + tid;
  }

  /// The program that a task runs.
  public String program(int tid) {
    int pid = pid(tid);
    Named named = processes.get(pid);
    Known before = known;
    return named != null && named.program != null
        ? named.program
        : before == null ? "" : before.first.getOrDefault(pid, "");
  }

  /// A place in the program that a task runs, as "file:line", or "?".
  public String place(int tid, int line) {
    Known before = known;
    if (line == 0 || before == null) {
      return "?";
    }
    String program = program(tid);
    return places
        .computeIfAbsent(program, _ -> new HashMap<>())
        .computeIfAbsent(line, _ -> before.programs.place(program, line));
  }
}
