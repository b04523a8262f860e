package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Task;

/// An open file through which bytes flow, which the kernel itself can take out of it and put into
/// it, as `splice(2)` does.
public interface Flow extends OpenFile {
  /// Takes bytes out, as `read(2)` with the same results.
  long take(Task task, byte[] to, boolean nonblocking);

  /// Puts bytes in, as `write(2)` with the same results.
  ///
  /// @param before how many bytes of what the call moves came before these; they count in the
  ///     result, and so does what [Task#progress] is when the call must wait
  long give(Task task, byte[] from, long before);
}
