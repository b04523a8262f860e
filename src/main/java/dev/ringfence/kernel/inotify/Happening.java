package dev.ringfence.kernel.inotify;

/// What can happen to a file, as bits of `inotify(7)`.
public final class Happening {
  public static final int ACCESS = 1;
  public static final int MODIFY = 2;
  public static final int ATTRIB = 4;
  public static final int CLOSE_WRITE = 8;
  public static final int CLOSE_NOWRITE = 0x10;
  public static final int OPEN = 0x20;
  public static final int MOVED_FROM = 0x40;
  public static final int MOVED_TO = 0x80;
  public static final int CREATE = 0x100;
  public static final int DELETE = 0x200;
  public static final int DELETE_SELF = 0x400;
  public static final int MOVE_SELF = 0x800;

  /// All of these.
  static final int ANY = 0xFFF;

  static final int Q_OVERFLOW = 0x4000;
  static final int IGNORED = 0x8000;
  public static final int ISDIR = 0x4000_0000;

  private Happening() {}
}
