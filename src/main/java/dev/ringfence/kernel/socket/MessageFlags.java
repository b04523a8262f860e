package dev.ringfence.kernel.socket;

/// The flags of `send(2)` and `recv(2)`.
public final class MessageFlags {
  public static final int OOB = 1;
  public static final int PEEK = 2;
  public static final int DONTROUTE = 4;
  public static final int CTRUNC = 8;
  public static final int TRUNC = 0x20;
  public static final int DONTWAIT = 0x40;
  public static final int EOR = 0x80;
  public static final int WAITALL = 0x100;
  public static final int CONFIRM = 0x800;
  public static final int ERRQUEUE = 0x2000;
  public static final int NOSIGNAL = 0x4000;
  public static final int MORE = 0x8000;
  public static final int WAITFORONE = 0x10000;
  public static final int CMSG_CLOEXEC = 0x4000_0000;

  private MessageFlags() {}
}
