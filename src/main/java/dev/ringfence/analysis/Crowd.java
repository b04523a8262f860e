package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tasks each of which could end the waits of those who wait for the crowd, in the order in which
/// these find them.
final class Crowd {
  private final Set<Task> found = new LinkedHashSet<>();
  private final boolean ofOthers;
  private List<Task> tasks = List.of();
  private List<Task> chosen = List.of();
  private List<Task> byNumber = List.of();
  private int passed;

  /// How many are stuck.
  private int stuck;

  /// @param ofOthers whether a task of the crowd that waits for it waits for the others only
  Crowd(boolean ofOthers) {
    this.ofOthers = ofOthers;
  }

  void add(Task task) {
    if (found.add(task)) {
      stuck += Liveness.fate(task) != null ? 1 : 0;
    }
  }

  boolean isOfOthers() {
    return ofOthers;
  }

  List<Task> tasks() {
    if (tasks.size() < found.size()) {
      tasks = List.copyOf(found);
    }
    return tasks;
  }

  /// Says which of them are explained.
  List<Task> choose(Predicate<Task> which) {
    chosen = found.stream().filter(which).toList();
    byNumber = new ArrayList<>(chosen);
    byNumber.sort(Comparator.comparingInt(Task::tid));
    return chosen;
  }

  /// Those that are explained.
  List<Task> chosen() {
    return chosen;
  }

  /// The one with the least number of those that are so, or null. Who is not so once is never
  /// again.
  @Nullable Task first(Predicate<Task> which) {
    while (passed < byNumber.size() && !which.test(byNumber.get(passed))) {
      passed++;
    }
    return passed < byNumber.size() ? byNumber.get(passed) : null;
  }

  /// Whether the task waits for itself if it waits for the crowd.
  boolean holdsBack(Task task) {
    return !ofOthers && found.contains(task);
  }

  /// Whether any is stuck for whom a stuck task waits that waits for the crowd.
  boolean isAnyStuckBut(Task task) {
    return stuck > (ofOthers && found.contains(task) ? 1 : 0);
  }
}
