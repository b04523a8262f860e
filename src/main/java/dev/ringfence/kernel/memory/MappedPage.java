package dev.ringfence.kernel.memory;

import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;

/// A page that has an entry in the page tables of a process.
///
/// @param kind of the memory that it belongs to
/// @param own whether its frame is the process's own, or was until it forked: neither the program's
///     nor a file's, nor shared memory
/// @param entry the last-level one, or that of a huge page
public record MappedPage(Mapping.Kind kind, boolean own, long address, long entry) {
  /// The pages of an address space that are in memory, by rising address.
  static List<MappedPage> of(AddressSpace memory) {
    List<MappedPage> pages = new ArrayList<>();
    memory
        .entries()
        .forEach(
            (address, entry) -> {
              if (!PageEntries.isSwapped(entry)) {
                pages.add(of(memory.areaAt(address), memory.image(), address, entry));
              }
              return entry;
            });
    return pages;
  }

  private static MappedPage of(Area area, Image image, long address, long entry) {
    int frame = Entry.frame(entry);
    return new MappedPage(Mapping.kind(area), isOwn(area, image, address, frame), address, entry);
  }

  private static boolean isOwn(Area area, Image image, long page, int frame) {
    if (area.shared() || frame == Frames.ZERO_PAGE) {
      return false;
    }
    Segment segment = area.segment();
    return segment == null
        ? !image.holds(page, frame)
        : !segment.holds(area.first() + (page - area.from()) / PhysicalMemory.FRAME, frame);
  }

  /// Whether it is a huge one, of which [#frame] is the first.
  public boolean isHuge() {
    return PageEntries.isHuge(entry);
  }

  public int frame() {
    return Entry.frame(entry);
  }
}
