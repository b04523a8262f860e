package dev.ringfence.user;

/// Conversions between integers and doubles as the processor and the System V ABI do them.
final class Reals {
  private static final double TWO_63 = 0x1p63;

  private Reals() {}

  /// As `cvttsd2si`: towards zero; what does not fit becomes the least number.
  static long toSigned(double value) {
    return value >= -TWO_63 && value < TWO_63 ? (long) value : Long.MIN_VALUE;
  }

  /// As gcc converts a double to `unsigned long`.
  static long toUnsigned(double value) {
    return value < TWO_63 ? toSigned(value) : toSigned(value - TWO_63) ^ Long.MIN_VALUE;
  }

  /// The nearest double to an unsigned number, ties to even.
  static double fromUnsigned(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1 | value & 1) * 2;
  }
}
