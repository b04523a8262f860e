package dev.ringfence.machine.segment;

import dev.ringfence.machine.Access;
import dev.ringfence.machine.Vector;

/// A segment register: its selector, and the hidden part that loading it has filled in.
///
/// @param selector what a program sees
/// @param descriptor what accesses are checked against; zero when the selector is null
public record SegmentRegister(Selector selector, Descriptor descriptor) {
  private static final long LARGEST_16 = 0xFFFF;
  private static final long LARGEST_32 = 0xFFFF_FFFFL;

  /// One that names no segment.
  static SegmentRegister none(Selector selector) {
    return new SegmentRegister(selector, new Descriptor(0));
  }

  /// The linear address of an access (SDM volume 3, sections 5.3 to 5.5).
  ///
  /// @param offset 32 bits
  /// @param stack whether the register is SS, whose limit has an exception of its own
  /// @throws Fault `#GP(0)` or `#SS(0)` when the access is not allowed
  public long address(long offset, int size, Access access, boolean stack) throws Fault {
    boolean allowed =
        switch (access) {
          case READ -> descriptor.isReadable();
          case WRITE -> descriptor.isWritable();
          case FETCH -> descriptor.isCode();
        };
    if (!allowed) {
      throw Fault.generalProtection();
    }
    if (!contains(offset, size)) {
      throw new Fault(stack ? Vector.SS : Vector.GP, 0);
    }
    return descriptor.base() + offset & LARGEST_32;
  }

  private boolean contains(long offset, int size) {
    long last = offset + size - 1;
    if (descriptor.isExpandDown()) {
      return offset > descriptor.limit() && last <= (descriptor.isBig() ? LARGEST_32 : LARGEST_16);
    }
    return last <= descriptor.limit();
  }
}
