package dev.ringfence.machine;

import java.util.Arrays;

/// The part of the TLB that holds large pages: like the other, with separate slots for reading,
/// writing and fetching.
///
/// Its number of slots is that of the first-level data TLB for pages of 2 MiB in Intel's Skylake
/// (Intel 64 and IA-32 Architectures Optimization Reference Manual, section on Skylake's caches).
final class LargeTlb {
  private static final int SLOTS = 32;
  private static final long NONE = -1;
  private static final Access[] KINDS = Access.values();

  private final long[] pages = new long[KINDS.length * SLOTS];
  private final long[] entries = new long[KINDS.length * SLOTS];

  LargeTlb() {
    flush();
  }

  private static int slot(long page, Access access) {
    return access.ordinal() * SLOTS + ((int) page & SLOTS - 1);
  }

  /// The entry of a large page by its number, or 0.
  long get(long page, Access access) {
    int slot = slot(page, access);
    return pages[slot] == page ? entries[slot] : 0;
  }

  /// Holds a large page from now on.
  ///
  /// @return the number of the one that has to go for it, or -1
  long put(long page, Access access, long entry) {
    int slot = slot(page, access);
    long before = pages[slot];
    pages[slot] = page;
    entries[slot] = entry;
    return before == page ? NONE : before;
  }

  /// Drops a large page. Whether it was there.
  boolean drop(long page) {
    boolean held = false;
    for (Access access : KINDS) {
      int slot = slot(page, access);
      if (pages[slot] == page) {
        pages[slot] = NONE;
        held = true;
      }
    }
    return held;
  }

  void flush() {
    Arrays.fill(pages, NONE);
  }
}
