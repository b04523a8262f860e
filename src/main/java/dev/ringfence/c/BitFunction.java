package dev.ringfence.c;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The functions on bits that one instruction computes, by their position as the operand of
/// [Op#BITS]. C calls them `__builtin_NAME`, with `l` or `ll` behind it for wider operands. The
/// operand is zero-extended to 64 bits, except for `clrsb`.
///
/// Positions from [#OVERFLOW] on ask whether the sum, difference or product of two 64-bit integers
/// is not what a type can hold.
public enum BitFunction {
  CLZ,
  CTZ,
  FFS,
  POPCOUNT,
  PARITY,
  CLRSB,
  BSWAP;

  /// The position of the first question after overflow.
  public static final int OVERFLOW = 64;

  private static final BitFunction[] ALL = values();

  /// The function that C calls by this name, or null.
  public static @Nullable BitFunction named(String name) {
    for (BitFunction function : ALL) {
      if (name.equals(function.name().toLowerCase(Locale.ROOT))) {
        return function;
      }
    }
    return null;
  }

  /// The position of a question after overflow.
  ///
  /// @param operator `+`, `-` or `*`
  /// @param a whether the first operand is unsigned
  /// @param b whether the second one is
  /// @param bits of the type that is to hold the result: 8, 16, 32 or 64
  public static int overflow(String operator, boolean a, boolean b, int bits, boolean unsigned) {
    int log = Integer.numberOfTrailingZeros(bits / 8);
    return OVERFLOW
        + ("+-*".indexOf(operator) << 5 | bit(a) << 4 | bit(b) << 3 | log << 1 | bit(unsigned));
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }

  /// The result of the function at a position.
  public static long apply(int position, long x, long y) {
    if (position >= OVERFLOW) {
      return bit(overflows(position - OVERFLOW, x, y));
    }
    return switch (ALL[position]) {
      case CLZ -> Long.numberOfLeadingZeros(x);
      case CTZ -> Long.numberOfTrailingZeros(x);
      case FFS -> x == 0 ? 0 : Long.numberOfTrailingZeros(x) + 1;
      case POPCOUNT -> Long.bitCount(x);
      case PARITY -> Long.bitCount(x) & 1;
      case CLRSB -> Long.numberOfLeadingZeros(x < 0 ? ~x : x) - 1;
      case BSWAP -> Long.reverseBytes(x);
    };
  }

  private static boolean overflows(int code, long x, long y) {
    boolean xUnsigned = (code & 16) != 0;
    boolean yUnsigned = (code & 8) != 0;
    int bits = 8 << (code >>> 1 & 3);
    boolean unsigned = (code & 1) != 0;
    long xHigh = xUnsigned ? 0 : x >> 63;
    long yHigh = yUnsigned ? 0 : y >> 63;
    long low;
    long high;
    switch (code >>> 5) {
      case 0 -> {
        low = x + y;
        high = xHigh + yHigh + bit(Long.compareUnsigned(low, x) < 0);
      }
      case 1 -> {
        low = x - y;
        high = xHigh - yHigh - bit(Long.compareUnsigned(x, y) < 0);
      }
      default -> {
        low = x * y;
        high = Math.unsignedMultiplyHigh(x, y) + (xHigh & -y) + (yHigh & -x);
        if (xUnsigned && yUnsigned && high < 0) {
          return true;
        }
      }
    }
    int shift = 64 - bits;
    return unsigned
        ? high != 0 || low << shift >>> shift != low
        : high != low >> 63 || low << shift >> shift != low;
  }
}
