package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Holding;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Reliance;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Those who wait for what others hold. They need not rely on these yet: they may have begun to
/// wait when somebody else held it.
final class HeldUp {
  private HeldUp() {}

  /// Whether anybody waits for what a task holds without relying on it to give that back, or it was
  /// not found out soon.
  static boolean isAnyUnnoted(Task task) {
    int looks = 0;
    for (Holding holding : task.holdings()) {
      WaitObject object = holding.object();
      if (object.isLock() && !(object.queue().isEmpty() && object.neededLater().isEmpty())) {
        for (Task waiter : waiters(object)) {
          if (++looks > Witness.MOST_LOOKS || !isNoted(waiter, task.process(), object)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Task> waiters(WaitObject object) {
    List<Task> all = object.queue().tasks();
    all.addAll(object.neededLater());
    return all;
  }

  private static boolean isNoted(Task waiter, Process holder, WaitObject object) {
    if (waiter.fate != null || waiter.state != Task.State.BLOCKED) {
      return true;
    }
    for (Reliance each = waiter.reliances; each != null; each = each.nextOfTask()) {
      if (each.process() == holder && (each.acts() & object.givenBackBy) == object.givenBackBy) {
        return true;
      }
    }
    return false;
  }

  /// Those who wait for what threads of a process hold, except what has been seen before.
  ///
  /// @param seen gets where they wait
  static List<Task> by(Process process, Set<WaitQueue> seen) {
    List<Task> all = new ArrayList<>();
    for (Task task : process.tasks) {
      for (Holding holding : task.holdings()) {
        if (holding.object().isLock() && seen.add(holding.object().queue())) {
          all.addAll(waiters(holding.object()));
        }
      }
    }
    return all;
  }
}
