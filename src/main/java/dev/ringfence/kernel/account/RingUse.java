package dev.ringfence.kernel.account;

import java.util.List;

/// What a process has spent on crossings, in cycles and counts. Ring 0 and ring 3 add up to its CPU
/// time, and the cycles of the parts to those in ring 0.
///
/// @param pid 0 for all processes that are not told one by one
/// @param cpu cycles for which it has been on CPUs
public record RingUse(int pid, String name, long cpu, long ring0, long ring3, List<Part> parts) {
  /// What it has spent on one mechanism.
  ///
  /// @param crossings entries into the kernel
  /// @param copies calls that copied between the process and the kernel
  /// @param bytes how many they copied
  /// @param tlbFlushes how often the whole TLB was emptied
  /// @param tlbInvalidations how often one page was dropped from it
  /// @param ring0 cycles
  public record Part(
      String mechanism,
      long crossings,
      long copies,
      long bytes,
      long tlbFlushes,
      long tlbInvalidations,
      long ring0) {}
}
