package dev.ringfence.machine.segment;

import dev.ringfence.machine.PhysicalMemory;

/// Linear memory on a machine without paging: linear addresses are physical ones.
record UnpagedMemory(PhysicalMemory memory) implements LinearMemory {
  private static final int BYTE = 8;

  @Override
  public long read(long address, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << BYTE | memory.readByte(address + i);
    }
    return value;
  }

  @Override
  public void write(long address, int size, long value) {
    for (int i = 0; i < size; i++) {
      memory.writeByte(address + i, (int) (value >>> BYTE * i));
    }
  }

  void clear(long from, int size) {
    for (int i = 0; i < size; i++) {
      memory.writeByte(from + i, 0);
    }
  }
}
