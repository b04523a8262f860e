package dev.ringfence.machine.segment;

import dev.ringfence.machine.Vector;

/// The descriptor tables as a processor has been told of them, and its task register.
public final class Tables {
  private final LinearMemory memory;

  /// GDTR.
  public DescriptorTable global = DescriptorTable.NONE;

  /// LDTR, its hidden part.
  public DescriptorTable local = DescriptorTable.NONE;

  /// IDTR.
  public DescriptorTable interrupts = DescriptorTable.NONE;

  /// TR, its hidden part.
  public Descriptor task = new Descriptor(0);

  public Tables(LinearMemory memory) {
    this.memory = memory;
  }

  LinearMemory memory() {
    return memory;
  }

  /// The descriptor that a selector names.
  ///
  /// @param otherwise the exception when it lies beyond its table, with the selector
  Descriptor get(Selector selector, Vector otherwise) throws Fault {
    DescriptorTable table = selector.isLocal() ? local : global;
    if (!table.has(selector.offset())) {
      throw Fault.of(otherwise, selector);
    }
    return table.get(memory, selector.offset());
  }

  /// Sets the accessed bit, and gives what a segment register holds then.
  SegmentRegister use(Selector selector, Descriptor descriptor) throws Fault {
    Descriptor accessed = descriptor.accessed();
    if (!accessed.equals(descriptor)) {
      (selector.isLocal() ? local : global).set(memory, selector.offset(), accessed);
    }
    return new SegmentRegister(selector, accessed);
  }
}
