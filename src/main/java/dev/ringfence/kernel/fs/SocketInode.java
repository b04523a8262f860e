package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import org.jspecify.annotations.Nullable;

/// The name of a socket (`unix(7)`).
public final class SocketInode extends Inode {
  /// The socket that has been bound to it, until that is closed.
  public @Nullable OpenFile socket;

  SocketInode(long number, int permissions, Credentials maker, long now) {
    super(number, S_IFSOCK, permissions, maker, now);
  }

  @Override
  public long size() {
    return 0;
  }
}
