package dev.ringfence.report.metric;

import org.HdrHistogram.Histogram;

/// How long something took, each time: percentiles to a thousandth of their value, the maximum
/// exactly.
public final class Distribution {
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(DIGITS);
  private long total;
  private long max;
  private long ends;
  private long unfinished;

  /// Adds a time in nanoseconds.
  void add(long nanos) {
    histogram.recordValue(nanos);
    total += nanos;
    max = Math.max(max, nanos);
  }

  /// Adds what did not come to its end, with its age.
  void addUnfinished(long nanos) {
    add(nanos);
    unfinished++;
  }

  /// Counts an end in the time that is measured.
  void end() {
    ends++;
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /// How many of them have not come to their end; their time is their age.
  public long unfinished() {
    return unfinished;
  }

  /// How many ended in the time that is measured, whenever they began.
  public long ends() {
    return ends;
  }

  public long max() {
    return max;
  }

  public double mean() {
    return count() == 0 ? 0 : (double) total / count();
  }

  /// The time in nanoseconds that so many in a hundred do not exceed.
  public long percentile(double percentile) {
    return Math.min(max, histogram.getValueAtPercentile(percentile));
  }
}
