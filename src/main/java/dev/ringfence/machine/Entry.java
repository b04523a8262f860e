package dev.ringfence.machine;

/// The bits of an x86-64 paging-structure entry (SDM volume 3, section 4.5).
public final class Entry {
  public static final long PRESENT = 1;
  public static final long WRITABLE = 1 << 1;
  public static final long USER = 1 << 2;
  public static final long ACCESSED = 1 << 5;
  public static final long DIRTY = 1 << 6;

  /// In an entry above the last level: it maps a large page, where the machine has them
  /// ([Paging#isLarge]). An entry that [PageTables] make of it for one of its parts keeps the bit.
  public static final long PAGE_SIZE = 1 << 7;

  /// One of the bits that the processor leaves to the system: the page is copied on the next write.
  public static final long COPY_ON_WRITE = 1 << 9;

  /// Another such bit: the page must stay in memory.
  public static final long LOCKED = 1 << 11;

  /// In an entry that is not present, of which the processor ignores all other bits: the page is
  /// in the slot of the swap device whose number stands in place of the frame's.
  public static final long SWAPPED = 1 << 8;

  /// Another such bit, in an entry that is not present: nobody may use the page that has the frame.
  public static final long NO_ACCESS = 1 << 10;

  public static final long NO_EXECUTE = 1L << 63;

  private static final long FRAME = 0x000F_FFFF_FFFF_F000L;

  private Entry() {}

  public static long of(int frame, long bits) {
    return (long) frame << PhysicalMemory.SHIFT | bits;
  }

  public static int frame(long entry) {
    return (int) ((entry & FRAME) >>> PhysicalMemory.SHIFT);
  }

  public static boolean has(long entry, long bits) {
    return (entry & bits) == bits;
  }
}
