package dev.ringfence.kernel.tty;

import java.util.Arrays;

/// Bytes under way, first in, first out.
final class ByteQueue {
  private byte[] bytes = new byte[64];
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  void put(int c) {
    if (to == bytes.length) {
      int size = size();
      byte[] next = size > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
      System.arraycopy(bytes, from, next, 0, size);
      bytes = next;
      from = 0;
      to = size;
    }
    bytes[to++] = (byte) c;
  }

  /// The bytes that are there, which stay.
  byte[] all() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// Drops the first bytes.
  void skip(int count) {
    from += count;
  }

  /// Keeps only so many of the first bytes.
  ///
  /// @return how many went
  int truncate(int most) {
    int gone = Math.max(0, size() - most);
    to -= gone;
    return gone;
  }
}
