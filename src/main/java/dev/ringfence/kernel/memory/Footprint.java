package dev.ringfence.kernel.memory;

import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;

/// How much memory a process takes, in pages, those of the pool of huge pages apart.
///
/// @param mapped of address space
/// @param anonymous in memory, of its own
/// @param file in memory, of files and of its program
/// @param shared in memory, of no file, which others may share
/// @param swapped in slots of the swap device
/// @param tables that its page tables take
public record Footprint(
    long mapped, long anonymous, long file, long shared, long swapped, long tables) {
  /// What counts when a process is chosen to be ended because memory is out.
  public long badness() {
    return anonymous + file + shared + swapped + tables;
  }

  /// Counts the entries of an address space.
  static Footprint of(Layout layout, PageEntries entries, Image image) {
    long[] counts = new long[4];
    entries.forEach(
        (address, entry) -> {
          int frame = Entry.frame(entry);
          Segment segment = layout.areaAt(address).segment();
          if (PageEntries.isSwapped(entry)) {
            counts[3]++;
          } else if (frame != Frames.ZERO_PAGE && !PageEntries.isHuge(entry)) {
            boolean common = segment != null && segment.holds(frame);
            boolean isFile = segment == null ? image.holds(address, frame) : segment.isFile();
            counts[isFile && (common || segment == null) ? 1 : common ? 2 : 0]++;
          }
          return entry;
        });
    long mapped =
        layout.areas().stream().mapToLong(area -> area.to() - area.from()).sum()
            / PhysicalMemory.FRAME;
    return new Footprint(mapped, counts[0], counts[1], counts[2], counts[3], entries.tables());
  }
}
