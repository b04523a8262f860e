package dev.ringfence.kernel.lock;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;

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
