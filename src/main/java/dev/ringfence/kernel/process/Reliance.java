package dev.ringfence.kernel.process;

import org.jspecify.annotations.Nullable;

/// That a blocked task could be woken by what a process may still do, so that its life rests on the
/// process. The analysis of waiting keeps it here, where both ends find it without a search: in a
/// list of the task's, and in a ring of those who rest on the process, oldest first. A single one
/// stays with its task when it ends, since most tasks come to wait for the same again and again.
public final class Reliance {
  private final Task task;
  private final Process process;
  private final long acts;
  private @Nullable Reliance nextOfTask;
  private Reliance previous = this;
  private Reliance next = this;

  /// @param acts which acts of the process the task relies on ([Act#bit])
  public Reliance(Task task, Process process, long acts) {
    this.task = task;
    this.process = process;
    this.acts = acts;
  }

  /// Those of a task, of which [#nextOfTask] gives the others, or null if there are none.
  public static @Nullable Reliance first(Task task) {
    return task.wakeable ? task.reliances : null;
  }

  /// The last one of a task that has none now, which may enter again; or null.
  public static @Nullable Reliance takeLast(Task task) {
    Reliance last = task.reliances;
    task.reliances = null;
    return last;
  }

  /// Whether it is that a task relies on a process for these acts.
  public boolean isOn(Process which, long those) {
    return process == which && acts == those;
  }

  /// Joins the task's list and the process's ring.
  public void enter() {
    nextOfTask = task.reliances;
    task.reliances = this;
    Reliance first = process.relied;
    if (first == null) {
      next = this;
      previous = this;
      process.relied = this;
      process.reliedActs = acts;
      return;
    }
    process.reliedActs |= acts;
    next = first;
    previous = first.previous;
    previous.next = this;
    first.previous = this;
  }

  /// Ends all of a task's: it is not known any more whether it could be woken.
  public static void leaveAll(Task task) {
    for (Reliance each = first(task); each != null; each = each.nextOfTask) {
      each.leave();
    }
    task.wakeable = false;
    Reliance last = task.reliances;
    if (last != null && last.nextOfTask != null) {
      task.reliances = null;
    }
  }

  public Task task() {
    return task;
  }

  /// Whether anybody relies on the process for more than these acts.
  public static boolean exceeds(Process process, long acts) {
    if (process.relied == null || (process.reliedActs & ~acts) == 0) {
      return false;
    }
    // Some of those who relied on more may have left.
    long all = 0;
    for (Reliance each = process.relied; each != null; each = each.following()) {
      all |= each.acts;
    }
    process.reliedActs = all;
    return (all & ~acts) != 0;
  }

  /// The process that the task's life rests on.
  public Process process() {
    return process;
  }

  /// Which acts of the process the task relies on ([Act#bit]).
  public long acts() {
    return acts;
  }

  /// The next of the same task, or null.
  public @Nullable Reliance nextOfTask() {
    return nextOfTask;
  }

  private void leave() {
    if (next == this) {
      process.relied = null;
    } else {
      if (process.relied == this) {
        process.relied = next;
      }
      previous.next = next;
      next.previous = previous;
    }
  }

  /// The next in the process's ring, or null behind the last.
  public @Nullable Reliance following() {
    return next == process.relied ? null : next;
  }
}
