package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Those who live because all who have handles open may give them back. Others can come to have
/// such a handle later, on whom they do not rest yet: a child by `fork(2)`, whoever opens a FIFO or
/// receives a descriptor. So they are judged again when one who has it can no longer go on.
final class UntilLeft {
  private static final int FEW = 32;

  /// What each was found to rest on, until somebody needs the room.
  private final Map<Task, List<List<Reference>>> known = new LinkedHashMap<>();

  private int enough = FEW;

  boolean isEmpty() {
    return known.isEmpty();
  }

  /// A task rests on it that all of these may be given back. The lists may come to have others.
  void note(Task task, List<List<Reference>> handles) {
    if (known.size() >= enough) {
      known.keySet().removeIf(each -> !waits(each));
      enough = 2 * known.size() + FEW;
    }
    known.put(task, List.copyOf(handles));
  }

  private static boolean waits(Task task) {
    return task.state == Task.State.BLOCKED && task.fate == null;
  }

  /// Those who rest on what a process has open. They are judged, and then noted again.
  List<Task> heldUpBy(Process process) {
    List<Task> all = new ArrayList<>();
    for (Iterator<Map.Entry<Task, List<List<Reference>>>> each = known.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Task, List<List<Reference>>> entry = each.next();
      if (!waits(entry.getKey())) {
        each.remove();
      } else if (hasAny(process, entry.getValue())) {
        each.remove();
        all.add(entry.getKey());
      }
    }
    return all;
  }

  private static boolean hasAny(Process process, List<List<Reference>> lists) {
    Set<Reference> seen = new HashSet<>();
    return lists.stream().anyMatch(handles -> hasAny(process, handles, seen));
  }

  /// Whether it has one of the handles open, or a socket out of whose queue one can be taken.
  private static boolean hasAny(Process process, List<Reference> handles, Set<Reference> seen) {
    for (Reference handle : handles) {
      if (handle.has(process)
          || !handle.carriers().isEmpty()
              && seen.add(handle)
              && hasAny(process, handle.carriers(), seen)) {
        return true;
      }
    }
    return false;
  }
}
