package dev.ringfence.user;

/// How long `compute` takes where it is supposed to take more or less than the program says. What
/// is left of one that has begun is told from what the program says by its range.
final class Pace {
  private static final long USUAL = 1_000_000;
  private static final long BEGUN = Long.MIN_VALUE;

  private Pace() {}

  /// The nanoseconds that are left.
  ///
  /// @param value what the register has: nanoseconds of the program, or [#begun]
  /// @param pace millionths
  static long left(long value, int pace) {
    if (value < BEGUN / 2) {
      return value - BEGUN;
    }
    long nanos = Math.max(0, value);
    return nanos / USUAL * pace + nanos % USUAL * pace / USUAL;
  }

  /// What the register has when so many nanoseconds are left.
  static long begun(long left) {
    return left + BEGUN;
  }
}
