package dev.ringfence.kernel.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tasks that wait for the same thing, first come first. They are linked through themselves, as a
/// task waits in one queue at most.
public sealed class WaitQueue permits RankedQueue, TurnQueue {
  private @Nullable Task first;
  private @Nullable Task last;

  /// Whether the others wait for this task to go.
  public boolean hasTurn(Task task) {
    return false;
  }

  /// Puts a task at the end.
  public void add(Task task) {
    addBehind(last, task);
  }

  /// Puts a task behind another one, or with null before all.
  void addBehind(@Nullable Task before, Task task) {
    Task after = before == null ? first : before.nextWaiter;
    task.previousWaiter = before;
    task.nextWaiter = after;
    if (before == null) {
      first = task;
    } else {
      before.nextWaiter = task;
    }
    if (after == null) {
      last = task;
    } else {
      after.previousWaiter = task;
    }
  }

  /// Puts a task before all others.
  public void addFirst(Task task) {
    addBehind(null, task);
  }

  /// Whether more than one task waits.
  public boolean hasSeveral() {
    return first != last;
  }

  public @Nullable Task first() {
    return first;
  }

  @Nullable Task last() {
    return last;
  }

  /// The task behind one in this queue, or null.
  public @Nullable Task next(Task task) {
    return task.nextWaiter;
  }

  /// Takes a task out that is in this queue.
  public void remove(Task task) {
    Task before = task.previousWaiter;
    Task after = task.nextWaiter;
    if (before == null) {
      first = after;
    } else {
      before.nextWaiter = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previousWaiter = before;
    }
    task.previousWaiter = null;
    task.nextWaiter = null;
  }

  public boolean isEmpty() {
    return first == null;
  }

  /// Shows all tasks to the action, which may not change the queue.
  public void forEach(Consumer<Task> action) {
    for (Task task = first; task != null; task = task.nextWaiter) {
      action.accept(task);
    }
  }

  /// The last task that [#firstAsleep] could find, except a certain one, or null.
  public @Nullable Task lastAsleep(@Nullable Task except) {
    Task task = last;
    while (task != null && (task == except || task.isWoken || task.process().signals.stopped)) {
      task = task.previousWaiter;
    }
    return task;
  }

  /// The first task that is not stopped and whose call is not about to be made again, or null.
  public @Nullable Task firstAsleep() {
    return firstAsleep(first);
  }

  /// As [#firstAsleep()], of those behind a task in this queue.
  public @Nullable Task nextAsleep(Task before) {
    return firstAsleep(before.nextWaiter);
  }

  private static @Nullable Task firstAsleep(@Nullable Task from) {
    Task task = from;
    while (task != null && (task.isWoken || task.process().signals.stopped)) {
      task = task.nextWaiter;
    }
    return task;
  }

  /// The first tasks at this moment, so many at most.
  public List<Task> tasks(int most) {
    List<Task> all = new ArrayList<>();
    for (Task task = first; task != null && all.size() < most; task = task.nextWaiter) {
      all.add(task);
    }
    return all;
  }

  /// The tasks at this moment.
  public List<Task> tasks() {
    List<Task> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }
}
