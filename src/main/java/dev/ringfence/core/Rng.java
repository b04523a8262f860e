package dev.ringfence.core;

/// A seeded stream of random numbers (SplitMix64): the same seed gives the same numbers everywhere.
public final class Rng {
  private long state;

  public Rng(long seed) {
    state = seed;
  }

  public long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// A number from 0 (included) to `bound` (excluded).
  public long below(long bound) {
    return Long.remainderUnsigned(next(), bound);
  }
}
