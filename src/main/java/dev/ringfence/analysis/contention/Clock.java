package dev.ringfence.analysis.contention;

import dev.ringfence.machine.Profile;

/// Cycles as nanoseconds, like [Profile#nanos], for very many times that rise slowly.
final class Clock {
  private static final long NANOS = 1_000_000_000;

  private final Profile profile;

  /// Nanoseconds are cycles by a fraction in its lowest terms, or by a shift to the right.
  private final long numerator;

  private final long denominator;
  private final int shift;
  private final long most;
  private long lastCycles;
  private long lastNanos;

  Clock(Profile profile) {
    this.profile = profile;
    long common = common(NANOS, profile.hertz());
    numerator = NANOS / common;
    denominator = profile.hertz() / common;
    shift = Long.bitCount(denominator) == 1 ? Long.numberOfTrailingZeros(denominator) : -1;
    most = Long.MAX_VALUE / numerator;
  }

  private static long common(long one, long other) {
    return other == 0 ? one : common(other, one % other);
  }

  long nanos(long cycles) {
    if (cycles != lastCycles) {
      lastCycles = cycles;
      lastNanos =
          cycles > most
              ? profile.nanos(cycles)
              : shift >= 0 ? cycles * numerator >> shift : cycles * numerator / denominator;
    }
    return lastNanos;
  }
}
