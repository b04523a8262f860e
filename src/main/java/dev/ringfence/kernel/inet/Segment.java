package dev.ringfence.kernel.inet;

/// A TCP segment (RFC 9293). Numbers of bytes begin with 0 for the SYN of each direction and do not
/// wrap.
///
/// @param flags of [#SYN], [#ACK], [#FIN], [#RST], [#URG]; with the last one the upper 16 bits are
///     the urgent pointer, from the first byte to behind the urgent one
/// @param seq the number of its first byte
/// @param ack the number of the byte that is expected next
/// @param window how many bytes from there on there is room for
record Segment(
    Endpoint from, Endpoint to, int flags, long seq, long ack, long window, byte[] data) {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;
  static final int URG = 32;

  /// The largest urgent pointer, and where it begins.
  private static final int MOST_AHEAD = 0xFFFF;

  private static final int POINTER = 16;
  static final byte[] NO_DATA = {};

  /// Bytes of the headers of IP and TCP.
  private static final int HEADERS = 40;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// The flags that tell of an urgent byte.
  ///
  /// @param ahead how far behind the first byte of the segment it ends
  static int urgent(long ahead) {
    return URG | (int) Math.min(ahead, MOST_AHEAD) << POINTER;
  }

  /// The number of the urgent byte that it tells of.
  long mark() {
    return seq + (flags >>> POINTER) - 1;
  }

  /// Bytes on the wire.
  int size() {
    return HEADERS + data.length;
  }

  /// What answers a segment for which there is no connection.
  Segment refusal() {
    long end = seq + data.length + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
    return new Segment(to, from, RST | ACK, has(ACK) ? ack : 0, end, 0, NO_DATA);
  }
}
