package dev.ringfence.c;

/// How an access to memory stands to those of other threads (C11 section 5.1.2.4). The machine
/// executes one instruction at a time, so that this changes nothing of what happens; it says which
/// accesses are meant to be concurrent.
public enum AccessOrder {
  /// It is no atomic one.
  PLAIN,
  /// Atomic, and it orders nothing else.
  RELAXED,
  /// Atomic, and what it reads or writes hands on what came before: acquire, release, and the
  /// sequentially consistent order.
  SEQUENTIAL;

  private static final AccessOrder[] ALL = values();
  private static final int BITS = 2;

  /// The orders of an instruction that reads and writes, as one number.
  public static int both(AccessOrder read, AccessOrder written) {
    return read.ordinal() | written.ordinal() << BITS;
  }

  /// Of [#both] that of the reading.
  public static AccessOrder read(int both) {
    return ALL[both & (1 << BITS) - 1];
  }

  /// Of [#both] that of the writing.
  public static AccessOrder written(int both) {
    return ALL[both >> BITS];
  }

  /// The order of this number among all.
  public static AccessOrder of(int ordinal) {
    return ALL[ordinal];
  }
}
