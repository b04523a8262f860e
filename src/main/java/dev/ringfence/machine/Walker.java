package dev.ringfence.machine;

/// The page walk: four levels of tables in physical memory, from CR3 down to a page of 4 KiB.
///
/// It checks what the processor checks (SDM volume 3, sections 4.5 to 4.8): present and reserved
/// bits level by level, then the rights of all levels together, and sets the accessed bit of every
/// entry it used, and the dirty bit of the last one on a write, only when the access is allowed.
///
/// Large pages are not part of this machine: the page-size bit is reserved.
public final class Walker {
  /// What [#walk] returns when the access faults; the reason is in [#vector] and [#errorCode].
  public static final long FAULT = 0;

  // Bits of the page-fault error code (SDM volume 3, figure 4-12).
  public static final int PROTECTION = 1;
  public static final int WRITE = 1 << 1;
  public static final int USER_MODE = 1 << 2;
  public static final int RESERVED = 1 << 3;
  public static final int INSTRUCTION_FETCH = 1 << 4;

  private static final int LEVELS = 4;
  private static final int INDEX_BITS = 9;
  private static final int LINEAR_BITS = 48;

  private final PhysicalMemory memory;
  private final long reservedAlways;
  private final long[] places = new long[LEVELS];
  private final long[] entries = new long[LEVELS];

  /// CR0.WP: whether ring 0, too, may not write read-only pages.
  public boolean writeProtect = true;

  /// EFER.NXE: whether bit 63 of an entry means no-execute; if not, it is reserved.
  public boolean noExecuteEnable = true;

  /// The exception of the last walk that returned [#FAULT].
  public Vector vector = Vector.PF;

  /// Its error code.
  public int errorCode;

  /// @param physicalBits the processor's physical address width (MAXPHYADDR), 32 to 52
  public Walker(PhysicalMemory memory, int physicalBits) {
    this.memory = memory;
    this.reservedAlways = (1L << 52) - (1L << physicalBits);
  }

  /// Whether bits 47 to 63 of the address are equal.
  public static boolean isCanonical(long address) {
    return address << 64 - LINEAR_BITS >> 64 - LINEAR_BITS == address;
  }

  /// The last-level entry that translates the address, for an access that is allowed.
  ///
  /// @param root the frame that CR3 names
  /// @param ring the privilege level of the access, 0 to 3
  public long walk(int root, long address, Access access, int ring) {
    if (!isCanonical(address)) {
      vector = Vector.GP;
      errorCode = 0;
      return FAULT;
    }
    long rights = Entry.WRITABLE | Entry.USER;
    long noExecute = 0;
    int table = root;
    for (int level = LEVELS - 1; level >= 0; level--) {
      long place = place(table, address, level);
      long entry = memory.readLong(place);
      if ((entry & Entry.PRESENT) == 0) {
        return fault(0, access, ring);
      }
      if (isReserved(entry, level)) {
        return fault(PROTECTION | RESERVED, access, ring);
      }
      places[level] = place;
      entries[level] = entry;
      rights &= entry;
      noExecute |= entry & Entry.NO_EXECUTE;
      table = Entry.frame(entry);
    }
    if (!isAllowed(rights, noExecute, access, ring)) {
      return fault(PROTECTION, access, ring);
    }
    return mark(access);
  }

  /// The physical address of the entry that a table holds for the address at a level (0: the last).
  static long place(int table, long address, int level) {
    int index = (int) (address >>> PhysicalMemory.SHIFT + INDEX_BITS * level) & 0x1FF;
    return ((long) table << PhysicalMemory.SHIFT) + 8L * index;
  }

  private boolean isReserved(long entry, int level) {
    return (entry & reservedAlways) != 0
        || !noExecuteEnable && entry < 0
        || level > 0 && (entry & Entry.PAGE_SIZE) != 0
        || Entry.frame(entry) >= memory.frames();
  }

  private boolean isAllowed(long rights, long noExecute, Access access, int ring) {
    boolean user = ring == 3;
    if (user && (rights & Entry.USER) == 0) {
      return false;
    }
    return switch (access) {
      case READ -> true;
      case WRITE -> (rights & Entry.WRITABLE) != 0 || !user && !writeProtect;
      case FETCH -> noExecute == 0;
    };
  }

  private long mark(Access access) {
    for (int level = LEVELS - 1; level >= 0; level--) {
      long bits =
          level == 0 && access == Access.WRITE ? Entry.ACCESSED | Entry.DIRTY : Entry.ACCESSED;
      if ((entries[level] & bits) != bits) {
        entries[level] |= bits;
        memory.writeLong(places[level], entries[level]);
      }
    }
    return entries[0];
  }

  private long fault(int cause, Access access, int ring) {
    vector = Vector.PF;
    errorCode =
        cause
            | (access == Access.WRITE ? WRITE : 0)
            | (ring == 3 ? USER_MODE : 0)
            | (access == Access.FETCH && noExecuteEnable ? INSTRUCTION_FETCH : 0);
    return FAULT;
  }
}
