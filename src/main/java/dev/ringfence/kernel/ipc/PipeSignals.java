package dev.ringfence.kernel.ipc;

import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Band;
import org.jspecify.annotations.Nullable;

/// What a pipe tells by signals (`O_ASYNC` of `fcntl(2)`): the owners of each side that the other
/// one has read or written, as often as anybody has tried to, whether there was anything or not.
final class PipeSignals {
  private @Nullable AsyncFiles readers;
  private @Nullable AsyncFiles writers;

  /// Where those of a side are noted who are to be told.
  AsyncFiles of(boolean reads) {
    AsyncFiles known = reads ? readers : writers;
    AsyncFiles files = known == null ? new AsyncFiles() : known;
    if (reads) {
      readers = files;
    } else {
      writers = files;
    }
    return files;
  }

  /// Tells those of a side.
  void tell(boolean reads) {
    AsyncFiles files = reads ? readers : writers;
    if (files != null) {
      files.tell(reads ? Band.IN : Band.OUT);
    }
  }
}
