package dev.ringfence.report.view.fault;

import dev.ringfence.machine.Entry;
import dev.ringfence.machine.Paging;
import java.util.ArrayList;
import java.util.List;

/// The bits of a page-table entry in words.
public final class EntryWords {
  private EntryWords() {}

  /// What the processor finds in the entry.
  ///
  /// @param level of its table, 0 for the last
  public static String of(long entry, int level, Paging paging) {
    if (!Entry.has(entry, Entry.PRESENT)) {
      return entry == 0 ? "not present" : "not present, the other bits are the system's";
    }
    List<String> words = new ArrayList<>();
    words.add("present");
    words.add(Entry.has(entry, Entry.WRITABLE) ? "read/write" : "read-only");
    words.add(Entry.has(entry, Entry.USER) ? "user" : "supervisor");
    if (Entry.has(entry, Entry.ACCESSED)) {
      words.add("accessed");
    }
    boolean last = level == 0 || paging.isLarge(entry, level);
    if (last && Entry.has(entry, Entry.DIRTY)) {
      words.add("dirty");
    }
    if (level > 0 && Entry.has(entry, Entry.PAGE_SIZE)) {
      words.add(last ? "page size: a page of 2 MiB" : "page size");
    }
    if (last && Entry.has(entry, Entry.COPY_ON_WRITE)) {
      words.add("copy on write");
    }
    if (paging.hasNoExecute() && Entry.has(entry, Entry.NO_EXECUTE)) {
      words.add("no-execute");
    }
    return String.join(", ", words);
  }

  /// The entry in hexadecimal.
  public static String hex(long entry, Paging paging) {
    return paging.entrySize() == Long.BYTES
        ? "%016x".formatted(entry)
        : "%08x".formatted(entry & 0xFFFF_FFFFL);
  }

  /// What a table of this level is called (SDM volume 3, section 4.2).
  public static String table(int level) {
    return switch (level) {
      case 0 -> "PT";
      case 1 -> "PD";
      case 2 -> "PDPT";
      default -> "PML" + (level + 1);
    };
  }
}
