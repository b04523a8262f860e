package dev.ringfence.kernel.inet;

/// A UDP datagram (RFC 768).
record Datagram(UdpSocket sender, Endpoint from, Endpoint to, byte[] data) {
  /// Bytes of the headers of IP and UDP.
  private static final int HEADERS = 28;

  /// The most bytes of data.
  static final int MOST = 65_535 - HEADERS;

  /// Bytes on the wire of the ICMP message that nobody has the port.
  static final int REFUSAL = 56;

  /// Bytes on the wire.
  int size() {
    return HEADERS + data.length;
  }
}
