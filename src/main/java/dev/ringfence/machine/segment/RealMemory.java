package dev.ringfence.machine.segment;

import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Stray;
import org.jspecify.annotations.Nullable;

/// Memory in real mode: whoever can form an address may read and write what is there, whosever it
/// is.
final class RealMemory extends SegmentedMemory {
  private static final int PARAGRAPHS = PhysicalMemory.FRAME / 16;
  private static final int BYTE = 8;

  private final RealMode mode;
  private @Nullable Stray stray;

  RealMemory(PhysicalMemory memory, RealMode mode) {
    super(memory);
    this.mode = mode;
  }

  @Override
  public int dataSegment() {
    return dataFrame() * PARAGRAPHS;
  }

  @Override
  boolean wraps() {
    return mode.wrapsOffsets();
  }

  @Override
  public boolean load(int segment, int offset, int size) {
    try {
      long value = 0;
      for (int i = size - 1; i >= 0; i--) {
        value = value << BYTE | memory.readByte(mode.address(segment, offset, i));
      }
      loaded(value);
      return true;
    } catch (Fault fault) {
      return fault(fault.vector(), fault.errorCode());
    }
  }

  @Override
  public boolean store(int segment, int offset, int size, long value) {
    stray = null;
    try {
      long before = 0;
      long after = 0;
      boolean outside = false;
      for (int i = size - 1; i >= 0; i--) {
        long address = mode.address(segment, offset, i);
        before = before << BYTE | memory.readByte(address);
        memory.writeByte(address, (int) (value >>> BYTE * i));
        after = after << BYTE | memory.readByte(address);
        outside |= isOutside(address);
      }
      if (outside) {
        stray = new Stray(mode.address(segment, offset, 0), size, before, after);
      }
      return true;
    } catch (Fault fault) {
      return fault(fault.vector(), fault.errorCode());
    }
  }

  private boolean isOutside(long address) {
    long from = (long) dataFrame() << PhysicalMemory.SHIFT;
    return address < from || address >= from + SIZE;
  }

  @Override
  public boolean strayed() {
    return stray != null;
  }

  @Override
  public @Nullable Stray stray() {
    return stray;
  }
}
