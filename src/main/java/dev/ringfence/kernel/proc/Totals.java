package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.memory.Mapping;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Entry;
import java.util.List;

/// What the memory of one process adds up to, in units of 1024 bytes.
///
/// @param size of all that is mapped
/// @param resident all that has frames of its own or shares them, the page of zeros apart
/// @param anonymous of that, the process's own pages, and those it still shares with a relative
/// @param file of that, pages of the program and of files
/// @param shared of that, memory that is shared and no file
/// @param data what is private and may be written, stacks apart
/// @param tables its page tables, the root apart
/// @param huge its huge pages that have frames, which are not resident
public record Totals(
    long size,
    long resident,
    long anonymous,
    long file,
    long shared,
    long data,
    long stack,
    long text,
    long tables,
    long huge) {
  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// Of a process that lives; a zombie has none.
  public static Totals of(Process process) {
    if (process.zombie) {
      return NONE;
    }
    List<Mapping> mappings = process.memory().mappings();
    long size = 0;
    long resident = 0;
    long anonymous = 0;
    long shared = 0;
    long data = 0;
    long stack = 0;
    long text = 0;
    long huge = 0;
    for (Mapping mapping : mappings) {
      size += mapping.bytes();
      resident += mapping.residence().resident();
      anonymous += mapping.residence().anonymous();
      shared += mapping.residence().ofShared();
      huge += mapping.residence().huge();
      boolean isStack = mapping.name().equals("[stack]");
      stack += isStack ? mapping.bytes() : 0;
      data += mapping.writable() && !mapping.shared() && !isStack ? mapping.bytes() : 0;
      text += mapping.executable() && mapping.kind() == Mapping.Kind.PROGRAM ? mapping.bytes() : 0;
    }
    long[] tables = {0};
    process
        .memory()
        .forEachEntry((level, _, _, entry) -> tables[0] += isTable(level, entry) ? 1 : 0);
    return new Totals(
        size / 1024,
        FrameMap.kibibytes(resident),
        FrameMap.kibibytes(anonymous),
        FrameMap.kibibytes(resident - anonymous - shared),
        FrameMap.kibibytes(shared),
        data / 1024,
        stack / 1024,
        text / 1024,
        FrameMap.kibibytes(tables[0]),
        huge * HugePages.SIZE / 1024);
  }

  private static boolean isTable(int level, long entry) {
    return level > 0 && Entry.has(entry, Entry.USER) && !Entry.has(entry, Entry.PAGE_SIZE);
  }
}
