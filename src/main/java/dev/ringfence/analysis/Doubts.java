package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Why stuck tasks are stuck: the processes that were found unable to wake each, beside its own. As
/// long as nothing befalls one of them, the task stays stuck. With very many such processes only
/// that is kept.
final class Doubts {
  /// Of more processes than this it is not kept which they are.
  static final int MOST = 32;

  private final Map<Process, Tasks> ofProcess = new HashMap<>();
  private final Map<Wait.Held, Tasks> ofHandles = new LinkedHashMap<>();
  private final Tasks ofMany = new Tasks();
  private final Set<Process> processes = new LinkedHashSet<>();
  private boolean many;
  private final Set<Wait.Held> handles = new LinkedHashSet<>();

  /// Tasks that are stuck for one reason. Those that are not stuck any more leave some time.
  private static final class Tasks {
    private static final int FEW = 32;

    private List<Task> all = List.of();
    private int enough = FEW;

    void add(Task task) {
      if (all.isEmpty()) {
        all = new ArrayList<>(1);
      } else if (all.size() >= enough) {
        Set<Task> stuck = new LinkedHashSet<>(all);
        stuck.removeIf(each -> each.fate == null || each.state == Task.State.DEAD);
        enough = 2 * stuck.size() + FEW;
        all = new ArrayList<>(stuck);
      }
      all.add(task);
    }
  }

  /// The process cannot wake the task that is about to be noted.
  void add(Process process) {
    if (processes.size() <= MOST) {
      processes.add(process);
    }
  }

  /// Nor can any of very many.
  void addMany() {
    many = true;
  }

  /// None of the many that have these open can.
  void add(Wait.Held held) {
    handles.add(held);
  }

  /// Keeps what was added since the last time as the reasons of a task.
  void note(Task task) {
    if (many || processes.size() > MOST) {
      ofMany.add(task);
    } else {
      processes.remove(task.process());
      for (Process process : processes) {
        ofProcess.computeIfAbsent(process, _ -> new Tasks()).add(task);
      }
    }
    for (Wait.Held held : handles) {
      ofHandles.computeIfAbsent(held, _ -> new Tasks()).add(task);
    }
    many = false;
    processes.clear();
    handles.clear();
  }

  /// Forgets a process that has ended.
  void end(Process process) {
    ofProcess.remove(process);
  }

  /// Those that the process was found unable to wake, and its own.
  Collection<Task> on(Process process) {
    List<Task> all = new ArrayList<>(process.tasks);
    Tasks known = ofProcess.get(process);
    if (known != null) {
      all.addAll(known.all);
    }
    return all;
  }

  /// Those that any process may concern. They are judged, and then noted again.
  ///
  /// @param holds whether one of those that have handles open can act after all
  Collection<Task> onAny(Predicate<Wait.Held> holds) {
    List<Task> all = new ArrayList<>(ofMany.all);
    ofMany.all = List.of();
    ofHandles
        .entrySet()
        .removeIf(
            entry -> {
              boolean may = holds.test(entry.getKey());
              if (may) {
                all.addAll(entry.getValue().all);
              }
              return may;
            });
    return all;
  }
}
