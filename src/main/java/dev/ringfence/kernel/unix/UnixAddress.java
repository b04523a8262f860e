package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.SocketError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An address of `AF_UNIX` (`unix(7)`): a path; an abstract name, whose first byte is 0; or none.
final class UnixAddress {
  /// Of a socket that has not been bound.
  static final UnixAddress UNNAMED = new UnixAddress(new byte[] {UnixFamily.AF_UNIX, 0});

  /// Where the path begins in `struct sockaddr_un`, and the size of that.
  private static final int PATH = 2;

  private static final int MOST = 110;

  private final byte[] bytes;

  private UnixAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The address that a process has given.
  ///
  /// @throws SocketError `EINVAL`
  static UnixAddress of(byte[] given) throws SocketError {
    if (given.length <= PATH || given.length > MOST || family(given) != UnixFamily.AF_UNIX) {
      throw new SocketError(Errno.EINVAL);
    }
    if (given[PATH] == 0) {
      return new UnixAddress(given);
    }
    int end = PATH;
    while (end < given.length && given[end] != 0) {
      end++;
    }
    return new UnixAddress(Arrays.copyOf(Arrays.copyOf(given, end), end + 1));
  }

  /// One that the kernel chooses: five hexadecimal digits.
  static UnixAddress automatic(int number) {
    byte[] digits = "%05x".formatted(number).getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[PATH + 1 + digits.length];
    bytes[0] = UnixFamily.AF_UNIX;
    System.arraycopy(digits, 0, bytes, PATH + 1, digits.length);
    return new UnixAddress(bytes);
  }

  static int family(byte[] given) {
    return given.length < PATH ? -1 : given[0] & 0xFF | (given[1] & 0xFF) << 8;
  }

  /// Whether `bind(2)` is to choose an address.
  static boolean asksForAny(byte[] given) {
    return given.length == PATH && family(given) == UnixFamily.AF_UNIX;
  }

  boolean isUnnamed() {
    return bytes.length == PATH;
  }

  boolean isAbstract() {
    return bytes.length > PATH && bytes[PATH] == 0;
  }

  /// As calls tell it.
  byte[] bytes() {
    return bytes.clone();
  }

  /// The path, without the zero at its end.
  String path() {
    return new String(bytes, PATH, bytes.length - PATH - 1, StandardCharsets.UTF_8);
  }

  /// As reports call it, without zeros at its end.
  String label() {
    return shown().replaceFirst("@+$", "");
  }

  /// As `ss` shows it: `@` stands for each zero of an abstract name.
  String shown() {
    if (isUnnamed()) {
      return "*";
    }
    return isAbstract()
        ? new String(bytes, PATH, bytes.length - PATH, StandardCharsets.UTF_8).replace('\0', '@')
        : path();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnixAddress address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
