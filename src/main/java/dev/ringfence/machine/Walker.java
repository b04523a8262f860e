package dev.ringfence.machine;

/// The page walk: through tables in physical memory, from CR3 down to a page of 4 KiB, or to a
/// large one of 2 MiB, whose entry lies a level higher.
///
/// It checks what the processor checks (SDM volume 3, sections 4.3 to 4.8): present and reserved
/// bits level by level, then the rights of all levels together, and sets the accessed bit of every
/// entry it used, and the dirty bit of the last one on a write, only when the access is allowed.
public final class Walker {
  /// What [#walk] returns when the access faults; the reason is in [#vector] and [#errorCode].
  public static final long FAULT = 0;

  // Bits of the page-fault error code (SDM volume 3, figure 4-12).
  public static final int PROTECTION = 1;
  public static final int WRITE = 1 << 1;
  public static final int USER_MODE = 1 << 2;
  public static final int RESERVED = 1 << 3;
  public static final int INSTRUCTION_FETCH = 1 << 4;

  private final PhysicalMemory memory;
  private final Paging paging;
  private final long reservedAlways;
  private final long[] places;
  private final long[] entries;

  /// CR0.WP: whether ring 0, too, may not write read-only pages. The 80386 has no such bit, and
  /// there it may.
  public boolean writeProtect = true;

  /// CR4.SMEP: whether rings 0 to 2 may not execute what ring 3 may touch.
  public boolean executionPrevention;

  /// CR4.SMAP, while EFLAGS.AC is clear: whether they may not read and write it, either.
  public boolean accessPrevention;

  /// EFER.NXE: whether bit 63 of an entry means no-execute; if not, it is reserved. Entries of four
  /// bytes have no such bit.
  public boolean noExecuteEnable;

  /// The exception of the last walk that returned [#FAULT].
  public Vector vector = Vector.PF;

  /// Its error code.
  public int errorCode;

  /// Whether the last walk that was allowed ended at a large page.
  public boolean large;

  /// @param physicalBits the processor's physical address width (MAXPHYADDR), 32 to 52
  public Walker(PhysicalMemory memory, Paging paging, int physicalBits) {
    this.memory = memory;
    this.paging = paging;
    this.reservedAlways = (1L << 52) - (1L << physicalBits);
    this.noExecuteEnable = paging.hasNoExecute();
    places = new long[paging.levels()];
    entries = new long[paging.levels()];
  }

  /// The last-level entry that translates the address, for an access that is allowed; of a large
  /// page, what that would be for the part of it that holds the address.
  ///
  /// @param root the frame that CR3 names
  /// @param ring the privilege level of the access, 0 to 3
  public long walk(int root, long address, Access access, int ring) {
    if (!paging.isCanonical(address)) {
      vector = Vector.GP;
      errorCode = 0;
      return FAULT;
    }
    long rights = Entry.WRITABLE | Entry.USER;
    long noExecute = 0;
    int table = root;
    int last = 0;
    for (int level = paging.top(); level >= last; level--) {
      long place = paging.place(table, address, level);
      long entry = paging.read(memory, place);
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
      if (paging.isLarge(entry, level)) {
        last = level;
      }
    }
    if (!isAllowed(rights, noExecute, access, ring)) {
      return fault(PROTECTION, access, ring);
    }
    large = last > 0;
    long entry = mark(access, last);
    return large ? paging.part(entry, address) : entry;
  }

  private boolean isReserved(long entry, int level) {
    return (entry & reservedAlways) != 0
        || !noExecuteEnable && entry < 0
        || (entry & paging.reserved(entry, level)) != 0
        || Entry.frame(entry) >= memory.frames();
  }

  private boolean isAllowed(long rights, long noExecute, Access access, int ring) {
    boolean user = ring == 3;
    boolean ofUser = (rights & Entry.USER) != 0;
    if (user && !ofUser || !user && ofUser && isPrevented(access)) {
      return false;
    }
    return switch (access) {
      case READ -> true;
      case WRITE -> (rights & Entry.WRITABLE) != 0 || !user && !writeProtect;
      case FETCH -> noExecute == 0;
    };
  }

  private boolean isPrevented(Access access) {
    return access == Access.FETCH ? executionPrevention : accessPrevention;
  }

  private long mark(Access access, int last) {
    for (int level = paging.top(); level >= last; level--) {
      long bits =
          level == last && access == Access.WRITE ? Entry.ACCESSED | Entry.DIRTY : Entry.ACCESSED;
      if ((entries[level] & bits) != bits) {
        entries[level] |= bits;
        paging.write(memory, places[level], entries[level]);
      }
    }
    return entries[last];
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
