package dev.ringfence.analysis.contention;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Those who wait for an object, in the order in which they came.
final class Queue {
  private @Nullable Standing last;
  private int length;
  private int longest;

  void add(Standing task) {
    task.before = last;
    if (last != null) {
      last.after = task;
    }
    last = task;
    longest = Math.max(longest, ++length);
  }

  void remove(Standing task) {
    if (task.before != null) {
      task.before.after = task.after;
    }
    if (task.after == null) {
      last = task.before;
    } else {
      task.after.before = task.before;
    }
    task.before = null;
    task.after = null;
    length--;
  }

  int length() {
    return length;
  }

  int longest() {
    return longest;
  }

  /// Shows those who came before a task, the last of them first; all if it does not wait here.
  ///
  /// @param task null for one that does not wait
  void beforeOf(@Nullable Standing task, Consumer<Standing> action) {
    for (Standing each = task == null ? last : task.before; each != null; each = each.before) {
      action.accept(each);
    }
  }
}
