package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Those who poll a file. A task waits in one queue at most but may poll many files: so each of
/// them notes who looks at it, and forgets them when they are woken, which has them look again.
public final class Pollers {
  private static final int ROOM = 4;

  private static final Task[] NONE = {};

  private @Nullable Task[] tasks = NONE;
  private int size;

  /// Notes that the task, which waits in that queue, wants to know when the file becomes ready.
  void add(Task task, WaitQueue queue) {
    if (size == tasks.length) {
      keepThose(queue);
      tasks = Arrays.copyOf(tasks, Math.max(ROOM, 2 * size));
    }
    tasks[size++] = task;
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

  /// The file may have become ready: has those look again who poll it still.
  public void wake(Scheduler scheduler) {
    for (int i = 0; i < size; i++) {
      Task task = tasks[i];
      tasks[i] = null;
      if (task != null && task.state == Task.State.BLOCKED) {
        scheduler.wake(task);
      }
    }
    size = 0;
  }
}
