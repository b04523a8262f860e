package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A symbolic link (`symlink(7)`).
public final class SymbolicLink extends Inode {
  /// What `stat(2)` gives as the size of a link in `/proc/PID/fd`.
  private static final int SIZE_IN_PROC = 64;

  private final Supplier<String> target;
  private final @Nullable Supplier<@Nullable OpenFile> file;

  /// @param target where it leads, asked whenever it is followed
  public SymbolicLink(long number, Credentials maker, Supplier<String> target, long now) {
    super(number, S_IFLNK, 0777, maker, now);
    this.target = target;
    file = null;
  }

  /// One of `/proc/PID/fd`, which leads to an open file whatever that is called.
  ///
  /// @param permissions say how the descriptor may be used
  /// @param file null where there is no such descriptor any more
  public SymbolicLink(
      long number,
      Credentials maker,
      int permissions,
      Supplier<String> target,
      Supplier<@Nullable OpenFile> file,
      long now) {
    super(number, S_IFLNK, permissions, maker, now);
    this.target = target;
    this.file = file;
  }

  /// Whether it leads to an open file rather than along a path.
  boolean isOfDescriptor() {
    return file != null;
  }

  /// The file that it leads to if it is that of a descriptor.
  ///
  /// @throws FileError `ENOENT`
  Inode file() throws FileError {
    OpenFile open = file == null ? null : file.get();
    if (open == null) {
      throw new FileError(Errno.ENOENT);
    }
    Inode inode = open.inode();
    return inode == null ? new Nameless(open, owner, group, changed) : inode;
  }

  public String target() {
    return target.get();
  }

  @Override
  public long size() {
    return file == null ? target().length() : SIZE_IN_PROC;
  }
}
