package dev.ringfence.kernel.ring;

import dev.ringfence.machine.Vector;
import dev.ringfence.machine.segment.Fault;
import dev.ringfence.machine.segment.LinearMemory;

/// Linear memory in which nothing is mapped.
final class NoMemory implements LinearMemory {
  @Override
  public long read(long address, int size) throws Fault {
    throw new Fault(Vector.PF, 0);
  }

  @Override
  public void write(long address, int size, long value) throws Fault {
    throw new Fault(Vector.PF, 2);
  }
}
