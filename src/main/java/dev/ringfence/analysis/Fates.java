package dev.ringfence.analysis;

import dev.ringfence.analysis.Liveness.Fate;
import dev.ringfence.kernel.process.Reliance;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tasks that nothing can wake any more, in the order in which their fates were sealed.
final class Fates {
  private final Set<Task> stuck = new LinkedHashSet<>();

  /// Those of them that only [Foresight] has found.
  final Set<Task> foreseen = new LinkedHashSet<>();

  boolean isEmpty() {
    return stuck.isEmpty();
  }

  /// Those that still live, and how it came about.
  Map<Task, Fate> all() {
    Map<Task, Fate> all = LinkedHashMap.newLinkedHashMap(stuck.size());
    for (Task task : stuck) {
      Fate fate = Liveness.fate(task);
      if (fate != null && task.state != Task.State.DEAD) {
        all.put(task, fate);
      }
    }
    return all;
  }

  /// Seals those that were not sealed, and gives their tids.
  List<Integer> seal(Set<Task> tasks, Fate fate) {
    List<Integer> tids = new ArrayList<>();
    for (Task task : tasks) {
      if (task.fate == null) {
        task.fate = fate;
        Reliance.takeLast(task);
        stuck.add(task);
        tids.add(task.tid());
      }
    }
    return List.copyOf(tids);
  }

  /// The task is not stuck any more.
  void release(Task task) {
    task.fate = null;
    stuck.remove(task);
    foreseen.remove(task);
  }
}
