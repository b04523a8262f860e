package dev.ringfence.analysis;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Reliance;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/// Finds witnesses for blocked tasks, again and again until no further one has any: those that are
/// left, nothing can wake.
final class WitnessSearch {
  private final Kernel kernel;
  private final Evaluation evaluation;
  private final Witness witness;
  private final Fates fates;
  private final Doubts doubts;
  private final UntilLeft untilLeft;

  WitnessSearch(
      Kernel kernel,
      Evaluation evaluation,
      Witness witness,
      Fates fates,
      Doubts doubts,
      UntilLeft untilLeft) {
    this.kernel = kernel;
    this.evaluation = evaluation;
    this.witness = witness;
    this.fates = fates;
    this.doubts = doubts;
    this.untilLeft = untilLeft;
  }

  /// Finds witnesses for as many as can have one.
  ///
  /// @param suspects keeps those without
  void settle(Set<Task> suspects) {
    evaluation.changed();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Iterator<Task> left = suspects.iterator(); left.hasNext(); ) {
        Task task = left.next();
        witness.clear(false);
        if (evaluation.isAlive(task) || evaluation.holds(kernel.waitOf(task))) {
          left.remove();
          remember(task);
          evaluation.changed(task);
          changed = true;
        }
      }
    }
  }

  /// As [#settle(Set)], with stuck tasks that may go on after all, and those that depend on them.
  void settle(Set<Task> suspects, Set<Task> hopes) {
    if (hopes.isEmpty()) {
      settle(suspects);
      return;
    }
    Set<Task> next = hopes;
    do {
      Set<Task> tried = new LinkedHashSet<>();
      for (Task task : next) {
        if (task.fate != null) {
          tried.add(task);
        }
      }
      suspects.addAll(tried);
      suspects.removeIf(task -> task.state == Task.State.DEAD);
      settle(suspects);
      next = new LinkedHashSet<>();
      for (Task task : tried) {
        if (!suspects.contains(task)) {
          release(task, next);
        }
      }
      next.removeAll(suspects);
    } while (!next.isEmpty());
  }

  /// The task is not stuck any more.
  ///
  /// @param hopes gets those that it was found unable to wake
  private void release(Task task, Set<Task> hopes) {
    fates.release(task);
    if (task.state != Task.State.DEAD) {
      hopes.addAll(doubts.on(task.process()));
      hopes.addAll(doubts.onAny(this::holds));
    }
  }

  /// Whether somebody could do what a wait asks for, by what is known now.
  boolean holds(Wait.Held held) {
    witness.clear(false);
    return evaluation.holds(held);
  }

  /// Notes that the task can be woken, and what that rests on.
  void remember(Task task) {
    forget(task);
    Reliance last = Reliance.takeLast(task);
    task.wakeable = true;
    for (int i = 0; i < witness.size(); i++) {
      if (last != null && last.isOn(witness.process(i), witness.acts(i))) {
        last.enter();
        last = null;
      } else {
        new Reliance(task, witness.process(i), witness.acts(i)).enter();
      }
    }
    if (!witness.left().isEmpty()) {
      untilLeft.note(task, witness.left());
    }
  }

  /// Notes that it is not known whether the task can be woken.
  static void forget(Task task) {
    Reliance.leaveAll(task);
  }
}
