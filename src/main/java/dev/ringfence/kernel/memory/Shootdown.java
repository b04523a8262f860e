package dev.ringfence.kernel.memory;

import dev.ringfence.machine.Mmu;

/// What a process must drop from its TLB: one page, or everything.
///
/// @param page the address of the page, or a negative number for all
public record Shootdown(long page) {
  /// The whole TLB.
  public static final Shootdown ALL = new Shootdown(-1);

  public void apply(Mmu mmu) {
    if (page < 0) {
      mmu.flush();
    } else {
      mmu.invalidate(page);
    }
  }
}
