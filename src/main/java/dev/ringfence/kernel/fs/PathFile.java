package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.process.Task;

/// What was opened with `O_PATH`: it says where a file lies, and nothing can be read or written.
public final class PathFile implements OpenFile {
  private static final int TOLD = O_PATH | OpenInode.O_DIRECTORY | OpenInode.O_NOFOLLOW;

  private final Inode inode;
  private final String path;
  private final int flags;
  private final Opener opener;

  /// @param path by which it was opened
  /// @param flags as for `open(2)`
  public PathFile(Inode inode, String path, int flags, Opener opener) {
    this.inode = inode;
    this.path = path;
    this.flags = flags & TOLD;
    this.opener = opener;
  }

  @Override
  public boolean isPath() {
    return true;
  }

  @Override
  public Inode inode() {
    return inode;
  }

  @Override
  public boolean isOf(Task task) {
    return opener.isStill(task);
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public String label() {
    return path;
  }

  @Override
  public boolean isPollable() {
    return false;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    return Errno.EBADF.result();
  }

  @Override
  public long write(Task task, long buffer, long count) {
    return Errno.EBADF.result();
  }

  @Override
  public void closed() {}
}
