package dev.ringfence.machine.segment;

import dev.ringfence.machine.Vector;

/// Addresses in real mode: the segment times 16 plus the offset.
///
/// @param wrapsOffsets whether a number that begins at offset FFFF goes on at offset 0 of its
///     segment, as on the 8086; from the 80286 on that is an exception
/// @param lines the mask of address lines: 20 bits on the 8086 and where A20 is off
public record RealMode(boolean wrapsOffsets, long lines) {
  private static final int LAST_OFFSET = 0xFFFF;

  /// The 8086: 20 address lines.
  public static final RealMode I8086 = new RealMode(true, 0xF_FFFF);

  /// The 80286 with or without its address line 20.
  public static RealMode i80286(boolean a20) {
    return new RealMode(false, a20 ? 0xFF_FFFF : 0xEF_FFFF);
  }

  /// The physical address of one byte of a number.
  ///
  /// @param index of the byte in the number
  /// @throws Fault `#GP`, without an error code in real mode, when the number leaves the segment
  public long address(int segment, int offset, int index) throws Fault {
    int at = offset + index;
    if (at > LAST_OFFSET && !wrapsOffsets) {
      throw new Fault(Vector.GP, 0);
    }
    return ((long) segment << 4) + (at & LAST_OFFSET) & lines;
  }
}
