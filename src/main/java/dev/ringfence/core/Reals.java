package dev.ringfence.core;

/// Conversions between integers and doubles as the processor and the System V ABI do them.
public final class Reals {
  private static final double DEFAULT_NAN = Double.longBitsToDouble(0xFFF8000000000000L);
  private static final double TWO_63 = 0x1p63;

  private Reals() {}

  /// The result of an operation on two doubles as the processor gives it: what is no number has the
  /// sign bit set, unless it comes from an operand that is none (SDM volume 1, section 4.8.3.5).
  public static double result(double value, double a, double b) {
    if (!Double.isNaN(value)) {
      return value;
    }
    return Double.isNaN(a) ? a : Double.isNaN(b) ? b : DEFAULT_NAN;
  }

  /// As `cvttsd2si`: towards zero; what does not fit becomes the least number.
  public static long toSigned(double value) {
    return value >= -TWO_63 && value < TWO_63 ? (long) value : Long.MIN_VALUE;
  }

  /// As `cvttsd2si` with a 32-bit register.
  public static int toWord(double value) {
    return value > -0x1.00000002p31 && value < 0x1p31 ? (int) value : Integer.MIN_VALUE;
  }

  /// As gcc converts a double to `unsigned long`.
  public static long toUnsigned(double value) {
    return value < TWO_63 ? toSigned(value) : toSigned(value - TWO_63) ^ Long.MIN_VALUE;
  }

  /// The nearest double to an unsigned number, ties to even.
  public static double fromUnsigned(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1 | value & 1) * 2;
  }

  /// The nearest float, ties to even.
  public static double floatFromSigned(long value) {
    return (float) value;
  }

  /// The nearest float to an unsigned number, ties to even.
  public static double floatFromUnsigned(long value) {
    return value >= 0 ? (float) value : (float) (value >>> 1 | value & 1) * 2;
  }
}
