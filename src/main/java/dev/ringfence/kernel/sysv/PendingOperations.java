package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.process.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operations on a set that a task makes at once, and waits until it can.
final class PendingOperations {
  final Task task;
  final SemaphoreSet set;
  final List<SemaphoreOperation> operations;
  final boolean alters;

  /// What is to be taken back when the process ends, if anything is.
  final @Nullable Undo undo;

  /// The first that cannot be done now.
  @Nullable SemaphoreOperation blocking;

  /// What has become of them once that is decided: 0, or an error number.
  @Nullable Long result;

  /// When it gives up, in cycles.
  long until = Long.MAX_VALUE;

  PendingOperations(
      Task task, SemaphoreSet set, List<SemaphoreOperation> operations, @Nullable Undo undo) {
    this.task = task;
    this.set = set;
    this.operations = operations;
    this.undo = undo;
    blocking = set.blocking();
    alters = SemaphoreOperation.alter(operations);
  }

  /// Whether it is the only one.
  boolean isSimple() {
    return operations.size() == 1;
  }

  /// Whether the task still waits for them.
  boolean waits() {
    return result == null && task.pending == this && task.state == Task.State.BLOCKED;
  }
}
