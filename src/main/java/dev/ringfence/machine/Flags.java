package dev.ringfence.machine;

/// Bits of EFLAGS that say what a program may do (SDM volume 1, section 3.4.3).
public final class Flags {
  /// IF: interrupts are taken.
  public static final int INTERRUPTS = 1 << 9;

  /// AC: in ring 3 each number must lie at a multiple of its size.
  public static final int ALIGNMENT_CHECK = 1 << 18;

  private static final int IOPL_SHIFT = 12;
  private static final int IOPL = 3 << IOPL_SHIFT;

  private Flags() {}

  /// The I/O privilege level: the outermost ring that may use all ports and the interrupt flag.
  public static int iopl(int flags) {
    return (flags & IOPL) >>> IOPL_SHIFT;
  }

  /// The same flags with another I/O privilege level.
  public static int withIopl(int flags, int level) {
    return flags & ~IOPL | level << IOPL_SHIFT;
  }
}
