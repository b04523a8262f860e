package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Task;

/// An open file description (`open(2)`): what descriptors refer to.
public interface OpenFile {
  /// As `read(2)`: a count, a negative error number, or [dev.ringfence.kernel.call.Calls#BLOCKED].
  long read(Task task, long buffer, long count);

  /// As `write(2)`, with the same results.
  long write(Task task, long buffer, long count);

  /// The last descriptor that referred to it was closed.
  void closed();
}
