package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;

/// Who has opened a file: a process as it then was.
///
/// @param credentials its own then; a process that takes new ones is another opener, even if they
///     are equal
public record Opener(Process process, Credentials credentials) {
  public static Opener of(Task task) {
    return new Opener(task.process(), task.process().credentials);
  }

  /// Whether a task is of the opener.
  @SuppressWarnings("ReferenceEquality")
  public boolean isStill(Task task) {
    return task.process() == process && task.process().credentials == credentials;
  }
}
