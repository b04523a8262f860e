package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.AsyncFiles;

/// A character device (`null(4)`, `full(4)`, `tty(4)`, `random(4)`).
public final class Device extends Inode {
  /// Which device it is, with its numbers as Linux gives them.
  public enum Kind {
    NULL(1, 3),
    ZERO(1, 5),
    FULL(1, 7),
    TTY(5, 0),
    RANDOM(1, 8),
    URANDOM(1, 9);

    public final int major;
    public final int minor;

    Kind(int major, int minor) {
      this.major = major;
      this.minor = minor;
    }
  }

  public final Kind kind;

  /// Who is told of it by signals, which of these devices only random numbers know, though nothing
  /// ever happens to them.
  final AsyncFiles async = new AsyncFiles();

  Device(long number, Kind kind, long now) {
    super(number, S_IFCHR, 0666, Credentials.SYSTEM, now);
    this.kind = kind;
  }

  boolean isRandom() {
    return kind == Kind.RANDOM || kind == Kind.URANDOM;
  }

  @Override
  public long size() {
    return 0;
  }
}
