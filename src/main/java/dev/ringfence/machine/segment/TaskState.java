package dev.ringfence.machine.segment;

import dev.ringfence.machine.Vector;

/// What the processor looks up in the task-state segment: the stacks of the inner rings, and which
/// ports a program may use (SDM volume 3, section 8.2; volume 1, section 19.5).
final class TaskState {
  private static final int STACKS_16 = 2;
  private static final int STACKS_32 = 4;
  private static final int MAP_BASE = 0x66;

  private final LinearMemory memory;
  private final Descriptor descriptor;

  TaskState(LinearMemory memory, Descriptor descriptor) {
    this.memory = memory;
    this.descriptor = descriptor;
  }

  /// The stack pointer for a ring, 0 to 2.
  long stackPointer(int ring) throws Fault {
    return descriptor.isBig() ? read(STACKS_32 + 8 * ring, 4) : read(STACKS_16 + 4 * ring, 2);
  }

  /// The stack segment for a ring, 0 to 2.
  Selector stack(int ring) throws Fault {
    int at = descriptor.isBig() ? STACKS_32 + 8 * ring + 4 : STACKS_16 + 4 * ring + 2;
    return new Selector((int) read(at, 2));
  }

  /// Whether the I/O permission bitmap allows an access to so many ports. It does not when there is
  /// none, or when it ends before.
  boolean permits(int port, int size) throws Fault {
    if (!descriptor.isTss() || !descriptor.isBig() || MAP_BASE + 1 > descriptor.limit()) {
      return false;
    }
    long at = memory.read(descriptor.base() + MAP_BASE, 2) + (port >>> 3);
    if (at + 1 > descriptor.limit()) {
      return false;
    }
    long bits = memory.read(descriptor.base() + at, 2) >>> (port & 7);
    return (bits & (1L << size) - 1) == 0;
  }

  private long read(int at, int size) throws Fault {
    if (at + size - 1 > descriptor.limit()) {
      throw new Fault(Vector.TS, 0);
    }
    return memory.read(descriptor.base() + at, size);
  }
}
