package dev.ringfence.machine;

/// A kind of machine, as `conf/machines` describes it.
///
/// @param hertz cycles a second, 1 Hz to 9 GHz
/// @param paging the form of its page tables
/// @param physicalBits the width of a physical address
/// @param writeProtect whether ring 0, too, may not write read-only pages (CR0.WP)
/// @param addressing how it makes physical addresses of pointers
/// @param model how wide its integers and pointers are in C
public record Profile(
    String name,
    long hertz,
    Paging paging,
    int physicalBits,
    boolean writeProtect,
    Addressing addressing,
    DataModel model,
    Costs costs) {
  private static final long NANOS = 1_000_000_000;
  private static final long MOST_HERTZ = 9_000_000_000L;

  /// A machine with page tables.
  public Profile(
      String name,
      long hertz,
      Paging paging,
      int physicalBits,
      boolean writeProtect,
      DataModel model,
      Costs costs) {
    this(name, hertz, paging, physicalBits, writeProtect, Addressing.PAGED, model, costs);
  }

  public Profile {
    if (hertz < 1
        || hertz > MOST_HERTZ
        || physicalBits < 20
        || physicalBits > 52
        || addressing.isSegmented() != model.isSegmented()) {
      throw new IllegalArgumentException("profile " + name);
    }
  }

  /// Nanoseconds, not negative, as cycles, rounded up; `Long.MAX_VALUE` stands for more than there
  /// can be.
  public long cycles(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException(nanos + " ns");
    }
    long high = Math.multiplyHigh(nanos, hertz);
    if (high == 0 && nanos * hertz >= 0) {
      return (nanos * hertz + NANOS - 1) / NANOS;
    }
    double estimate = (double) nanos * hertz / NANOS;
    return estimate >= 0x1p62 ? Long.MAX_VALUE : nanos / NANOS * hertz + cycles(nanos % NANOS);
  }

  /// Cycles as nanoseconds, rounded down.
  public long nanos(long cycles) {
    return cycles / hertz * NANOS + cycles % hertz * NANOS / hertz;
  }
}
