package dev.ringfence.machine;

/// How a machine makes physical addresses of a program's pointers.
public enum Addressing {
  /// By page tables, with segments that all begin at 0.
  PAGED,
  /// Segment times 16 plus offset, on 20 address lines: the 8086.
  REAL_8086,
  /// The same on the 80286, whose address line 20 makes the first 64 KiB above one MiB reachable.
  REAL_80286,
  /// The same with address line 20 held at 0, as PCs have it for programs that rely on the 8086.
  REAL_80286_WITHOUT_A20,
  /// By the descriptors that selectors name, of segments of at most 64 KiB, on 24 address lines:
  /// the protected mode of the 80286.
  PROTECTED;

  private static final long MIB = 1L << 20;
  private static final long SEGMENT = 1L << 16;

  /// Whether memory is divided into segments of at most 64 KiB, and far pointers name it.
  public boolean isSegmented() {
    return this != PAGED;
  }

  /// Whether any program may do anything.
  public boolean isReal() {
    return isSegmented() && this != PROTECTED;
  }

  /// How many bytes of memory programs can reach by segments.
  public long reach() {
    return switch (this) {
      case PAGED -> Long.MAX_VALUE;
      case REAL_8086, REAL_80286_WITHOUT_A20 -> MIB;
      case REAL_80286 -> MIB + SEGMENT;
      case PROTECTED -> 16 * MIB;
    };
  }
}
