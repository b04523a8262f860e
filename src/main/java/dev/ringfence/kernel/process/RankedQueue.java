package dev.ringfence.kernel.process;

import dev.ringfence.kernel.sched.Schedule;
import org.jspecify.annotations.Nullable;

/// Tasks that wait for the same thing, those of a higher priority of real time before others, and
/// whoever has that thing and may inherit from them.
public final class RankedQueue extends WaitQueue {
  private final boolean byNice;

  public RankedQueue() {
    this(false);
  }

  private RankedQueue(boolean byNice) {
    this.byNice = byNice;
  }

  /// A queue in which of tasks that are not in real time the less nice come first.
  public static RankedQueue byNice() {
    return new RankedQueue(true);
  }

  private int rank(Task task) {
    return byNice ? -Schedule.shownPriority(task) : Schedule.rank(task);
  }

  /// The task that holds what is waited for and inherits the priority of those who wait; null if
  /// nobody does.
  public @Nullable Task holder;

  /// The priority that whoever holds it has at least, or 0.
  public int ceiling;

  @Override
  public void add(Task task) {
    int rank = rank(task);
    Task before = last();
    while (before != null && rank(before) < rank) {
      before = before.previousWaiter;
    }
    addBehind(before, task);
  }

  /// The priority that its holder has at least: the highest of those who wait, or the ceiling.
  public int lent() {
    int most = ceiling;
    for (Task task = first(); task != null; task = task.nextWaiter) {
      most = task == holder ? most : Math.max(most, Schedule.rank(task));
    }
    return most;
  }
}
