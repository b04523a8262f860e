package dev.ringfence.machine;

/// The form of a machine's page tables, for pages of 4 KiB (SDM volume 3, sections 4.3 and 4.5),
/// and on x86-64 large ones of 2 MiB.
///
/// @param levels of tables, from the one that CR3 names down
/// @param indexBits of a linear address for each level
/// @param entrySize bytes of an entry: 4, or 8, of which the last bit can forbid execution
public record Paging(int levels, int indexBits, int entrySize) {
  /// What the simulator keeps of where a segment of 64 KiB lies, on machines that have no paging.
  public static final Paging SEGMENT = new Paging(1, 4, 4);

  /// Of the 80386: a directory of tables.
  public static final Paging TWO_LEVELS = new Paging(2, 10, 4);

  /// Of x86-64.
  public static final Paging FOUR_LEVELS = new Paging(4, 9, 8);

  private static final int LONGEST = 64;

  /// The level of the entries that may map large pages.
  private static final int LARGE = 1;

  /// The highest level of a table, where the lowest is 0.
  int top() {
    return levels - 1;
  }

  /// How many bits a linear address has.
  public int linearBits() {
    return PhysicalMemory.SHIFT + levels * indexBits;
  }

  /// Whether the machine has such an address. Where addresses are longer than the tables translate,
  /// all bits from the highest one on must be equal; where they are not, the others are zero.
  public boolean isCanonical(long address) {
    int unused = LONGEST - linearBits();
    return (entrySize == Long.BYTES ? address << unused >> unused : address << unused >>> unused)
        == address;
  }

  /// The bits of a register that make a linear address: on a machine of 32 bits the lower half.
  long addressBits() {
    return entrySize == Integer.BYTES ? 0xFFFF_FFFFL : -1;
  }

  /// Whether entries have a bit that forbids execution.
  public boolean hasNoExecute() {
    return entrySize == Long.BYTES;
  }

  /// Whether there are large pages. The 80386 ignores the page-size bit; larger pages than those of
  /// 2 MiB are not part of these machines.
  public boolean hasLargePages() {
    return entrySize == Long.BYTES;
  }

  /// How many frames a large page takes, of which the first has a number that is a multiple of it.
  public int largeFrames() {
    return entries();
  }

  /// Whether the entry of a level maps a large page, present or not.
  public boolean isLarge(long entry, int level) {
    return level == LARGE && (entry & Entry.PAGE_SIZE) != 0 && hasLargePages();
  }

  /// The bits that are reserved in an entry: those of the frame's number that a large page does not
  /// have, and the page-size bit where no page can be so large.
  long reserved(long entry, int level) {
    if (level < LARGE || (entry & Entry.PAGE_SIZE) == 0 || !hasLargePages()) {
      return 0;
    }
    // Bit 12 is the page attribute table's.
    return level == LARGE ? (1L << shift(LARGE)) - 2 * PhysicalMemory.FRAME : Entry.PAGE_SIZE;
  }

  /// The entry that a large page's would be for the part that holds the address.
  long part(long entry, long address) {
    long index = address >>> PhysicalMemory.SHIFT & largeFrames() - 1;
    return entry | index << PhysicalMemory.SHIFT;
  }

  /// The entry of a large page, given that of one of its parts.
  long whole(long part) {
    return part & ~((long) largeFrames() - 1 << PhysicalMemory.SHIFT);
  }

  /// Which entry of the highest table the kernel's part of an address space begins with: its upper
  /// half, or its last quarter where addresses have 32 bits.
  int kernelIndex() {
    return entrySize == Long.BYTES ? entries() / 2 : entries() / 4 * 3;
  }

  /// How many entries a table has.
  int entries() {
    return 1 << indexBits;
  }

  /// The lowest bit of what a level looks at in an address.
  int shift(int level) {
    return PhysicalMemory.SHIFT + indexBits * level;
  }

  /// The physical address of the entry that a table holds for the address at a level.
  long place(int table, long address, int level) {
    return place(table, (int) (address >>> shift(level)) & entries() - 1);
  }

  /// The physical address of one of a table's entries.
  long place(int table, int index) {
    return ((long) table << PhysicalMemory.SHIFT) + (long) entrySize * index;
  }

  long read(PhysicalMemory memory, long place) {
    return entrySize == Long.BYTES ? memory.readLong(place) : memory.readInt(place);
  }

  void write(PhysicalMemory memory, long place, long entry) {
    if (entrySize == Long.BYTES) {
      memory.writeLong(place, entry);
    } else {
      memory.writeInt(place, (int) entry);
    }
  }

  /// The index of a table's first entry that is not zero, from an index on; or -1.
  int next(PhysicalMemory memory, int table, int from) {
    if (entrySize == Long.BYTES) {
      return memory.nextLong(table, from);
    }
    int index = from;
    while (index < entries() && memory.readInt(place(table, index)) == 0) {
      index++;
    }
    return index < entries() ? index : -1;
  }
}
