package dev.ringfence.machine;

/// The form of a machine's page tables, for pages of 4 KiB (SDM volume 3, sections 4.3 and 4.5).
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

  /// Whether the page-size bit of an entry above the last level is reserved, as large pages are not
  /// part of these machines; the 80386 ignores it.
  boolean reservesPageSize() {
    return entrySize == Long.BYTES;
  }

  /// Which entry of the highest table the kernel's part of an address space begins with: its upper
  /// half, or its last quarter where addresses have 32 bits.
  int kernelIndex() {
    return entrySize == Long.BYTES ? entries() / 2 : entries() / 4 * 3;
  }

  /// The address at which the kernel's part of an address space begins.
  public long kernelBase() {
    int unused = LONGEST - linearBits();
    long base = (long) kernelIndex() << shift(top());
    return entrySize == Long.BYTES ? base << unused >> unused : base;
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
