package dev.ringfence.kernel.inotify;

import dev.ringfence.kernel.fs.Inode;

/// Somebody's watch of a file or directory (`inotify(7)`).
public final class FileWatch {
  static final int EXCL_UNLINK = 0x0400_0000;
  static final int ONESHOT = 1 << 31;

  final int descriptor;
  final Inode inode;
  private final Inotify instance;

  /// What it is told of, with flags.
  int mask;

  FileWatch(int descriptor, Inode inode, Inotify instance, int mask) {
    this.descriptor = descriptor;
    this.inode = inode;
    this.instance = instance;
    this.mask = mask;
  }

  /// @param name in the directory that is watched, or the empty string for the file itself
  /// @param cookie that two events of one renaming have in common
  /// @param gone whether it was done by a name that there is no more
  public void happened(int what, String name, int cookie, boolean gone) {
    if ((what & mask & Happening.ANY) == 0 || gone && (mask & EXCL_UNLINK) != 0) {
      return;
    }
    boolean itself = (what & (Happening.DELETE_SELF | Happening.MOVE_SELF)) != 0;
    instance.queue(descriptor, itself ? what & ~Happening.ISDIR : what, cookie, name);
    if ((mask & ONESHOT) != 0) {
      end();
    }
  }

  /// Watches no more, which is an event, too.
  public void end() {
    instance.forget(this);
    instance.queue(descriptor, Happening.IGNORED, 0, "");
  }

  public boolean isOf(Inotify other) {
    return instance == other;
  }
}
