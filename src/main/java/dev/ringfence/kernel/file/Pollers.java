package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who poll a file. A task waits in one queue at most but may poll many files: so each of
/// them notes who looks at it, and forgets them when they are woken, which has them look again: the
/// last to come first.
/// Watchers are told of everything that happens until they are taken away.
public final class Pollers {
  /// Whoever is told whenever something happens to a file (`epoll(7)`).
  public interface Watcher {
    /// Something has happened.
    ///
    /// @param events what may have become so, as bits of `poll(2)`; 0 if that is not known
    /// @return whether no other exclusive watcher need be told
    boolean happened(int events);

    /// What could happen has changed: has those look again who wait for it.
    void lookAgain();

    /// Whether it need not be told when another exclusive watcher was.
    default boolean isExclusive() {
      return false;
    }
  }

  private static final int ROOM = 4;

  private static final Task[] NONE = {};

  private @Nullable Task[] tasks = NONE;
  private int size;

  /// Where those wait who poll; whoever waits elsewhere has gone on since.
  private @Nullable WaitQueue polling;

  private List<Watcher> watchers = List.of();

  /// Notes that the task, which waits in that queue, wants to know when the file becomes ready.
  public void add(Task task, WaitQueue queue) {
    polling = queue;
    if (size == tasks.length) {
      keepThose(queue);
      tasks = Arrays.copyOf(tasks, Math.max(ROOM, 2 * size));
    }
    int at = size++;
    for (; at > 0 && beganLater(tasks[at - 1], task); at--) {
      tasks[at] = tasks[at - 1];
    }
    tasks[at] = task;
  }

  /// Whether one has begun to wait later than another, which looks again.
  private static boolean beganLater(@Nullable Task one, Task other) {
    return one != null && one.blockedAt > other.blockedAt;
  }

  /// Drops those who have gone on since, and what was noted twice.
  private void keepThose(WaitQueue queue) {
    Object[] left =
        Arrays.stream(tasks, 0, size)
            .filter(task -> task != null && task.queue == queue)
            .distinct()
            .toArray();
    size = left.length;
    System.arraycopy(left, 0, tasks, 0, size);
  }

  /// Has somebody be told from now on.
  public void add(Watcher watcher) {
    watchers = new ArrayList<>(watchers);
    watchers.add(watcher.isExclusive() ? watchers.size() : 0, watcher);
  }

  /// Has somebody be told no more.
  public void remove(Watcher watcher) {
    watchers = new ArrayList<>(watchers);
    watchers.remove(watcher);
  }

  /// The file may have become ready: has those look again who poll it still.
  public void wake(Scheduler scheduler) {
    wake(scheduler, 0);
  }

  /// As [#wake(Scheduler)].
  ///
  /// @param events what may have become so, as bits of `poll(2)`; 0 if that is not known
  public void wake(Scheduler scheduler, int events) {
    wakeTasks(scheduler);
    boolean taken = false;
    for (Watcher watcher : watchers) {
      if (!taken || !watcher.isExclusive()) {
        taken |= watcher.happened(events) && watcher.isExclusive();
      }
    }
  }

  /// The state of the file has changed: as [#wake(Scheduler)], and tells exclusive watchers all.
  public void wakeAll(Scheduler scheduler) {
    wakeTasks(scheduler);
    watchers.forEach(watcher -> watcher.happened(0));
  }

  /// As [#wake(Scheduler, int)], and has all look again of a queue in which whoever comes last is
  /// first: who polls and has come later than one of those is woken before it.
  public void wakeWith(Scheduler scheduler, WaitQueue queue, int events) {
    wakeInTurn(scheduler, queue);
    wake(scheduler, events);
  }

  /// As [#wakeAll], with a queue as in [#wakeWith].
  public void wakeAllWith(Scheduler scheduler, WaitQueue queue) {
    wakeInTurn(scheduler, queue);
    wakeAll(scheduler);
  }

  private void wakeInTurn(Scheduler scheduler, WaitQueue queue) {
    queue.forEach(
        task -> {
          while (size > 0 && beganLater(tasks[size - 1], task)) {
            wakeLast(scheduler);
          }
          scheduler.wake(task);
        });
  }

  /// What could happen to the file has changed, though nothing has: has all look again, so that
  /// what they wait for is judged anew.
  public void lookAgain(Scheduler scheduler) {
    wakeTasks(scheduler);
    watchers.forEach(Watcher::lookAgain);
  }

  private void wakeTasks(Scheduler scheduler) {
    while (size > 0) {
      wakeLast(scheduler);
    }
  }

  private void wakeLast(Scheduler scheduler) {
    Task task = tasks[--size];
    tasks[size] = null;
    if (task != null && task.state == Task.State.BLOCKED && task.queue == polling) {
      scheduler.wake(task);
    }
  }
}
