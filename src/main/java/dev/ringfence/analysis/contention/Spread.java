package dev.ringfence.analysis.contention;

import java.util.Arrays;

/// How long something took, each time, in nanoseconds: percentiles to a hundredth of their value,
/// all else exactly.
public final class Spread {
  /// Values below are told apart; above, so many in each doubling.
  private static final int FINE = 128;

  private static final int FINE_BITS = 7;

  private int[] counts = {};
  private long count;
  private long total;
  private long max;

  void add(long nanos) {
    int slot = slot(nanos);
    if (slot >= counts.length) {
      counts = Arrays.copyOf(counts, slot + FINE / 2);
    }
    counts[slot]++;
    count++;
    total += nanos;
    max = Math.max(max, nanos);
  }

  private static int slot(long nanos) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - FINE_BITS - 1);
    return shift * FINE + (int) (nanos >>> shift);
  }

  /// The greatest value in a slot.
  private static long top(int slot) {
    int shift = Math.max(0, slot / FINE - 1);
    long first = slot - (long) shift * FINE;
    return (first + 1 << shift) - 1;
  }

  public long count() {
    return count;
  }

  public long total() {
    return total;
  }

  public long max() {
    return max;
  }

  /// The total by the count, rounded down; 0 for none.
  public long mean() {
    return count == 0 ? 0 : total / count;
  }

  /// The time that so many in a hundred do not exceed; 0 for none.
  public long percentile(int percent) {
    long wanted = Math.max(1, (count * percent + 99) / 100);
    long seen = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      seen += counts[slot];
      if (seen >= wanted) {
        return Math.min(max, top(slot));
      }
    }
    return max;
  }
}
