package dev.ringfence.kernel.mqueue;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits to send to queues or to receive from them: with a message in hand, or for one.
///
/// As in Linux, a message goes from a sender to a receiver that waits, and the place of a message
/// that was received to a sender that waits, so that nobody who comes later can come between.
final class Waiters {
  /// The value of [Task#progress] of a task that waits, and of one that has been served.
  static final long WAITING = 1;

  static final long SERVED = 2;

  private static final int FEW = 64;

  /// One call that waits.
  static final class Waiter {
    final OpenQueue open;

    /// When it ends by itself, in cycles, or `Long.MAX_VALUE`.
    final long until;

    /// What is sent, or has been received.
    @Nullable Message message;

    Waiter(OpenQueue open, long until, @Nullable Message message) {
      this.open = open;
      this.until = until;
      this.message = message;
    }
  }

  private final Map<Task, Waiter> all = new IdentityHashMap<>();

  /// The waiting call of a task that has made it before.
  @Nullable Waiter of(Task task) {
    return task.progress == 0 ? null : all.get(task);
  }

  void add(Task task, Waiter waiter) {
    if (all.size() >= FEW) {
      all.keySet().removeIf(other -> other.state == Task.State.DEAD);
    }
    all.put(task, waiter);
    task.progress = WAITING;
  }

  /// The call is over.
  void remove(Task task) {
    all.remove(task);
  }

  /// The first of a queue that has not been served and is not stopped, or null; it then counts as
  /// served.
  @Nullable Task serve(WaitQueue queue) {
    Task[] found = {null};
    queue.forEach(
        task -> {
          if (found[0] == null && task.progress == WAITING && !task.process().signals.stopped) {
            found[0] = task;
          }
        });
    if (found[0] != null) {
      found[0].progress = SERVED;
    }
    return found[0];
  }
}
