package dev.ringfence.kernel;

/// How processes of a machine enter the kernel, and what keeps the kernel from being led astray.
///
/// @param byGate whether system calls come by `int 0x80`, through the IDT, rather than by `syscall`
/// @param isolates whether the kernel has page tables of its own (kernel page-table isolation), so
///     that each entry and each exit writes CR3
/// @param smep CR4.SMEP: whether rings 0 to 2 may not execute what ring 3 may touch
/// @param smap CR4.SMAP: whether they may not read and write it, either, unless EFLAGS.AC is set
public record Crossing(boolean byGate, boolean isolates, boolean smep, boolean smap) {
  /// By `syscall`, with the kernel mapped in every address space.
  public static final Crossing USUAL = new Crossing(false, false, false, false);
}
