package dev.ringfence.kernel.process;

import org.jspecify.annotations.Nullable;

/// Tasks that take turns: the first one that is not stopped has its turn, and when it goes, or is
/// stopped, the next one looks.
public final class TurnQueue extends WaitQueue {
  /// Whether a task, which may not be here, has to wait for its turn.
  public boolean isBehindOthers(Task task) {
    Task head = head();
    return head != null && head != task;
  }

  /// A task, which is stopped, lets all others come before it.
  public void giveTurn(Task task) {
    remove(task);
    add(task);
  }

  @Override
  public boolean hasTurn(Task task) {
    return head() == task;
  }

  private @Nullable Task head() {
    Task task = first();
    while (task != null && task.process().signals.stopped) {
      task = task.nextWaiter;
    }
    return task;
  }
}
