package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.memory.FaultOutcome;
import dev.ringfence.machine.Access;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;

/// Brings in huge pages when they are first used, and copies those that are shared when they are
/// written. When the pool is exhausted the access fails as one behind the end of a file does.
final class HugeFaults {
  private final PhysicalMemory memory;
  private final Frames frames;

  HugeFaults(PhysicalMemory memory, Frames frames) {
    this.memory = memory;
    this.frames = frames;
  }

  /// What is done about an access to an area of huge pages that the page tables do not allow, and
  /// the area does.
  ///
  /// @param segment of the area
  /// @param who the address space, to which pages may be promised
  FaultOutcome handle(
      Segment segment, Area area, Object who, PageEntries entries, long address, Access access) {
    long page = address & -HugePages.SIZE;
    long number = area.first() + (page - area.from()) / PhysicalMemory.FRAME;
    long entry = entries.get(page);
    if (entry == 0) {
      return area.shared()
          ? share(segment, area, who, entries, page, number)
          : fill(segment, area, who, entries, page, number, access);
    }
    return access == Access.WRITE && Entry.has(entry, Entry.COPY_ON_WRITE)
        ? unshare(area, entries, page)
        : FaultOutcome.REFUSED;
  }

  private FaultOutcome fill(
      Segment segment,
      Area area,
      Object who,
      PageEntries entries,
      long page,
      long number,
      Access access) {
    int frame = segment.allocateHuge(number, who);
    if (frame < 0) {
      return FaultOutcome.BEYOND;
    }
    long bits = PageEntries.bits(area);
    boolean copied = area.writable() && access != Access.WRITE;
    if (!entries.map(page, frame, copied ? PageEntries.copied(bits) : bits)) {
      frames.release(frame);
      return FaultOutcome.OUT_OF_MEMORY;
    }
    return FaultOutcome.ZERO_FILLED;
  }

  private FaultOutcome share(
      Segment segment, Area area, Object who, PageEntries entries, long page, long number) {
    boolean known = segment.isResident(number);
    int frame = segment.hugeFrame(number, who);
    if (frame < 0) {
      return FaultOutcome.BEYOND;
    }
    if (!entries.map(page, frame, PageEntries.bits(area))) {
      return FaultOutcome.OUT_OF_MEMORY;
    }
    frames.share(frame);
    return known ? FaultOutcome.MAPPED : FaultOutcome.ZERO_FILLED;
  }

  /// Gives a page that others share, or shared, frames of its own.
  private FaultOutcome unshare(Area area, PageEntries entries, long page) {
    int frame = Entry.frame(entries.get(page));
    FaultOutcome outcome = FaultOutcome.MAPPED;
    if (frames.isShared(frame)) {
      int own = frames.allocateHuge(false);
      if (own < 0) {
        return FaultOutcome.BEYOND;
      }
      for (int part = 0; part < HugePages.FRAMES; part++) {
        memory.copy(frame + part, own + part);
      }
      outcome = FaultOutcome.COPIED;
      frame = own;
    }
    entries.replace(page, frame, PageEntries.bits(area));
    return outcome;
  }
}
