package dev.ringfence.kernel.fs;

/// What can happen to a file, as bits of `inotify(7)`.
final class Happening {
  static final int ACCESS = 1;
  static final int MODIFY = 2;
  static final int ATTRIB = 4;
  static final int CLOSE_WRITE = 8;
  static final int CLOSE_NOWRITE = 0x10;
  static final int OPEN = 0x20;
  static final int MOVED_FROM = 0x40;
  static final int MOVED_TO = 0x80;
  static final int CREATE = 0x100;
  static final int DELETE = 0x200;
  static final int DELETE_SELF = 0x400;
  static final int MOVE_SELF = 0x800;

  /// All of these.
  static final int ANY = 0xFFF;

  static final int Q_OVERFLOW = 0x4000;
  static final int IGNORED = 0x8000;
  static final int ISDIR = 0x4000_0000;

  private Happening() {}
}
