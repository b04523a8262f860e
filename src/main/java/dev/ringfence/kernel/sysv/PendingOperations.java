package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// Operations on a set that a task makes at once, and waits until it can.
final class PendingOperations {
  final Task task;
  final SemaphoreSet set;
  final Operations operations;

  /// What is to be taken back when the process ends, if anything is.
  final @Nullable Undo undo;

  /// The first that cannot be done now.
  @Nullable SemaphoreOperation blocking;

  /// Whether it is decided what becomes of them.
  boolean isDecided;

  /// What has become of them then: 0, or an error number.
  long result;

  /// When it gives up, in cycles.
  long until = Long.MAX_VALUE;

  PendingOperations(Task task, SemaphoreSet set, Operations operations, @Nullable Undo undo) {
    this.task = task;
    this.set = set;
    this.operations = operations;
    this.undo = undo;
    blocking = set.blocking();
  }

  /// Whether the task still waits for them.
  boolean waits() {
    return !isDecided && task.pending == this && task.state == Task.State.BLOCKED;
  }
}
