package dev.ringfence.machine.segment;

import dev.ringfence.machine.Access;

/// What a far transfer pushes: it is written when all checks are done, so that a fault leaves the
/// stack as it was.
final class PendingStack {
  private final LinearMemory memory;
  final SegmentRegister segment;
  private final int size;
  private final long[] values = new long[40];
  private long pointer;
  private int count;

  PendingStack(LinearMemory memory, SegmentRegister segment, long pointer, boolean big) {
    this.memory = memory;
    this.segment = segment;
    this.pointer = pointer;
    this.size = big ? 4 : 2;
  }

  void push(long value) {
    values[count++] = value;
  }

  /// @return the stack pointer then
  long write() throws Fault {
    long from = pointer - (long) size * count;
    long at = segment.address(from, size * count, Access.WRITE, true);
    for (int i = 0; i < count; i++) {
      memory.write(at + (long) size * (count - 1 - i), size, values[i]);
    }
    pointer = from;
    return pointer;
  }
}
