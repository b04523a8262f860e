package dev.ringfence.kernel.access;

/// A part of what root may do (`capabilities(7)`), with the number that Linux gives it.
public enum Capability {
  CHOWN(0),
  DAC_OVERRIDE(1),
  DAC_READ_SEARCH(2),
  FOWNER(3),
  FSETID(4),
  KILL(5),
  SETGID(6),
  SETUID(7),
  SETPCAP(8),
  NET_BIND_SERVICE(10),
  NET_ADMIN(12),
  NET_RAW(13),
  IPC_LOCK(14),
  IPC_OWNER(15),
  SYS_RAWIO(17),
  SYS_PTRACE(19),
  SYS_ADMIN(21),
  SYS_NICE(23),
  SYS_RESOURCE(24),
  SYS_TIME(25),
  MKNOD(27),
  LEASE(28),
  WAKE_ALARM(35);

  /// All of Linux's, also those that nothing here asks for.
  public static final long ALL = (1L << 41) - 1;

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  /// The capability as a set.
  public long bit() {
    return 1L << number;
  }
}
