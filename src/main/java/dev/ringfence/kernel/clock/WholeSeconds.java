package dev.ringfence.kernel.clock;

import java.util.function.LongSupplier;

/// The time of day in seconds, as `time(2)` tells it. What it says is kept for a while, since
/// whoever asks does so at every call.
public final class WholeSeconds implements LongSupplier {
  /// For which part of a second it is kept: so short that HotSpot, which compiles only what has
  /// been executed, has seen it change before it compiles those who ask.
  private static final int PARTS = 4096;

  private final LongSupplier cycles;
  private final long hertz;
  private long until;
  private long second = Timespec.EPOCH;

  /// @param cycles the virtual time
  /// @param hertz how many make a second
  public WholeSeconds(LongSupplier cycles, long hertz) {
    this.cycles = cycles;
    this.hertz = hertz;
  }

  @Override
  public long getAsLong() {
    long now = cycles.getAsLong();
    if (now >= until) {
      long whole = now / hertz;
      second = Timespec.EPOCH + whole;
      until = Math.min((whole + 1) * hertz, now + hertz / PARTS);
    }
    return second;
  }
}
