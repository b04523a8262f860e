package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.SocketError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// An address and a port: one end of a conversation (`ip(7)`).
///
/// @param port 0 to 65535
public record Endpoint(int address, int port) {
  /// `AF_INET`.
  static final int FAMILY = 2;

  /// Bytes of `struct sockaddr_in`.
  static final int SIZE = 16;

  private static final int AF_UNSPEC = 0;

  /// `INADDR_ANY`.
  public static final int ANY = 0;

  /// `INADDR_LOOPBACK`.
  public static final int LOOPBACK = 0x7F00_0001;

  /// `INADDR_BROADCAST`.
  static final int BROADCAST = -1;

  static final Endpoint NONE = new Endpoint(ANY, 0);

  /// The number of the family that an address begins with.
  static int family(byte[] address) throws SocketError {
    if (address.length < Short.BYTES) {
      throw new SocketError(Errno.EINVAL);
    }
    return buffer(address).getShort(0) & 0xFFFF;
  }

  private static ByteBuffer buffer(byte[] address) {
    return ByteBuffer.wrap(address).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// A `struct sockaddr_in`.
  ///
  /// @throws SocketError `EINVAL` for a short one, `EAFNOSUPPORT` for another family
  static Endpoint of(byte[] address) throws SocketError {
    if (address.length < SIZE) {
      throw new SocketError(Errno.EINVAL);
    }
    if (family(address) != FAMILY) {
      throw new SocketError(Errno.EAFNOSUPPORT);
    }
    return read(address);
  }

  /// As [#of], for a call to which an address without a family is one of this family if it is
  /// `INADDR_ANY`, or in any case.
  static Endpoint lenient(byte[] address, boolean any) throws SocketError {
    if (address.length >= SIZE && family(address) == AF_UNSPEC) {
      Endpoint read = read(address);
      if (any || read.address == ANY) {
        return read;
      }
    }
    return of(address);
  }

  private static Endpoint read(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(address).order(ByteOrder.BIG_ENDIAN);
    return new Endpoint(bytes.getInt(4), bytes.getShort(2) & 0xFFFF);
  }

  /// Whether an address is that of no family, with which `connect(2)` ends a connection.
  static boolean isUnspecified(byte[] address) throws SocketError {
    return family(address) == AF_UNSPEC;
  }

  /// As a `struct sockaddr_in`.
  byte[] image() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.BIG_ENDIAN);
    bytes.put(0, (byte) FAMILY).putShort(2, (short) port).putInt(4, address);
    return bytes.array();
  }

  /// An address as people write it.
  public static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xFF)
        + "."
        + (address >>> 8 & 0xFF)
        + "."
        + (address & 0xFF);
  }

  @Override
  public String toString() {
    return text(address) + ":" + port;
  }
}
