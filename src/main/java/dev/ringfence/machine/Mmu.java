package dev.ringfence.machine;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The memory management unit as one address space sees it: CR3 and the translation lookaside
/// buffer.
///
/// A TLB entry is a lease on a frame's storage. It is taken by a page walk, and ends when the
/// kernel has it invalidated. There are separate slots for reading, writing and fetching, because
/// each kind must have been allowed; a slot for writing exists only when the page's dirty bit is
/// set. A large page has an entry of its own ([LargeTlb]); the slots of its parts are filled from
/// it without a page walk, and go with it.
///
/// The methods that return a frame's bytes return null when the access faults; then [#vector],
/// [#errorCode] and [#address] say how.
public final class Mmu {
  private static final int SLOTS = 64;
  private static final long NONE = -1;
  private static final byte[] ZEROS = new byte[PhysicalMemory.FRAME];

  private final PhysicalMemory memory;
  private final Walker walker;
  private final Paging paging;
  private final long walkCost;

  /// The bits of an address that lie within a large page.
  private final int largeShift;

  private final long[] readPage = new long[SLOTS];
  private final long[] writePage = new long[SLOTS];
  private final long[] fetchPage = new long[SLOTS];
  private final byte[][] readBytes = new byte[SLOTS][];
  private final byte[][] writeBytes = new byte[SLOTS][];

  /// Of the large pages, once there are any.
  private @Nullable LargeTlb large;

  private long @Nullable [] trace;
  private int traced;
  /// The memory beyond near pointers, on a machine of 16 bits.
  private @Nullable FarMemory far;

  /// Those of a register that make an address; on a machine of 32 bits the others are carries.
  private final long bits;

  private int root = -1;
  private int ring = 3;
  private boolean smap;
  private long misses;
  private long penalty;

  /// The exception of the last access that faulted.
  public Vector vector = Vector.PF;

  /// Its error code.
  public int errorCode;

  /// The address that faulted: CR2, when it was a page fault.
  public long address;

  public Mmu(PhysicalMemory memory, Profile profile) {
    this.memory = memory;
    this.paging = profile.paging();
    this.walker = new Walker(memory, paging, profile.physicalBits());
    walker.writeProtect = profile.writeProtect();
    this.bits = paging.addressBits();
    this.walkCost = profile.costs().walk();
    this.largeShift = paging.shift(1);
    flush();
  }

  /// Writes CR3, which empties the TLB.
  public void load(int root) {
    this.root = root;
    if (far != null) {
      far.load(root);
    }
    traced = 0;
    flush();
  }

  /// Has the pages be noted from now on that are looked up in the page tables, as the TLB does not
  /// hold them.
  public void traceMisses() {
    trace = new long[SLOTS];
  }

  /// Shows the numbers of the pages that have been noted, and forgets them.
  public void takeTrace(LongConsumer action) {
    for (int i = 0; trace != null && i < traced; i++) {
      action.accept(trace[i]);
    }
    traced = 0;
  }

  private void note(long[] pages, long page) {
    if (traced == pages.length) {
      pages = Arrays.copyOf(pages, 2 * traced);
      trace = pages;
    }
    pages[traced++] = page;
  }

  /// Sets the ring of the accesses to come. What ring 3 and the others may differs, so that the TLB
  /// is emptied when that changes.
  ///
  /// @param override EFLAGS.AC, which turns SMAP off
  public void ring(int next, boolean override) {
    boolean prevents = smap && !override;
    if (ring == 3 != (next == 3) || next != 3 && walker.accessPrevention != prevents) {
      flush();
    }
    walker.accessPrevention = prevents;
    ring = next;
  }

  /// Sets CR4.SMEP and CR4.SMAP.
  public void prevent(boolean smep, boolean smap) {
    walker.executionPrevention = smep;
    this.smap = smap;
  }

  /// Empties the TLB.
  public void flush() {
    Arrays.fill(readPage, NONE);
    Arrays.fill(writePage, NONE);
    Arrays.fill(fetchPage, NONE);
    Arrays.fill(readBytes, ZEROS);
    Arrays.fill(writeBytes, ZEROS);
    if (large != null) {
      large.flush();
    }
  }

  /// Drops what the TLB holds of the page of this address.
  public void invalidate(long address) {
    if (large != null && large.drop(address >>> largeShift)) {
      dropParts(address >>> largeShift);
    }
    long page = address >>> PhysicalMemory.SHIFT;
    int slot = (int) page & SLOTS - 1;
    if (readPage[slot] == page) {
      readPage[slot] = NONE;
    }
    if (writePage[slot] == page) {
      writePage[slot] = NONE;
    }
    if (fetchPage[slot] == page) {
      fetchPage[slot] = NONE;
    }
  }

  /// Empties the slots of the parts of a large page.
  private void dropParts(long page) {
    int bits = largeShift - PhysicalMemory.SHIFT;
    for (long[] pages : new long[][] {readPage, writePage, fetchPage}) {
      for (int slot = 0; slot < SLOTS; slot++) {
        pages[slot] = pages[slot] >>> bits == page ? NONE : pages[slot];
      }
    }
  }

  /// The memory as far pointers name it, or null where there are none.
  public @Nullable FarMemory far() {
    return far;
  }

  /// Gives a machine of 16 bits the memory beyond near pointers.
  public void far(FarMemory memory) {
    far = memory;
    memory.load(root);
  }

  /// The bytes of the frame under this address, to be read.
  public byte @Nullable [] forRead(long address) {
    long page = address >>> PhysicalMemory.SHIFT;
    int slot = (int) page & SLOTS - 1;
    return readPage[slot] == page ? readBytes[slot] : missRead(address);
  }

  /// The bytes of the frame under this address, to be written.
  public byte @Nullable [] forWrite(long address) {
    long page = address >>> PhysicalMemory.SHIFT;
    int slot = (int) page & SLOTS - 1;
    return writePage[slot] == page ? writeBytes[slot] : missWrite(address);
  }

  /// Whether the ring may execute what lies at this address. A segment of code that a program has
  /// got into may be executed.
  public boolean mayFetch(long address) {
    long page = address >>> PhysicalMemory.SHIFT;
    int slot = (int) page & SLOTS - 1;
    if (fetchPage[slot] == page) {
      return true;
    }
    if (far == null && walk(address & bits, Access.FETCH) == Walker.FAULT) {
      return false;
    }
    fetchPage[slot] = page;
    return true;
  }

  private byte @Nullable [] missRead(long pointer) {
    long address = pointer & bits;
    long entry = walk(address, Access.READ);
    if (entry == Walker.FAULT) {
      return null;
    }
    byte[] bytes = memory.peek(Entry.frame(entry));
    if (bytes == null) {
      // A frame without storage gets it on the first write, which this slot would not see.
      return ZEROS;
    }
    long page = address >>> PhysicalMemory.SHIFT;
    int slot = (int) page & SLOTS - 1;
    readPage[slot] = page;
    readBytes[slot] = bytes;
    return bytes;
  }

  private byte @Nullable [] missWrite(long pointer) {
    long address = pointer & bits;
    long entry = walk(address, Access.WRITE);
    if (entry == Walker.FAULT) {
      return null;
    }
    byte[] bytes = memory.materialise(Entry.frame(entry));
    long page = address >>> PhysicalMemory.SHIFT;
    int slot = (int) page & SLOTS - 1;
    writePage[slot] = page;
    writeBytes[slot] = bytes;
    return bytes;
  }

  private long walk(long address, Access access) {
    return far == null ? walkPaged(address, access) : walkSegment(far, address, access);
  }

  /// The entry for an access to the data segment, of which all pages are present.
  private long walkSegment(FarMemory segment, long address, Access access) {
    long near = segment.near(address);
    if (near < 0) {
      vector = segment.vector();
      errorCode = segment.errorCode();
      this.address = address;
      return Walker.FAULT;
    }
    return walker.walk(root, near, access, ring);
  }

  private long walkPaged(long address, Access access) {
    long held = large == null ? 0 : large.get(address >>> largeShift, access);
    if (held != 0) {
      return paging.part(held, address);
    }
    misses++;
    penalty += walkCost;
    long entry = walker.walk(root, address, access, ring);
    if (entry == Walker.FAULT) {
      vector = walker.vector;
      errorCode = walker.errorCode;
      this.address = address;
    } else if (walker.large) {
      hold(address >>> largeShift, access, paging.whole(entry));
    } else if (trace != null) {
      note(trace, address >>> PhysicalMemory.SHIFT);
    }
    return entry;
  }

  /// The TLB has a large page from now on, and no longer the one that was in its slot.
  private void hold(long page, Access access, long entry) {
    LargeTlb tlb = large == null ? new LargeTlb() : large;
    large = tlb;
    long gone = tlb.put(page, access, entry);
    if (gone >= 0) {
      dropParts(gone);
    }
  }

  /// How many walks there have been.
  public long misses() {
    return misses;
  }

  /// As [#misses], which begins anew.
  public long takeMisses() {
    long taken = misses;
    misses = 0;
    return taken;
  }

  /// The cycles that walks have cost since they were taken last.
  public long penalty() {
    return penalty;
  }

  /// As [#penalty], which begins anew.
  public long takePenalty() {
    long taken = penalty;
    penalty = 0;
    return taken;
  }
}
