package dev.ringfence.kernel.poll;

import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// A descriptor that an epoll instance watches, with what it is watched for.
final class EpollItem implements Pollers.Watcher {
  static final int EPOLLWAKEUP = 1 << 29;
  static final int EPOLLONESHOT = 1 << 30;
  static final int EPOLLET = 1 << 31;
  static final int EPOLLEXCLUSIVE = 1 << 28;

  /// How to watch, rather than what for.
  private static final int MANNERS = EPOLLWAKEUP | EPOLLONESHOT | EPOLLET | EPOLLEXCLUSIVE;

  private static final int EITHER_WAY = OpenFile.POLLIN | OpenFile.POLLOUT;
  private static final int ALWAYS = OpenFile.POLLERR | OpenFile.POLLHUP;

  private final Epoll epoll;
  private final Reference file;
  private final Runnable end;
  private int events;
  private long data;

  EpollItem(Epoll epoll, Reference file, int events, long data, Runnable end) {
    this.epoll = epoll;
    this.file = file;
    this.end = end;
    change(events, data);
  }

  /// Begins to watch.
  void begin() {
    file.mourn(end);
    Pollers pollers = file.file().pollers();
    if (pollers != null) {
      pollers.add(this);
    }
  }

  /// Watches no more.
  void end() {
    file.mournNot(end);
    Pollers pollers = file.file().pollers();
    if (pollers != null) {
      pollers.remove(this);
    }
  }

  void change(int newEvents, long newData) {
    events = newEvents | ALWAYS;
    data = newData;
  }

  /// As `/proc/PID/fdinfo` says it.
  ///
  /// @param fd by which it was added
  String description(int fd) {
    OpenFile watched = file();
    Inode inode = watched.inode();
    long node = inode != null ? inode.number() : watched.number();
    return "tfd: %8d events: %8x data: %16x  pos:%d ino:%x sdev:%x\n"
        .formatted(fd, events, data, Math.max(0, watched.seek(0, 1)), node, inode != null ? 1 : 15);
  }

  OpenFile file() {
    return file.file();
  }

  long data() {
    return data;
  }

  /// The nested epoll instance, or null.
  @Nullable Epoll nested() {
    return file.file() instanceof Epoll other ? other : null;
  }

  @Override
  public boolean isExclusive() {
    return (events & EPOLLEXCLUSIVE) != 0;
  }

  /// Whether what is so now is told only once it has become so.
  boolean isEdgeTriggered() {
    return (events & EPOLLET) != 0;
  }

  boolean isOneShot() {
    return (events & EPOLLONESHOT) != 0;
  }

  /// Watches for nothing until it is changed.
  void disable() {
    events &= MANNERS;
  }

  boolean isDisabled() {
    return (events & ~MANNERS) == 0;
  }

  /// What is so of that which it is watched for.
  int readiness(Task task) {
    return isDisabled() ? 0 : file.file().readiness(task) & events & ~MANNERS;
  }

  @Override
  public void lookAgain() {
    epoll.lookAgain();
  }

  @Override
  public boolean happened(int what) {
    if (isDisabled() || what != 0 && (what & events & file().heard()) == 0) {
      return false;
    }
    boolean slept = epoll.makeReady(this);
    int way = what & EITHER_WAY;
    return slept && (way == 0 || way != EITHER_WAY && (way & events) != 0);
  }
}
