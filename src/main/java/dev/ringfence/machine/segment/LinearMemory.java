package dev.ringfence.machine.segment;

/// Memory by linear addresses, which is what segmentation makes of a selector and an offset.
/// Paging, if the machine has it, lies below.
public interface LinearMemory {
  /// @param size bytes, 1 to 8, the lowest first
  /// @throws Fault a page fault
  long read(long address, int size) throws Fault;

  /// @param size bytes, 1 to 8, the lowest first
  /// @throws Fault a page fault
  void write(long address, int size, long value) throws Fault;
}
