package dev.ringfence.report;

import dev.ringfence.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps of a run's events what its report needs: the processes and the faults.
public final class History implements Consumer<Event> {
  /// A process that there was.
  static final class Past {
    final int pid;
    final int parent;
    final String name;
    final int index;
    final int count;
    boolean ended;
    int status;

    Past(Event.ProcessCreated created) {
      pid = created.pid();
      parent = created.parent();
      name = created.name();
      index = created.index();
      count = created.count();
    }

    String label() {
      return count > 1 ? name + "[" + index + "]" : name;
    }
  }

  private final Map<Integer, Past> processes = new LinkedHashMap<>();
  private final Map<Integer, Integer> pids = new LinkedHashMap<>();
  private final List<Event.FaultRaised> faults = new ArrayList<>();

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated created -> {
        processes.put(created.pid(), new Past(created));
        pids.put(created.pid(), created.pid());
      }
      case Event.ThreadCreated created -> pids.put(created.tid(), created.pid());
      case Event.ProcessExited exited -> {
        Past past = processes.get(exited.pid());
        if (past != null) {
          past.ended = true;
          past.status = exited.status();
        }
      }
      case Event.FaultRaised fault -> faults.add(fault);
      case Event.CallEntered _, Event.CallReturned _, Event.CallBlocked _, Event.PageFilled _ -> {}
      case Event.SignalSent _, Event.Dispatched _, Event.ConsoleWritten _ -> {}
      case Event.ThreadExited _, Event.Stuck _, Event.SliceEnded _ -> {}
    }
  }

  /// All processes, by age.
  List<Past> processes() {
    return List.copyOf(processes.values());
  }

  /// The process of a thread.
  int pidOf(int tid) {
    return pids.getOrDefault(tid, tid);
  }

  /// What a process is called, or the empty string where there is none.
  String label(int pid) {
    Past past = processes.get(pid);
    return past == null ? "" : past.label();
  }

  List<Event.FaultRaised> faults() {
    return faults;
  }
}
