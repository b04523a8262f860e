package dev.ringfence.report.view;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.report.view.fault.EntryWords;

/// The page tables of a process: all entries that are not zero, each above those of the table that
/// it names.
final class TableList {
  private TableList() {}

  static String of(Process process, Paging paging) {
    StringBuilder out = new StringBuilder();
    long root = (long) process.memory().root() << PhysicalMemory.SHIFT;
    out.append(
        "page tables of %s (%d), CR3 = %#x\n".formatted(process.label(), process.pid(), root));
    process
        .memory()
        .forEachEntry(
            (level, address, place, entry) -> {
              int index = (int) (place & PhysicalMemory.FRAME - 1) / paging.entrySize();
              String name = "%s[%d]".formatted(EntryWords.table(level), index);
              boolean large = paging.isLarge(entry, level);
              String target =
                  level > 0 && !large
                      ? "-> " + EntryWords.table(level - 1) + " in frame " + Entry.frame(entry)
                      : "-> frame %d for %s %#x"
                          .formatted(Entry.frame(entry), large ? "2 MiB page" : "page", address);
              out.repeat(' ', 2 * (paging.levels() - level))
                  .append("%-10s = %s  ".formatted(name, EntryWords.hex(entry, paging)))
                  .append(target + ": " + EntryWords.of(entry, level, paging) + "\n");
            });
    return out.toString();
  }
}
