package dev.ringfence.kernel.process;

import dev.ringfence.kernel.sched.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tasks that wait for the same thing, first come first, unless some have priority. They are
/// linked through themselves, as a task waits in one queue at most.
public final class WaitQueue {
  private final boolean byPriority;
  private @Nullable Task first;
  private @Nullable Task last;

  /// The number of what is waited for here, or 0 until somebody asks ([Facts#identity]).
  int object;

  /// The task that holds what is waited for and inherits the priority of those who wait; null if
  /// nobody does.
  public @Nullable Task holder;

  /// The priority that whoever holds it has at least, or 0.
  public int ceiling;

  public WaitQueue() {
    this(false);
  }

  private WaitQueue(boolean byPriority) {
    this.byPriority = byPriority;
  }

  /// One in which tasks of a higher priority of real time come before others.
  public static WaitQueue byPriority() {
    return new WaitQueue(true);
  }

  public void add(Task task) {
    Task before = last;
    if (byPriority) {
      int rank = Schedule.rank(task);
      while (before != null && Schedule.rank(before) < rank) {
        before = before.previousWaiter;
      }
    }
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

  /// The priority that its holder has at least: the highest of those who wait, or the ceiling.
  public int lent() {
    int most = ceiling;
    for (Task task = first; task != null; task = task.nextWaiter) {
      most = task == holder ? most : Math.max(most, Schedule.rank(task));
    }
    return most;
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

  /// The first task that is not stopped and whose call is not about to be made again, or null.
  public @Nullable Task firstAsleep() {
    Task task = first;
    while (task != null && (task.isWoken || task.process().signals.stopped)) {
      task = task.nextWaiter;
    }
    return task;
  }

  /// The tasks at this moment.
  public List<Task> tasks() {
    List<Task> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }
}
