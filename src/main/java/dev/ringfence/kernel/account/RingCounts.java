package dev.ringfence.kernel.account;

import java.util.ArrayList;
import java.util.List;

/// What one process has crossed rings for, by mechanism.
final class RingCounts {
  private static final int COUNT = Mechanism.values().length;

  private final long[] crossings = new long[COUNT];
  private final long[] copies = new long[COUNT];
  private final long[] bytes = new long[COUNT];
  private final long[] flushes = new long[COUNT];
  private final long[] invalidations = new long[COUNT];
  private final long[] cycles = new long[COUNT];
  private Mechanism last = Mechanism.PROCESS;

  /// CPU time in cycles, and of that in ring 3: once they are known.
  long all;

  long user;

  /// It has been in ring 0 for so many cycles.
  void crossed(Mechanism mechanism, long spent) {
    last = mechanism;
    crossings[mechanism.ordinal()]++;
    cycles[mechanism.ordinal()] += spent;
  }

  /// The kernel has copied so many bytes for it.
  void copied(Mechanism mechanism, long count) {
    copies[mechanism.ordinal()]++;
    bytes[mechanism.ordinal()] += count;
  }

  /// What it did last has it drop translations: all, or those of one page.
  void flushed(boolean whole) {
    (whole ? flushes : invalidations)[last.ordinal()]++;
  }

  List<RingUse.Part> parts() {
    List<RingUse.Part> parts = new ArrayList<>();
    for (Mechanism mechanism : Mechanism.values()) {
      int i = mechanism.ordinal();
      if (crossings[i] + copies[i] + flushes[i] + invalidations[i] > 0) {
        parts.add(
            new RingUse.Part(
                mechanism.label(),
                crossings[i],
                copies[i],
                bytes[i],
                flushes[i],
                invalidations[i],
                cycles[i]));
      }
    }
    return parts;
  }
}
