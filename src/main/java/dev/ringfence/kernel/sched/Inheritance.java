package dev.ringfence.kernel.sched;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.RankedQueue;

/// Priority inheritance: whoever holds what a task of a higher priority waits for has that priority
/// until it lets go, and so has whoever it waits for in turn (`PTHREAD_PRIO_INHERIT`,
/// `FUTEX_LOCK_PI`). A holder has the ceiling of a mutex of `PTHREAD_PRIO_PROTECT` in any case.
final class Inheritance {
  private Inheritance() {}

  /// A task holds what others wait for in a queue, or may come to wait for.
  static void hold(RankedQueue queue, Task holder) {
    if (queue.holder != null && queue.holder != holder) {
      release(queue);
    }
    queue.holder = holder;
    if (queue.lent() > 0) {
      holder.schedule().borrow(queue);
      look(holder);
    }
  }

  /// What others wait for in a queue has been let go.
  static void release(RankedQueue queue) {
    Task holder = queue.holder;
    queue.holder = null;
    if (holder != null && holder.schedule != null) {
      holder.schedule.giveBack(queue);
      look(holder);
    }
  }

  /// Somebody has left the queue.
  static void changed(RankedQueue queue) {
    Task holder = queue.holder;
    if (holder != null) {
      look(holder);
    }
  }

  /// The rank of a task has changed.
  static void ranked(Task task) {
    if (task.queue instanceof RankedQueue queue && queue.holder != null && queue.holder != task) {
      queue.remove(task);
      queue.add(task);
      hold(queue, queue.holder);
      look(queue.holder);
    }
  }

  private static void look(Task holder) {
    if (holder.schedule != null && holder.schedule.inherit()) {
      ranked(holder);
    }
  }
}
