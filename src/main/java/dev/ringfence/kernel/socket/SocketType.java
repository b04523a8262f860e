package dev.ringfence.kernel.socket;

/// The numbers of socket types (`socket(2)`).
public final class SocketType {
  public static final int STREAM = 1;
  public static final int DGRAM = 2;
  public static final int RAW = 3;
  public static final int SEQPACKET = 5;

  static final int MASK = 0xF;
  static final int MOST = 10;

  private SocketType() {}
}
