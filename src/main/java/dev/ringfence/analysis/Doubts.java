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

/// Why stuck tasks are stuck: the processes that were found unable to wake each. As long as nothing
/// befalls one of them, the task stays stuck. With very many such processes only that is kept.
final class Doubts {
  /// Of more processes than this it is not kept which they are.
  static final int MOST = 32;

  private final Map<Process, Set<Task>> ofProcess = new HashMap<>();
  private final Map<Wait.Held, Set<Task>> ofHandles = new LinkedHashMap<>();
  private final Set<Task> ofMany = new LinkedHashSet<>();
  private final Map<Task, List<Set<Task>>> places = new HashMap<>();
  private final Set<Process> processes = new LinkedHashSet<>();
  private final Set<Wait.Held> handles = new LinkedHashSet<>();

  /// The process cannot wake the task that is about to be noted.
  void add(Process process) {
    if (processes.size() <= MOST) {
      processes.add(process);
    }
  }

  /// None of the many that have these open can.
  void add(Wait.Held held) {
    handles.add(held);
  }

  /// Keeps what was added since the last time as the reasons of a task, in place of earlier ones.
  void note(Task task) {
    drop(task);
    List<Set<Task>> entered = new ArrayList<>();
    if (processes.size() > MOST) {
      entered.add(ofMany);
    } else {
      for (Process process : processes) {
        entered.add(ofProcess.computeIfAbsent(process, _ -> new LinkedHashSet<>()));
      }
    }
    for (Wait.Held held : handles) {
      entered.add(ofHandles.computeIfAbsent(held, _ -> new LinkedHashSet<>()));
    }
    entered.forEach(place -> place.add(task));
    places.put(task, entered);
    processes.clear();
    handles.clear();
  }

  /// The task is not stuck any more.
  void drop(Task task) {
    List<Set<Task>> entered = places.remove(task);
    if (entered != null) {
      entered.forEach(place -> place.remove(task));
    }
  }

  /// Forgets a process that has ended.
  void end(Process process) {
    ofProcess.remove(process);
    ofHandles.values().removeIf(Set::isEmpty);
  }

  /// Those that the process was found unable to wake.
  Collection<Task> on(Process process) {
    return ofProcess.getOrDefault(process, Set.of());
  }

  /// Those that any process may concern.
  ///
  /// @param holds whether one of those that have handles open can act after all
  Collection<Task> onAny(Predicate<Wait.Held> holds) {
    if (ofMany.isEmpty() && ofHandles.isEmpty()) {
      return Set.of();
    }
    Set<Task> all = new LinkedHashSet<>(ofMany);
    ofHandles.forEach(
        (held, tasks) -> {
          if (!tasks.isEmpty() && holds.test(held)) {
            all.addAll(tasks);
          }
        });
    return all;
  }
}
