package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.lock.FileLocks;
import org.jspecify.annotations.Nullable;

/// A file of any kind (`inode(7)`): what names and open file descriptions refer to.
public abstract sealed class Inode
    permits RegularFile, TextFile, Directory, SymbolicLink, Device, Fifo {
  static final int S_IFMT = 0170000;
  static final int S_IFDIR = 0040000;
  static final int S_IFCHR = 0020000;
  static final int S_IFREG = 0100000;
  static final int S_IFLNK = 0120000;
  static final int S_IFIFO = 0010000;

  /// The user to whom the processes belong, and the user to whom the system's own files belong.
  static final int USER = 1000;

  static final int ROOT = 0;

  static final int READ = 4;
  static final int WRITE = 2;
  static final int EXECUTE = 1;

  final long number;
  final int type;
  final int owner;

  /// The permission bits, with set-user-ID, set-group-ID and sticky.
  int permissions;

  /// The locks on it, once there have been any.
  public @Nullable FileLocks locks;

  /// How many names it has.
  int links;

  /// Times in nanoseconds since 1970.
  long accessed;

  long modified;
  long changed;

  /// @param type a number of `S_IFMT`
  Inode(long number, int type, int permissions, int owner, long now) {
    this.number = number;
    this.type = type;
    this.permissions = permissions;
    this.owner = owner;
    accessed = now;
    modified = now;
    changed = now;
  }

  /// The size that `stat(2)` gives.
  public abstract long size();

  /// Its number, as `stat(2)` gives it.
  public long number() {
    return number;
  }

  /// Whether it still has a name.
  public boolean isNamed() {
    return links > 0;
  }

  /// What it is, as `lsof(8)` calls it.
  public String kind() {
    return switch (type) {
      case S_IFDIR -> "DIR";
      case S_IFCHR -> "CHR";
      case S_IFLNK -> "LINK";
      case S_IFIFO -> "FIFO";
      default -> "REG";
    };
  }

  /// The numbers of the device that it is or lies on.
  public String deviceNumbers() {
    return this instanceof Device device ? device.kind.major + "," + device.kind.minor : "0,1";
  }

  int mode() {
    return type | permissions;
  }

  /// Whether a process may do all of this: [#READ], [#WRITE], [#EXECUTE], added.
  boolean allows(int access) {
    int granted = owner == USER ? permissions >> 6 : permissions;
    return (granted & access) == access;
  }

  void modified(long now) {
    modified = now;
    changed = now;
  }
}
