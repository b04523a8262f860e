package dev.ringfence.kernel.file;

/// An open file with no inode of its own behind it, that can be waited for (`eventfd(2)`,
/// `timerfd_create(2)`, `signalfd(2)`, `epoll_create(2)`, `inotify_init(2)`).
public abstract class AnonymousFile implements OpenFile {
  private final Pollers pollers = new Pollers();
  private int flags;

  /// @param flags the access mode and `O_NONBLOCK`, added
  protected AnonymousFile(int flags) {
    this.flags = flags;
  }

  protected final boolean isNonblocking() {
    return (flags & O_NONBLOCK) != 0;
  }

  /// It has no offset, but nothing against one.
  @Override
  public final long seek(long offset, int whence) {
    return 0;
  }

  @Override
  public final int flags() {
    return flags;
  }

  @Override
  public final void setFlags(int next) {
    flags = flags & ~SETTABLE | next & SETTABLE;
  }

  @Override
  public final Pollers pollers() {
    return pollers;
  }
}
