package dev.ringfence.kernel.inet;

import java.util.Arrays;

/// The datagram that a UDP socket puts together out of what several calls send (`UDP_CORK`,
/// `MSG_MORE`).
final class UdpCork {
  /// Whether all calls add to it (`UDP_CORK`).
  boolean isOn;

  private Endpoint to = Endpoint.NONE;
  private byte[] bytes = Segment.NO_DATA;
  private boolean begun;

  /// Whether there is something that was not sent.
  boolean isBegun() {
    return begun;
  }

  Endpoint to() {
    return to;
  }

  int size() {
    return bytes.length;
  }

  /// Begins a datagram.
  void begin(Endpoint where) {
    to = where;
    begun = true;
  }

  void add(byte[] more) {
    int size = bytes.length;
    bytes = Arrays.copyOf(bytes, size + more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
  }

  /// Takes what has been put together.
  byte[] take() {
    byte[] taken = bytes;
    bytes = Segment.NO_DATA;
    begun = false;
    return taken;
  }
}
