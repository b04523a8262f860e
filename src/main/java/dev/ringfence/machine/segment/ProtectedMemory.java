package dev.ringfence.machine.segment;

import dev.ringfence.machine.Access;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Stray;
import org.jspecify.annotations.Nullable;

/// Memory in the protected mode of the 80286, as ring 3 sees it: an access through a far pointer
/// loads ES with its selector, and is then checked against what the descriptor says.
final class ProtectedMemory extends SegmentedMemory {
  private final UnpagedMemory flat;
  private Segmentation cpu;

  ProtectedMemory(PhysicalMemory memory) {
    super(memory);
    flat = new UnpagedMemory(memory);
    cpu = new Segmentation(new Tables(flat));
  }

  @Override
  public void load(int root) {
    super.load(root);
    if (root < 0) {
      return;
    }
    try {
      cpu = new Segmentation(SystemTables.of(flat, dataFrame()));
      cpu.enter(SystemTables.CODE, SystemTables.DATA);
      cpu.load(Segmentation.Register.DS, SystemTables.DATA);
    } catch (Fault fault) {
      throw new IllegalStateException("a process without descriptors", fault);
    }
  }

  @Override
  public int dataSegment() {
    return SystemTables.DATA.value();
  }

  @Override
  boolean wraps() {
    return false;
  }

  @Override
  public boolean load(int segment, int offset, int size) {
    try {
      loaded(flat.read(address(segment, offset, size, Access.READ), size));
      return true;
    } catch (Fault fault) {
      return fault(fault.vector(), fault.errorCode());
    }
  }

  @Override
  public boolean store(int segment, int offset, int size, long value) {
    try {
      flat.write(address(segment, offset, size, Access.WRITE), size, value);
      return true;
    } catch (Fault fault) {
      return fault(fault.vector(), fault.errorCode());
    }
  }

  private long address(int segment, int offset, int size, Access access) throws Fault {
    cpu.load(Segmentation.Register.ES, new Selector(segment));
    return cpu.address(Segmentation.Register.ES, offset, size, access);
  }

  /// No descriptor of a process names memory of others.
  @Override
  public boolean strayed() {
    return false;
  }

  @Override
  public @Nullable Stray stray() {
    return null;
  }
}
