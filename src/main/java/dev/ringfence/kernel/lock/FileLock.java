package dev.ringfence.kernel.lock;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An advisory lock on a range of a file's bytes, or on all of it.
public final class FileLock extends WaitObject {
  /// Whose a lock is: a process's (`fcntl(2)`), an open file description's, or that of one on all
  /// of the file (`flock(2)`); as `/proc/locks` calls them.
  public enum Kind {
    POSIX,
    OFDLCK,
    FLOCK
  }

  private final FileLocks file;
  final Kind kind;

  /// The process, or the reference of the open file description.
  final Object owner;

  /// Who asked for it, and by which open file description.
  final Task taker;

  final Reference through;

  final boolean exclusive;
  long from;

  /// The last byte.
  long to;

  /// The greater, the younger.
  long serial;

  /// What it waits behind if it is only wanted: a lock, or another that is wanted; null if it does
  /// not wait.
  private @Nullable FileLock before;

  /// Those that wait behind it, first come first.
  private List<FileLock> behind = List.of();

  FileLock(
      FileLocks file,
      Kind kind,
      Object owner,
      Task taker,
      Reference through,
      long from,
      long to,
      boolean exclusive) {
    super("");
    this.file = file;
    this.kind = kind;
    this.owner = owner;
    this.taker = taker;
    this.through = through;
    this.from = from;
    this.to = to;
    this.exclusive = exclusive;
    givenBackBy = kind == Kind.FLOCK ? Act.LOCK.bit() : 0;
  }

  @Nullable FileLock before() {
    return before;
  }

  List<FileLock> behind() {
    return behind;
  }

  /// The lock that it waits for behind others.
  FileLock root() {
    FileLock root = this;
    for (FileLock next = before; next != null; next = next.before) {
      root = next;
    }
    return root;
  }

  /// Has it wait behind a lock, or behind one of those that wait there and that it excludes.
  void queueBehind(FileLock obstacle) {
    FileLock last = obstacle;
    for (FileLock next = last; next != null; next = last.firstBehindAgainst(this)) {
      last = next;
    }
    if (last.behind.isEmpty()) {
      last.behind = new ArrayList<>(1);
    }
    last.behind.add(this);
    before = last;
  }

  private @Nullable FileLock firstBehindAgainst(FileLock other) {
    for (FileLock waiter : behind) {
      if (waiter.excludes(other)) {
        return waiter;
      }
    }
    return null;
  }

  /// Has it wait no more.
  void leaveQueue() {
    if (before != null) {
      before.behind.remove(this);
      before = null;
    }
  }

  /// Has those wait no more that wait behind it.
  ///
  /// @return those
  List<FileLock> letGo() {
    List<FileLock> waiters = behind;
    behind = List.of();
    for (FileLock waiter : waiters) {
      waiter.before = null;
    }
    return waiters;
  }

  /// One of the same owner and kind, for part of its range.
  FileLock part(long start, long end) {
    return new FileLock(file, kind, owner, taker, through, start, end, exclusive);
  }

  @Override
  public String name() {
    String range =
        from == 0 && to == Long.MAX_VALUE
            ? ""
            : to == Long.MAX_VALUE
                ? "bytes " + from + " to the end of "
                : "bytes " + from + " to " + to + " of ";
    return "the lock on " + range + file.name();
  }

  @Override
  public WaitQueue queue() {
    return file.queue;
  }

  @Override
  public boolean isPartOfQueue() {
    return true;
  }

  private boolean meets(FileLock other) {
    return from <= other.to && other.from <= to;
  }

  /// Whether both cannot be there together.
  boolean excludes(FileLock other) {
    boolean whole = kind == Kind.FLOCK;
    return whole == (other.kind == Kind.FLOCK)
        && owner != other.owner
        && meets(other)
        && (exclusive || other.exclusive);
  }

  public FileLocks file() {
    return file;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isExclusive() {
    return exclusive;
  }

  public long from() {
    return from;
  }

  /// The last byte, or `Long.MAX_VALUE`.
  public long to() {
    return to;
  }

  /// The process that took it.
  public Process process() {
    return taker.process();
  }

  /// As `l_pid` and `/proc/locks` give it.
  public int pid() {
    return kind == Kind.OFDLCK ? -1 : taker.process().pid();
  }

  /// The greater, the younger.
  public long serial() {
    return serial;
  }

  /// Whether it was taken by a descriptor for this open file description.
  public boolean isBy(Reference reference) {
    return through == reference;
  }
}
