package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Holding;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;

/// Those who wait for what others hold. They need not rely on these yet: they may have begun to
/// wait when somebody else held it.
final class HeldUp {
  private HeldUp() {}

  /// Whether anybody waits for what a task holds.
  static boolean isAnyBy(Task task) {
    for (Holding holding : task.holdings()) {
      if (!holding.object().queue().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Those who wait for what threads of a process hold.
  static List<Task> by(Process process) {
    List<Task> all = new ArrayList<>();
    for (Task task : process.tasks) {
      task.holdings().forEach(holding -> all.addAll(holding.object().queue().tasks()));
    }
    return all;
  }
}
