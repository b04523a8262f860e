package dev.ringfence.kernel.sched;

import dev.ringfence.kernel.process.Task;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What is to happen at a time: ends of waits, and alarms. The earliest is first, at the same time
/// the one with the lowest number.
final class Timers {
  /// A moment at which a task's wait ends, void if the task has another deadline by then; or at
  /// which an alarm goes off.
  record Timer(long time, int number, @Nullable Task task, @Nullable Alarm alarm) {
    private boolean isVoid() {
      return alarm != null ? alarm.time() != time : task == null || task.deadline != time;
    }
  }

  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(Comparator.comparingLong(Timer::time).thenComparingInt(Timer::number));

  void add(long time, Task task) {
    queue.add(new Timer(time, task.tid(), task, null));
  }

  void add(long time, Alarm alarm) {
    queue.add(new Timer(time, alarm.number(), null, alarm));
  }

  /// The first that is not void, or null.
  @Nullable Timer first() {
    while (!queue.isEmpty() && queue.element().isVoid()) {
      queue.remove();
    }
    return queue.peek();
  }

  void removeFirst() {
    queue.remove();
  }

  /// The time of the first, which may be void, or `Long.MAX_VALUE` if there is none.
  long earliest() {
    Timer first = queue.peek();
    return first == null ? Long.MAX_VALUE : first.time;
  }

  boolean areVoid() {
    return queue.stream().allMatch(Timer::isVoid);
  }
}
