package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Reliance;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Holding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Those who wait for what others hold. They need not rely on these yet: they may have begun to
/// wait when somebody else held it.
final class HeldUp {
  /// Of more than these nothing is found out.
  private static final int MOST = Witness.MOST_LOOKS;

  private HeldUp() {}

  /// Whether anybody waits for what a task holds without relying on it to give that back, or it was
  /// not found out soon.
  static boolean isAnyUnnoted(Task task) {
    for (Holding holding : task.holdings()) {
      WaitObject object = holding.object();
      boolean unnoted =
          object.isLock()
              && (isAnyUnnoted(object.queue().tasks(MOST + 1), task, object)
                  || isAnyUnnoted(object.neededLater(), task, object));
      if (unnoted) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAnyUnnoted(Collection<Task> waiters, Task holder, WaitObject object) {
    return waiters.size() > MOST
        || waiters.stream().anyMatch(waiter -> !isNoted(waiter, holder.process(), object));
  }

  private static boolean isNoted(Task waiter, Process holder, WaitObject object) {
    if (waiter.fate != null || waiter.state != Task.State.BLOCKED) {
      return true;
    }
    for (Reliance each = Reliance.first(waiter); each != null; each = each.nextOfTask()) {
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
          all.addAll(holding.object().queue().tasks());
          all.addAll(holding.object().neededLater());
        }
      }
    }
    return all;
  }
}
