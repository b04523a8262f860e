package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.memory.FaultOutcome;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.machine.Access;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;

/// Brings in pages when they are first used, copies those that are shared when they are written,
/// and fetches those that have been put away. One serves all address spaces.
final class PageFaults {
  private static final int PAGE = PhysicalMemory.FRAME;

  /// Frames that one fault may need: a page, its copy, and tables of all levels.
  private static final int MOST_FRAMES = 6;

  private final PhysicalMemory memory;
  private final Frames frames;
  private final HugeFaults hugeFaults;

  PageFaults(PhysicalMemory memory, Frames frames) {
    this.memory = memory;
    this.frames = frames;
    this.hugeFaults = new HugeFaults(memory, frames);
  }

  /// What is done about an access that the page tables do not allow.
  ///
  /// @param kernel whether the kernel itself makes it, which waits for pages that are not there
  FaultOutcome handle(
      Image image,
      Layout layout,
      PageEntries entries,
      long address,
      Access access,
      boolean kernel) {
    Area area = layout.grownTo(address);
    if (area == null
        || !area.readable()
        || access == Access.WRITE && !area.writable()
        || access == Access.FETCH && !area.executable()) {
      return FaultOutcome.REFUSED;
    }
    if (!frames.reserve(MOST_FRAMES)) {
      return FaultOutcome.OUT_OF_MEMORY;
    }
    if (area.segment() != null && area.isHuge()) {
      return hugeFaults.handle(area.segment(), area, layout, entries, address, access);
    }
    long page = address & -PAGE;
    long entry = entries.get(address);
    if (entry == 0) {
      return area.segment() != null
          ? share(area.segment(), area, entries, page, access, kernel)
          : fill(image, area, entries, page, access, kernel);
    }
    if (PageEntries.isSwapped(entry)) {
      return fetch(area, entries, page, Entry.frame(entry), kernel);
    }
    return access == Access.WRITE && Entry.has(entry, Entry.COPY_ON_WRITE)
        ? unshare(area, entries, page)
        : FaultOutcome.REFUSED;
  }

  /// Maps a page of the program, or of zeros.
  private FaultOutcome fill(
      Image image, Area area, PageEntries entries, long page, Access access, boolean kernel) {
    int fromImage = image.frame(page, kernel);
    if (fromImage < 0) {
      return fromImage == Image.AWAY ? FaultOutcome.AWAY : FaultOutcome.OUT_OF_MEMORY;
    }
    int frame;
    FaultOutcome outcome;
    long bits = PageEntries.bits(area);
    if (fromImage == 0 && access == Access.WRITE) {
      frame = frames.allocate();
      outcome = FaultOutcome.ZERO_FILLED;
    } else {
      frame = fromImage == 0 ? Frames.ZERO_PAGE : fromImage;
      frames.share(frame);
      outcome = FaultOutcome.MAPPED;
      bits = area.writable() ? PageEntries.copied(bits) : bits;
    }
    if (frame < 0) {
      return FaultOutcome.OUT_OF_MEMORY;
    }
    if (!entries.map(page, frame, bits)) {
      frames.release(frame);
      return FaultOutcome.OUT_OF_MEMORY;
    }
    return access == Access.WRITE && outcome == FaultOutcome.MAPPED
        ? unshare(area, entries, page)
        : outcome;
  }

  /// Maps a page of a segment: itself, or for a private mapping until it is written to.
  private FaultOutcome share(
      Segment segment, Area area, PageEntries entries, long page, Access access, boolean kernel) {
    long number = area.first() + (page - area.from()) / PAGE;
    if (!segment.has(number)) {
      return FaultOutcome.BEYOND;
    }
    int frame = segment.frame(number, kernel);
    if (frame == Segment.AWAY) {
      return FaultOutcome.AWAY;
    }
    long bits = PageEntries.bits(area);
    bits = area.shared() || !area.writable() ? bits : PageEntries.copied(bits);
    if (frame < 0 || !entries.map(page, frame, bits)) {
      return FaultOutcome.OUT_OF_MEMORY;
    }
    frames.share(frame);
    return access == Access.WRITE && !area.shared()
        ? unshare(area, entries, page)
        : FaultOutcome.MAPPED;
  }

  /// Fetches a page from a slot of the swap device.
  private FaultOutcome fetch(Area area, PageEntries entries, long page, int slot, boolean kernel) {
    Pager pager = frames.pager();
    if (pager == null || !pager.fetch(slot, kernel)) {
      return FaultOutcome.AWAY;
    }
    int frame = frames.allocate();
    if (frame < 0) {
      return FaultOutcome.OUT_OF_MEMORY;
    }
    entries.bringIn(page, frame, PageEntries.bits(area));
    pager.read(slot, frame, entries, page);
    return FaultOutcome.MAPPED;
  }

  /// Gives a page that others share, or shared, a frame of its own.
  private FaultOutcome unshare(Area area, PageEntries entries, long page) {
    int frame = Entry.frame(entries.get(page));
    FaultOutcome outcome = FaultOutcome.MAPPED;
    if (frames.isShared(frame)) {
      int own = frames.allocate();
      if (own < 0) {
        return FaultOutcome.OUT_OF_MEMORY;
      }
      memory.copy(frame, own);
      outcome = frame == Frames.ZERO_PAGE ? FaultOutcome.ZERO_FILLED : FaultOutcome.COPIED;
      frame = own;
    }
    entries.replace(page, frame, PageEntries.bits(area));
    return outcome;
  }
}
