package dev.ringfence.machine;

import java.util.BitSet;

/// A set of I/O ports, as the I/O permission bitmap of a task-state segment has it. It never
/// changes.
public final class Ports {
  /// How many ports there are.
  public static final int COUNT = 1 << 16;

  /// None of them.
  public static final Ports NONE = new Ports(new BitSet());

  private final BitSet permitted;

  private Ports(BitSet permitted) {
    this.permitted = permitted;
  }

  public boolean permits(int port) {
    return permitted.get(port);
  }

  /// Whether it has so many ports from one on.
  public boolean permits(int first, int count) {
    return permitted.nextClearBit(first) >= first + count;
  }

  /// The same with, or without, so many ports from one on.
  public Ports with(int first, int count, boolean permit) {
    BitSet changed = (BitSet) permitted.clone();
    changed.set(first, first + count, permit);
    return new Ports(changed);
  }
}
