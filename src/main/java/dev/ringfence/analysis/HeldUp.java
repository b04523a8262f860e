package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Holding;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import java.util.ArrayList;
import java.util.List;

/// Those who wait for what others hold. They need not rely on these yet: they may have begun to
/// wait when somebody else held it.
final class HeldUp {
  private HeldUp() {}

  /// Whether anybody waits for what a task holds.
  static boolean isAnyBy(Task task) {
    for (Holding holding : task.holdings()) {
      WaitObject object = holding.object();
      if (!object.queue().isEmpty() || !object.neededLater().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Those who wait for what threads of a process hold.
  static List<Task> by(Process process) {
    List<Task> all = new ArrayList<>();
    for (Task task : process.tasks) {
      for (Holding holding : task.holdings()) {
        all.addAll(holding.object().queue().tasks());
        all.addAll(holding.object().neededLater());
      }
    }
    return all;
  }
}
