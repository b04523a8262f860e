package dev.ringfence.kernel.clock;

import java.util.function.LongSupplier;

/// The time of day in seconds, as `time(2)` tells it. What it says is kept for as long as it holds,
/// since whoever asks does so at every call.
public final class WholeSeconds implements LongSupplier {
  private final LongSupplier cycles;
  private final long hertz;
  private long begun;
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
    if (now - begun >= hertz) {
      begun = now - now % hertz;
      second = Timespec.EPOCH + now / hertz;
    }
    return second;
  }
}
