package dev.ringfence.event;

/// What a run adds up to.
public final class Counters {
  /// System calls that entered the kernel.
  public long syscalls;

  /// Those of them that came by `int 0x80`.
  public long interruptGates;

  /// Times that the TLB was emptied because the kernel has page tables of its own.
  public long isolationFlushes;

  /// Entries into the kernel: system calls, exceptions and interrupts.
  public long traps;

  /// Times that a CPU turned to a task.
  public long contextSwitches;

  /// Page faults, those that the kernel mends included.
  public long pageFaults;

  /// Page walks because of a TLB miss.
  public long tlbMisses;

  /// Bytes that the kernel copied between processes, buffers and the console.
  public long bytesCopied;

  /// Page faults that had to wait for a device, and those that the kernel mended without.
  public long majorFaults;

  public long minorFaults;

  /// Pages that were brought in from the swap device or a file, and put there.
  public long pagesIn;

  public long pagesOut;

  /// Cycles for which a CPU had nothing to do until a page came in.
  public long idleForIo;

  /// Changes between ring 3 and ring 0: two for each trap.
  public long ringTransitions() {
    return 2 * traps;
  }
}
