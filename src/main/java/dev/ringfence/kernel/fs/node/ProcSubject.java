package dev.ringfence.kernel.fs.node;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// What a directory of `/proc` is about: a process as a whole, `/proc/PID`, or one of its threads,
/// `/proc/PID/task/TID`.
///
/// @param tid of the thread that stands for the process, which is the first unless the directory
///     was found by the number of another
public record ProcSubject(Process process, int tid, boolean whole) {
  /// A process as a whole, by its own number.
  public static ProcSubject of(Process process) {
    return new ProcSubject(process, process.pid(), true);
  }

  /// The thread, or null if it has ended. Whoever has run another program is the first thread.
  public @Nullable Task task() {
    for (Task task : process.tasks) {
      if (task.tid() == tid || isFirst() && process.hasExecuted && process.tasks.size() == 1) {
        return task;
      }
    }
    return null;
  }

  /// Whether it is the first thread, whose number is the process's.
  public boolean isFirst() {
    return tid == process.pid();
  }

  /// Whether there is something left of it: the first thread stays until its process has been
  /// waited for.
  public boolean isThere() {
    return !process.reaped && (isFirst() || task() != null);
  }
}
