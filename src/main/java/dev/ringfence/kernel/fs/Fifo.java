package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.ipc.Pipe;
import dev.ringfence.kernel.process.WaitQueue;
import org.jspecify.annotations.Nullable;

/// A pipe with a name (`fifo(7)`).
public final class Fifo extends Inode {
  /// Who waits for the other end to be opened.
  final WaitQueue openers = new WaitQueue();

  /// What goes through it, once it has been opened.
  @Nullable Pipe pipe;

  Fifo(long number, int permissions, Credentials maker, long now) {
    super(number, S_IFIFO, permissions, maker, now);
  }

  @Override
  public long size() {
    return 0;
  }
}
