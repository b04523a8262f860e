package dev.ringfence.kernel.paging;

import dev.ringfence.machine.Mmu;
import org.jspecify.annotations.Nullable;

/// Whoever runs in an address space: a process.
public interface Occupant {
  int pid();

  /// Whether any of its tasks is on a CPU.
  boolean isRunning();

  /// Cycles for which its tasks have been on CPUs.
  long virtualTime();

  /// Its TLB, or null if it has none at the moment.
  @Nullable Mmu mmu();
}
