package dev.ringfence.machine.segment;

/// Where a table of descriptors lies: what GDTR, LDTR or IDTR hold.
///
/// @param base a linear address
/// @param limit the last byte
public record DescriptorTable(long base, int limit) {
  static final int ENTRY = 8;

  /// A table of nothing.
  public static final DescriptorTable NONE = new DescriptorTable(0, -1);

  boolean has(int offset) {
    return offset + ENTRY - 1 <= limit;
  }

  Descriptor get(LinearMemory memory, int offset) throws Fault {
    return new Descriptor(memory.read(base + offset, ENTRY));
  }

  void set(LinearMemory memory, int offset, Descriptor descriptor) throws Fault {
    memory.write(base + offset, ENTRY, descriptor.raw());
  }
}
