package dev.ringfence.report;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.program.Programs;
import dev.ringfence.report.finding.InversionSearch;
import dev.ringfence.scenario.expect.Claims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps of a run's events what its report needs: the processes, the faults, the
/// stray writes and what a policy denied.
public final class History implements Consumer<Event> {
  /// So many writes to memory of others are kept, the first ones.
  static final int MOST_STRAY_WRITES = 1000;

  /// So many denials of a policy are kept, the first ones.
  static final int MOST_DENIALS = 1000;

  private static final int INIT = 1;

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

  private final boolean forgets;
  private final List<Past> processes = new ArrayList<>();

  /// The processes of threads that are not the first of theirs.
  private final Map<Integer, Integer> pids = new LinkedHashMap<>();
  private final List<Event.FaultRaised> faults = new ArrayList<>();
  private final List<Event.StrayWritten> strayWrites = new ArrayList<>();
  private final List<Event.AccessDenied> denials = new ArrayList<>();
  private final InterventionLog interventions = new InterventionLog();
  private Event.@Nullable MachineCrashed crash;
  private final @Nullable Evidence evidence;

  /// The history of a run: all of it.
  public History() {
    this(false, Claims.NONE);
  }

  /// The history of a run, with what is needed to judge claims.
  public History(Claims claims) {
    this(false, claims);
  }

  private History(boolean forgets, Claims claims) {
    this.forgets = forgets;
    this.evidence = claims.needEvents() ? new Evidence(claims) : null;
  }

  /// The history of a load, which keeps nothing of the load's own processes and of those that are
  /// forked.
  public static History ofLoad() {
    return new History(true, Claims.NONE);
  }

  @Override
  public void accept(Event event) {
    if (evidence != null) {
      evidence.accept(event);
    }
    switch (event) {
      case Event.ProcessCreated created -> {
        if (!forgets || created.parent() == INIT) {
          processes.add(new Past(created));
        }
      }
      case Event.SessionStarted started -> forget(started.pid());
      case Event.ThreadCreated created -> {
        if (past(created.pid()) != null) {
          pids.put(created.tid(), created.pid());
        }
      }
      case Event.ProcessExited exited -> {
        Past past = past(exited.pid());
        if (past != null) {
          past.ended = true;
          past.status = exited.status();
        }
      }
      case Event.FaultRaised fault -> {
        if (past(pidOf(fault.tid())) != null) {
          faults.add(fault);
        }
      }
      case Event.StrayWritten write -> {
        if (strayWrites.size() < MOST_STRAY_WRITES && past(pidOf(write.tid())) != null) {
          strayWrites.add(write);
        }
      }
      case Event.AccessDenied denied -> {
        if (denials.size() < MOST_DENIALS && past(pidOf(denied.tid())) != null) {
          denials.add(denied);
        }
      }
      case Event.Intervened done -> interventions.add(done);
      case Event.MachineCrashed crashed -> crash = crashed;
      case Event.CallEntered _, Event.CallReturned _, Event.CallBlocked _, Event.PageFilled _ -> {}
      case Event.SignalSent _, Event.Dispatched _, Event.ConsoleWritten _ -> {}
      case Event.ThreadExited _, Event.Stuck _, Event.SliceEnded _, Event.Derived _ -> {}
      case Event.Measured _, Event.PagedIn _, Event.PagedOut _, Event.OutOfMemory _ -> {}
    }
  }

  /// The process with that number, or null. Numbers rise.
  @Nullable Past past(int pid) {
    int low = 0;
    int high = processes.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (processes.get(middle).pid < pid) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < processes.size() && processes.get(low).pid == pid ? processes.get(low) : null;
  }

  private void forget(int pid) {
    Past last = processes.isEmpty() ? null : processes.getLast();
    if (last != null && last.pid == pid) {
      processes.removeLast();
    } else {
      processes.removeIf(past -> past.pid == pid);
    }
  }

  /// What claims are judged by, or null if there are none that need it.
  @Nullable Evidence evidence() {
    return evidence;
  }

  /// All processes, by age.
  List<Past> processes() {
    return processes;
  }

  /// The process of a thread.
  int pidOf(int tid) {
    return pids.getOrDefault(tid, tid);
  }

  /// What a process is called, or the empty string where there is none.
  String label(int pid) {
    Past past = past(pid);
    return past == null ? "" : past.label();
  }

  /// What tasks are called, and where they are in their programs.
  public InversionSearch.Names names(Programs programs) {
    return new InversionSearch.Names() {
      @Override
      public String task(int tid) {
        int pid = pidOf(tid);
        return label(pid) + (tid == pid ? "" : " thread " + tid);
      }

      @Override
      public String place(int tid, int line) {
        Past past = past(pidOf(tid));
        return past == null ? "" : programs.place(past.name, line);
      }
    };
  }

  /// Whether all of the tasks are of processes that it knows.
  boolean isAllOf(Stuck group) {
    return group.tasks().stream().allMatch(task -> past(task.pid()) != null);
  }

  List<Event.FaultRaised> faults() {
    return faults;
  }

  List<Event.StrayWritten> strayWrites() {
    return strayWrites;
  }

  List<Event.AccessDenied> denials() {
    return denials;
  }

  /// Whether the deadlock policy ended a process.
  boolean wasVictim(int pid) {
    return interventions.victims().stream().anyMatch(tid -> pidOf(tid) == pid);
  }

  /// What the deadlock policy did.
  InterventionLog interventions() {
    return interventions;
  }

  /// How the machine crashed, or null.
  Event.@Nullable MachineCrashed crash() {
    return crash;
  }
}
