package dev.ringfence.machine.segment;

/// Linear memory that is there, without paging.
final class FlatMemory implements LinearMemory {
  private final byte[] bytes = new byte[1 << 16];

  @Override
  public long read(long address, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | bytes[(int) address + i] & 0xFF;
    }
    return value;
  }

  @Override
  public void write(long address, int size, long value) {
    for (int i = 0; i < size; i++) {
      bytes[(int) address + i] = (byte) (value >>> 8 * i);
    }
  }
}
