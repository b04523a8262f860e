package dev.ringfence.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The contents of a frame as the bytes in which it differs from another packed frame, or from
/// zeros.
///
/// Each run of differing bytes is three bytes with its offset and its length less one, 12 bits
/// each, and the bytes.
final class Packed {
  /// Runs with no more equal bytes than this between them are one.
  private static final int GAP = 3;

  private static final int HEAD = 3;

  private final @Nullable Packed base;
  private final byte[] runs;

  private Packed(@Nullable Packed base, byte[] runs) {
    this.base = base;
    this.runs = runs;
  }

  /// The frame as it differs from another.
  ///
  /// @param base what packed to `from`, itself packed without a base; null when `from` is zeros
  /// @param scratch a frame's worth of bytes to work in
  /// @param most the most bytes that it may take
  /// @return null when it takes more
  static @Nullable Packed of(
      byte[] bytes, byte[] from, @Nullable Packed base, byte[] scratch, int most) {
    int length = 0;
    int at = Arrays.mismatch(bytes, from);
    while (at >= 0) {
      int last = at;
      for (int i = at + 1; i < bytes.length && i - last <= GAP + 1; i++) {
        last = bytes[i] == from[i] ? last : i;
      }
      int count = last - at + 1;
      if (length + HEAD + count > most) {
        return null;
      }
      scratch[length] = (byte) at;
      scratch[length + 1] = (byte) (at >>> 8 | count - 1 << 4);
      scratch[length + 2] = (byte) (count - 1 >>> 4);
      System.arraycopy(bytes, at, scratch, length + HEAD, count);
      length += HEAD + count;
      int next = last + 1;
      int more = Arrays.mismatch(bytes, next, bytes.length, from, next, bytes.length);
      at = more < 0 ? -1 : next + more;
    }
    return length == 0 && base != null ? base : new Packed(base, Arrays.copyOf(scratch, length));
  }

  /// Writes the contents to a frame of zeros.
  void unpack(byte[] to) {
    if (base != null) {
      base.unpack(to);
    }
    for (int i = 0; i < runs.length; ) {
      int middle = runs[i + 1] & 0xFF;
      int at = runs[i] & 0xFF | (middle & 0xF) << 8;
      int count = (middle >>> 4 | (runs[i + 2] & 0xFF) << 4) + 1;
      System.arraycopy(runs, i + HEAD, to, at, count);
      i += HEAD + count;
    }
  }
}
