package dev.ringfence.kernel.memory;

import dev.ringfence.machine.PhysicalMemory;

/// Which pages of an address space are in memory, and which must stay there.
final class Residency {
  private static final int PAGE = PhysicalMemory.FRAME;

  private Residency() {}

  /// Brings in the pages from `from` to `to` that are not there, as `mlock(2)` does: those that may
  /// be written get frames of their own.
  ///
  /// @return how many there were, huge ones in units of others, or -1 if some cannot be brought in
  static long populate(AddressSpace space, long from, long to) {
    long count = 0;
    boolean complete = true;
    int size;
    for (long page = from; page < to; page = (page & -size) + size) {
      Area area = space.areaAt(page);
      size = area.pageSize();
      boolean write = area.writable() && !area.shared();
      if (space.entries().frame(page, write) < 0) {
        complete &= UserMemory.reach(space, page, write) != null;
        count += size / PAGE;
      }
    }
    return complete ? count : -1;
  }

  /// Says whether the pages from `from` to `to` must stay in memory.
  static void lock(AddressSpace space, long from, long to, boolean lock) {
    for (Area area : space.changeLock(from, to, lock)) {
      for (long page = area.from(); page < area.to(); page += PAGE) {
        space.entries().lock(page, lock);
      }
    }
  }

  /// Whether a page is in memory.
  static boolean isResident(AddressSpace space, long page) {
    Area area = space.areaAt(page);
    Segment segment = area.segment();
    long entry = space.entries().get(page);
    return entry != 0 && !PageEntries.isSwapped(entry)
        || (segment == null
            ? space.image().has(page)
            : segment.isResident(area.first() + (page - area.from()) / PAGE));
  }
}
