package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.socket.Whole;

/// A UDP datagram (RFC 768).
final class Datagram implements Whole {
  /// Bytes of the headers of IP and UDP.
  private static final int HEADERS = 28;

  /// The most bytes of data.
  static final int MOST = 65_535 - HEADERS;

  /// Bytes on the wire of the ICMP message that nobody has the port.
  static final int REFUSAL = 56;

  private final UdpSocket sender;
  private final Endpoint from;
  private final Endpoint to;
  private final byte[] data;

  /// `IP_TTL` and `IP_TOS` of its sender.
  final int hops;

  final int service;

  /// When it came, how many the receiver had lost before, and whether it noted by which interface
  /// it came.
  long time;

  long lost;
  boolean placed;
  private boolean seen;

  Datagram(UdpSocket sender, Endpoint from, Endpoint to, byte[] data) {
    this.sender = sender;
    hops = IpOptions.number(sender, IpOptions.TTL);
    service = IpOptions.number(sender, IpOptions.TOS);
    this.from = from;
    this.to = to;
    this.data = data;
  }

  UdpSocket sender() {
    return sender;
  }

  Endpoint from() {
    return from;
  }

  Endpoint to() {
    return to;
  }

  byte[] data() {
    return data;
  }

  @Override
  public int size() {
    return data.length;
  }

  @Override
  public boolean wasSeen() {
    return seen;
  }

  @Override
  public void see() {
    seen = true;
  }

  /// Bytes on the wire.
  int wireSize() {
    return HEADERS + data.length;
  }
}
