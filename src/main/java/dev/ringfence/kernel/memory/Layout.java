package dev.ringfence.kernel.memory;

import dev.ringfence.machine.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is mapped where in one address space: its areas. It knows nothing of frames. An address
/// space is one rather than having one, which saves an object for each process.
abstract sealed class Layout permits AddressSpace {
  private static final int PAGE = PhysicalMemory.FRAME;

  /// How many bytes may be locked by those without `CAP_IPC_LOCK`.
  abstract long mostLocked();

  /// What stays free between an area that grows down and the next one below it.
  static final long GUARD_GAP = 256L * PAGE;

  /// The lowest address that `mmap(2)` takes as a hint: `vm.mmap_min_addr`.
  private static final long LOWEST = 0x1_0000;

  private Areas areas;

  Layout(Areas areas) {
    this.areas = areas;
  }

  /// Where its parts lie.
  public abstract Regions regions();

  /// The stack of a segment: all that data and heap leave.
  static Area stackFrom(long from) {
    return Area.zeros(from, Placement.SIZE, "[stack]");
  }

  /// Moves the end of a segment's heap, where its stack begins.
  void moveHeap(long start, long from, long to) {
    areas = areas.without(start).without(pageUp(from)).with(stackFrom(pageUp(to)));
    if (pageUp(to) > start) {
      areas = areas.with(Area.zeros(start, to, "[heap]"));
    }
  }

  /// The same areas, to be those of a child as well, where no page must stay in memory; without
  /// those that a child does not get.
  Areas share() {
    Areas shared = areas;
    for (Area area : areas.all()) {
      if (area.isForked()) {
        mapped(area);
        shared = area.locked() ? shared.with(area.locked(false)) : shared;
      } else {
        shared = shared.without(area.from());
      }
    }
    return shared;
  }

  /// Nothing is mapped any more.
  void unmapAll() {
    areas.all().forEach(Layout::unmapped);
  }

  /// What is mapped, by rising address.
  List<Area> areas() {
    return areas.all();
  }

  /// The area that holds the address, or null.
  @Nullable Area areaOf(long address) {
    return areas.at(address);
  }

  /// The area that holds the address, after it has grown down to it if it may; or null.
  @Nullable Area grownTo(long address) {
    Area area = areaOf(address);
    return area == null ? grow(address & -PAGE) : area;
  }

  /// Has the area above the page, where nothing is mapped, grow down to it, as far as a stack may
  /// become large (`RLIMIT_STACK`).
  private @Nullable Area grow(long page) {
    Area area = areas.higher(page);
    if (area == null || !area.growsDown() || area.to() - page > Regions.STACK_SIZE) {
      return null;
    }
    Area below = areas.lower(page);
    boolean tooClose =
        below != null && below.readable() && !below.growsDown() && page - below.to() < GUARD_GAP;
    if (tooClose || area.locked() && locked() + area.from() - page > mostLocked()) {
      return null;
    }
    Area grown = area.movedTo(page, area.to());
    replace(area.from(), grown);
    return grown;
  }

  /// The area that holds an address that must be mapped.
  Area areaAt(long address) {
    Area area = areaOf(address);
    if (area == null) {
      throw new IllegalStateException(
          "a mapped page lies in no area: " + Long.toHexString(address));
    }
    return area;
  }

  /// Adds an area where nothing is mapped.
  void add(Area area) {
    mapped(area);
    Segment segment = area.segment();
    if (segment != null && !maps(segment)) {
      begin(segment);
    }
    areas = areas.with(locksNew() && !area.isHuge() ? area.locked(true) : area);
  }

  /// An area of a segment is about to be added of which there is none yet.
  abstract void begin(Segment segment);

  /// Whether the pages of areas that are added must stay in memory.
  abstract boolean locksNew();

  /// Takes the area away that begins at the address, if there is one.
  @Nullable Area remove(long from) {
    Area area = areas.at(from);
    if (area == null || area.from() != from) {
      return null;
    }
    areas = areas.without(from);
    return area;
  }

  /// Takes away whatever is mapped from `from` to `to`, multiples of the page size. The caller has
  /// to take the pages away, and then to call [#unmapped].
  List<Area> takeOut(long from, long to) {
    List<Area> cut = within(from, to);
    cut.forEach(area -> areas = areas.without(area.from()));
    return cut;
  }

  /// Whether an area can end at the address, and another begin there: huge pages stay whole.
  boolean isDivisible(long address) {
    Area area = areaOf(address);
    return area == null || address % area.pageSize() == 0;
  }

  /// Whether to give what lies on one side of the address a protection would cut a huge page.
  boolean cutsHugePage(long address, int protection) {
    Area area = areaOf(address);
    return area != null && !isDivisible(address) && !area.equals(area.protect(protection));
  }

  /// Whether any page from `from` to `to` is huge.
  boolean isAnyHuge(long from, long to) {
    for (Area area : areas.all()) {
      if (area.isHuge() && area.from() < to && area.to() > from) {
        return true;
      }
    }
    return false;
  }

  /// The areas from `from` to `to`, split so that none goes beyond, except within a huge page.
  List<Area> within(long from, long to) {
    split(from);
    split(to);
    return areas.between(from, to);
  }

  private void split(long at) {
    Area area = areas.lower(at);
    if (area != null && area.to() > at && at % area.pageSize() == 0) {
      areas = areas.with(area.part(area.from(), at)).with(area.part(at, area.to()));
      mapped(area);
    }
  }

  /// Makes one area of those from `from` to `to` that go on in each other.
  void join(long from, long to) {
    Area area = areaOf(from);
    while (area != null && area.to() < to) {
      Area next = areaOf(area.to());
      if (next == null || !area.goesOnIn(next)) {
        return;
      }
      area = area.to(next.to());
      areas = areas.without(next.from()).with(area);
      unmapped(next);
    }
  }

  /// Puts others in place of the areas from `from` to `to`, of which none is split that stays the
  /// same.
  ///
  /// @return those that are new
  List<Area> change(long from, long to, UnaryOperator<Area> how) {
    List<Area> changed = new ArrayList<>();
    for (Area area : areas.all()) {
      if (area.from() < to && area.to() > from && !how.apply(area).equals(area)) {
        for (Area part : within(Math.max(from, area.from()), Math.min(to, area.to()))) {
          Area next = how.apply(part);
          areas = areas.with(next);
          changed.add(next);
        }
      }
    }
    return changed;
  }

  /// Where `mmap(2)` maps so many bytes that are to lie at an address, if that is possible: there,
  /// or 0 for anywhere.
  long hint(long wanted, long size) {
    long from = wanted == 0 ? 0 : Math.max(LOWEST, wanted & -PAGE);
    long to = from + size;
    Area above = areas.higher(from);
    long guard = above != null && above.growsDown() ? GUARD_GAP : 0;
    boolean fits = from >= LOWEST && to > from && to <= regions().stackTop() && isFree(from, to);
    return fits && (above == null || to <= above.from() - guard) ? from : 0;
  }

  /// Sets the protection of what is mapped from `from` to `to`.
  ///
  /// @param protection a sum of 1 for reading, 2 for writing and 4 for executing
  /// @return the areas as they are then
  List<Area> changeProtection(long from, long to, int protection) {
    return change(from, to, area -> area.protect(protection));
  }

  /// Says whether the pages from `from` to `to` must stay in memory. Huge ones do anyway.
  ///
  /// @return the areas as they are then
  List<Area> changeLock(long from, long to, boolean lock) {
    return change(from, to, area -> area.isHuge() ? area : area.locked(lock));
  }

  /// How many bytes of it must stay in memory.
  long locked() {
    long bytes = 0;
    for (Area area : areas.all()) {
      bytes += area.locked() ? area.to() - area.from() : 0;
    }
    return bytes;
  }

  /// Whether any page from `from` to `to` must stay in memory.
  boolean isAnyLocked(long from, long to) {
    for (Area area : areas.all()) {
      if (area.locked() && area.from() < to && area.to() > from) {
        return true;
      }
    }
    return false;
  }

  /// The first area of which anything lies from `from` to `to`, or null.
  @Nullable Area firstIn(long from, long to) {
    Area at = areaOf(from);
    Area next = at != null ? at : areas.higher(from);
    return next != null && next.from() < to ? next : null;
  }

  /// Whether nothing is mapped from `from` to `to`.
  public boolean isFree(long from, long to) {
    Area below = areas.lower(to);
    return below == null || below.to() <= from;
  }

  /// Has an area of another size or place stand for the one that begins at `from`.
  void replace(long from, Area area) {
    areas = areas.without(from).with(area);
  }

  /// Has an area that ends at `from` go on to `to` where nothing is mapped. False if it does not
  /// end there, or something is.
  boolean extend(long within, long from, long to) {
    Area area = areaAt(within);
    boolean room = to <= regions().mapTop() && areas.between(from, to).isEmpty();
    if (area.to() == from && room) {
      areas = areas.with(area.to(to));
      return true;
    }
    return false;
  }

  /// Has the area that begins there become larger when somebody uses what lies below it.
  void growDown(long from) {
    areas = areas.with(areaAt(from).growingDown());
  }

  /// Whether something is mapped everywhere from `from` to `to`.
  public boolean isMapped(long from, long to) {
    return mappedUntil(from, to) == to;
  }

  /// The first address from `from` on where nothing is mapped, or `to`.
  long mappedUntil(long from, long to) {
    long at = from;
    while (at < to) {
      Area area = areaOf(at);
      if (area == null) {
        return at;
      }
      at = area.to();
    }
    return Math.max(from, to);
  }

  /// Whether the address lies in the guard page below a thread's stack, which no area has.
  public boolean isGuard(long address) {
    Area above = areaOf(address + PAGE);
    return above != null && above.isThreadStack();
  }

  /// The highest room for so many bytes and a guard page below them, or -1.
  long guardedGap(long size) {
    return areas.gap(size, PAGE, PAGE, regions());
  }

  /// The highest room for so many bytes at a multiple of `alignment`, a power of two, or -1. Below
  /// the stack of a thread a guard page is left where that is possible.
  long gap(long size, long alignment) {
    return areas.gap(size, alignment, 0, regions());
  }

  /// What is mapped where: the same object in all memories where that is the same by descent, and
  /// another one after each change.
  public Object mapping() {
    return areas;
  }

  /// Whether any area maps the segment.
  public boolean maps(Segment segment) {
    for (Area area : areas.all()) {
      if (area.segment() == segment) {
        return true;
      }
    }
    return false;
  }

  /// Whether what lies from `from` to `to` was mapped as one.
  public boolean isOneArea(long from, long to) {
    Area area = areaOf(from);
    return area != null && to <= area.to();
  }

  /// The bytes of the area that begins at the address.
  public long areaSize(long from) {
    return areaAt(from).to() - from;
  }

  /// Whether the address lies where anything is mapped.
  public boolean isMapped(long address) {
    return areaOf(address) != null;
  }

  /// The segment that an address lies in and others may share, or null.
  public @Nullable Segment segment(long address) {
    Area area = areaOf(address);
    return area == null || !area.shared() ? null : area.segment();
  }

  /// Where an address lies in its segment.
  public long offset(long address) {
    Area area = areaAt(address);
    return area.first() * PAGE + address - area.from();
  }

  /// Whether an address is in anonymous memory that no other process sees and nobody may write to.
  public boolean isConstant(long address) {
    Area area = areaOf(address);
    return area != null
        && !area.shared()
        && !area.writable()
        && area.segment() == null
        && area.name().isEmpty();
  }

  /// The name of the area that holds the address, or the empty string.
  public String areaName(long address) {
    Area area = areaOf(address);
    return area == null ? "" : area.name();
  }

  /// Where the area is that only rings 0 to 2 may touch, or -1 if there is none.
  public long supervisorArea() {
    for (Area area : areas()) {
      if (area.isSupervisor()) {
        return area.from();
      }
    }
    return -1;
  }

  private static void mapped(Area area) {
    if (area.segment() != null) {
      area.segment().mapped();
    }
  }

  /// The area is gone, and with it its pages.
  static void unmapped(Area area) {
    if (area.segment() != null) {
      area.segment().unmapped();
    }
  }

  static long pageUp(long address) {
    return address + PAGE - 1 & -PAGE;
  }
}
