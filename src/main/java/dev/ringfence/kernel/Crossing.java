package dev.ringfence.kernel;

/// How processes of a machine enter the kernel.
///
/// @param byGate whether system calls come by `int 0x80`, through the IDT, rather than by `syscall`
/// @param isolates whether the kernel has page tables of its own (kernel page-table isolation), so
///     that each entry and each exit writes CR3
public record Crossing(boolean byGate, boolean isolates) {
  /// By `syscall`, with the kernel mapped in every address space.
  public static final Crossing USUAL = new Crossing(false, false);
}
