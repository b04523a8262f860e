package dev.ringfence.kernel.memory;

import dev.ringfence.c.Program;
import dev.ringfence.machine.Access;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.segment.Descriptor;
import dev.ringfence.machine.segment.SystemTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory of one process: its areas, and its page tables, filled on demand.
///
/// When an entry has changed that the process may hold in its TLB, [#shootdown] says which; frames
/// that were taken away are used again only after [#acknowledged].
public final class AddressSpace {
  private static final int PAGE = PhysicalMemory.FRAME;

  /// What a page fault came to.
  public enum Outcome {
    ZERO_FILLED,
    COPIED,
    MAPPED,
    /// Nothing allows the access.
    REFUSED,
    /// The page lies behind the end of the file that is mapped there.
    BEYOND,
    OUT_OF_MEMORY
  }

  private final Image image;
  private final PhysicalMemory memory;
  private final Frames frames;
  private final int root;
  private final Regions regions;

  /// Where its segments lie, on a machine of 16 bits: all pages are there, and stay.
  private final @Nullable Placement placement;

  private Areas areas;
  private long breakAt;
  private boolean shared;
  private boolean supervised;
  private long supervisorArea = -1;
  private @Nullable Shootdown shootdown;
  private List<Integer> quarantine = List.of();

  private AddressSpace(
      PhysicalMemory memory, Frames frames, Image image, int root, @Nullable Placement placement) {
    this.memory = memory;
    this.frames = frames;
    this.image = image;
    this.root = root;
    this.regions = frames.regions();
    this.areas = image.areas();
    this.placement = placement;
    this.breakAt = heapStart();
  }

  private long heapStart() {
    return pageUp(image.program().end());
  }

  /// An address space that holds a program's segments and an empty stack, or null when memory is
  /// out.
  public static @Nullable AddressSpace of(PhysicalMemory memory, Frames frames, Image image) {
    int root = frames.allocateRoot();
    if (root < 0) {
      return null;
    }
    Placement placement =
        frames.isSegmented() ? Placement.of(frames, memory, image.program(), root) : null;
    if (frames.isSegmented() && placement == null) {
      frames.release(root);
      return null;
    }
    return new AddressSpace(memory, frames, image, root, placement);
  }

  /// The areas with which a program begins.
  static Areas initial(Program p, Regions regions) {
    if (regions.isSegment()) {
      Area data = writable(0, p.end(), p.name());
      return Areas.NONE.with(data).with(stackFrom(data.to()));
    }
    Areas areas = with(Areas.NONE, Program.TEXT_BASE, Program.address(p.code().length), p.name());
    Area text = areas.all().getFirst();
    areas = areas.with(text.with(true, false, true));
    areas = with(areas, p.rodataBase(), p.rodataBase() + p.rodata().length, p.name());
    if (p.end() > p.dataBase()) {
      areas = areas.with(writable(p.dataBase(), p.end(), p.name()));
    }
    return areas.with(
        writable(regions.stackTop() - Regions.STACK_SIZE, regions.stackTop(), "[stack]"));
  }

  /// The stack of a segment: all that data and heap leave.
  private static Area stackFrom(long from) {
    return writable(from, Placement.SIZE, "[stack]");
  }

  private static Areas with(Areas areas, long from, long to, String name) {
    return to > from ? areas.with(writable(from, to, name).with(true, false, false)) : areas;
  }

  private static Area writable(long from, long to, String name) {
    return new Area(from, pageUp(to), true, true, false, false, null, 0, name);
  }

  /// A copy that shares all frames: pages that may be written become read-only in both, to be
  /// copied by the first who writes. Null when memory is out.
  public @Nullable AddressSpace fork() {
    AddressSpace child = of(memory, frames, image);
    if (child == null) {
      return null;
    }
    child.areas = areas;
    areas.all().forEach(AddressSpace::mapped);
    child.breakAt = breakAt;
    child.shared = shared;
    child.supervised = supervised;
    child.supervisorArea = supervisorArea;
    if (placement != null && child.placement != null) {
      child.placement.copyFrom(placement, memory);
      return child;
    }
    boolean complete =
        frames
            .tables()
            .copy(
                root,
                child.root,
                ~Entry.DIRTY,
                (address, entry) -> {
                  frames.share(Entry.frame(entry));
                  return Entry.has(entry, Entry.WRITABLE) && !areaAt(address).shared()
                      ? copied(entry)
                      : entry;
                });
    shootdown = Shootdown.ALL;
    if (!complete) {
      child.release();
      return null;
    }
    return child;
  }

  /// What the process must drop from its TLB before it runs on, or null.
  public @Nullable Shootdown shootdown() {
    return shootdown;
  }

  /// The process has dropped what [#shootdown] named.
  public void acknowledged() {
    shootdown = null;
    if (!quarantine.isEmpty()) {
      quarantine.forEach(frames::release);
      quarantine = List.of();
    }
  }

  /// Gives all frames back, those of the tables included. The process must be gone.
  public void release() {
    acknowledged();
    areas.all().forEach(AddressSpace::unmapped);
    frames
        .tables()
        .forEach(
            root,
            (_, entry) -> {
              frames.release(Entry.frame(entry));
              return entry;
            });
    frames.tables().destroy(root);
    if (placement != null) {
      placement.release(frames, memory);
    }
  }

  /// The process is put to rest: its own pages take as little room as they can until they are used
  /// again. No TLB may hold any of them.
  public void rest() {
    frames
        .tables()
        .forEach(
            root,
            (address, entry) -> {
              int frame = Entry.frame(entry);
              if (!frames.isShared(frame)) {
                memory.pack(frame, (int) (address / PAGE) + image.number());
              }
              return entry;
            });
  }

  /// Where its segments lie in physical memory, on a machine of 16 bits; otherwise null.
  public @Nullable Placement placement() {
    return placement;
  }

  /// What the descriptors of its code and its data say, where it has some.
  public List<Descriptor> descriptors() {
    return placement != null && frames.isProtected()
        ? SystemTables.local(memory, placement.data())
        : List.of();
  }

  /// Where its parts lie.
  public Regions regions() {
    return regions;
  }

  /// The frame for CR3.
  public int root() {
    return root;
  }

  /// The page's entry as it stands, or 0.
  public long entry(long address) {
    return frames.tables().get(root, address);
  }

  /// What the kernel does about a page fault of ring 3.
  public Outcome fault(long address, Access access) {
    Area area = areaOf(address);
    if (area == null
        || !area.readable()
        || access == Access.WRITE && !area.writable()
        || access == Access.FETCH && !area.executable()) {
      return Outcome.REFUSED;
    }
    long entry = frames.tables().get(root, address);
    if (entry == 0) {
      return fill(area, address & -PAGE, access);
    }
    return access == Access.WRITE && Entry.has(entry, Entry.COPY_ON_WRITE)
        ? unshare(address & -PAGE, entry)
        : Outcome.REFUSED;
  }

  private static void mapped(Area area) {
    if (area.segment() != null) {
      area.segment().mapped();
    }
  }

  private static void unmapped(Area area) {
    if (area.segment() != null) {
      area.segment().unmapped();
    }
  }

  /// Maps a page of a segment: itself, or for a private mapping until it is written to.
  private Outcome share(Segment segment, Area area, long page, Access access) {
    long number = area.first() + (page - area.from()) / PAGE;
    if (!segment.has(number)) {
      return Outcome.BEYOND;
    }
    int frame = segment.frame(number);
    long bits = area.shared() || !area.writable() ? bits(area) : copied(bits(area));
    if (frame < 0 || !frames.tables().set(root, page, Entry.of(frame, bits))) {
      return Outcome.OUT_OF_MEMORY;
    }
    frames.share(frame);
    return access == Access.WRITE && !area.shared()
        ? unshare(page, frames.tables().get(root, page))
        : Outcome.MAPPED;
  }

  private static long copied(long bits) {
    return bits & ~Entry.WRITABLE | Entry.COPY_ON_WRITE;
  }

  private Outcome fill(Area area, long page, Access access) {
    Segment segment = area.segment();
    if (segment != null) {
      return share(segment, area, page, access);
    }
    int fromImage = image.frame(page);
    int frame;
    Outcome outcome;
    long bits = bits(area);
    if (fromImage == 0 && access == Access.WRITE) {
      frame = frames.allocate();
      outcome = Outcome.ZERO_FILLED;
    } else {
      frame = fromImage == 0 ? Frames.ZERO_PAGE : fromImage;
      frames.share(frame);
      outcome = Outcome.MAPPED;
      bits = area.writable() ? copied(bits) : bits;
    }
    if (frame < 0) {
      return Outcome.OUT_OF_MEMORY;
    }
    if (!frames.tables().set(root, page, Entry.of(frame, bits))) {
      frames.release(frame);
      return Outcome.OUT_OF_MEMORY;
    }
    if (access == Access.WRITE && outcome == Outcome.MAPPED) {
      return unshare(page, frames.tables().get(root, page));
    }
    return outcome;
  }

  /// Gives a page that others share, or shared, a frame of its own.
  private Outcome unshare(long page, long entry) {
    int frame = Entry.frame(entry);
    Outcome outcome = Outcome.MAPPED;
    if (frames.isShared(frame)) {
      int own = frames.allocate();
      if (own < 0) {
        return Outcome.OUT_OF_MEMORY;
      }
      memory.copy(frame, own);
      frames.release(frame);
      outcome = frame == Frames.ZERO_PAGE ? Outcome.ZERO_FILLED : Outcome.COPIED;
      frame = own;
    }
    frames.tables().set(root, page, Entry.of(frame, bits(areaAt(page))));
    shootdown = shootdown == null ? new Shootdown(page) : Shootdown.ALL;
    return outcome;
  }

  private static long bits(Area area) {
    return Entry.PRESENT
        | (area.isSupervisor() ? 0 : Entry.USER)
        | (area.writable() ? Entry.WRITABLE : 0)
        | (area.executable() ? 0 : Entry.NO_EXECUTE);
  }

  /// Moves the break, as `brk(2)`: what it is afterwards. Pages above it are given back.
  public long moveBreak(long address) {
    long start = heapStart();
    if (address < start || address > regions.heapLimit()) {
      return breakAt;
    }
    areas = areas.without(start);
    if (placement != null) {
      areas = areas.without(pageUp(breakAt)).with(stackFrom(pageUp(address)));
    }
    if (address > start) {
      areas = areas.with(writable(start, address, "[heap]"));
    }
    unmapPages(pageUp(address), pageUp(breakAt));
    breakAt = address;
    return breakAt;
  }

  /// Drops the pages from `from` to `to`: when they are used again, they are as they were mapped.
  void forget(long from, long to) {
    unmapPages(from, to);
  }

  private void unmapPages(long from, long to) {
    if (placement != null) {
      placement.clear(memory, from, to);
      return;
    }
    for (long page = from; page < to; page += PAGE) {
      long entry = frames.tables().get(root, page);
      if (entry != 0) {
        frames.tables().set(root, page, 0);
        quarantine = quarantine.isEmpty() ? new ArrayList<>(2) : quarantine;
        quarantine.add(Entry.frame(entry));
        shootdown = Shootdown.ALL;
      }
    }
  }

  /// Maps so many bytes of zeros, a multiple of the page size, above an unmapped guard page.
  ///
  /// @return where they begin, or -1 when there is no room for them
  public long map(long size, String name) {
    long from = gap(size);
    if (from >= 0) {
      areas = areas.with(writable(from, from + size, name));
    }
    return from;
  }

  /// Maps one frame, which children of `fork(2)` share. The address space counts as a user of it.
  ///
  /// @return where, or -1 when memory is out
  public long mapShared(int frame, String name) {
    long from = gap(PAGE);
    Area area = new Area(from, from + PAGE, true, true, false, true, null, 0, name);
    if (from < 0 || !frames.tables().set(root, from, Entry.of(frame, bits(area)))) {
      return -1;
    }
    frames.share(frame);
    areas = areas.with(area);
    return from;
  }

  /// Maps so many bytes, a multiple of the page size, as `mmap(2)` does.
  ///
  /// @param wanted where, in place of whatever is there; or 0 for where there is room
  /// @param shared whether children of `fork(2)` share them, and a file shows what is written
  /// @param protection a sum of 1 for reading, 2 for writing and 4 for executing
  /// @param file what they hold, or null for zeros
  /// @param first the page of the file at which they begin
  /// @return where they begin, or -1 when there is no room for them
  public long map(
      long wanted, long size, boolean shared, int protection, @Nullable Backing file, long first) {
    long from = wanted == 0 ? gap(size) : wanted;
    if (from < 0 || placement != null) {
      return -1;
    }
    cut(from, from + size);
    this.shared |= shared;
    Segment segment = file != null ? segment(file) : shared ? segment(null) : null;
    Area area =
        new Area(from, from + size, true, true, false, shared, segment, first, "")
            .with(protection != 0, (protection & 2) != 0, (protection & 4) != 0);
    mapped(area);
    areas = areas.with(area);
    return from;
  }

  private Segment segment(@Nullable Backing file) {
    Segment known = file == null ? null : file.segment();
    if (known != null) {
      return known;
    }
    Segment made = new Segment(frames, memory, file);
    if (file != null) {
      file.segment(made);
    }
    return made;
  }

  /// Whether something is mapped everywhere from `from` to `to`.
  public boolean isMapped(long from, long to) {
    return mappedUntil(from, to) == to;
  }

  /// The first address from `from` on where nothing is mapped, or `to`.
  private long mappedUntil(long from, long to) {
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

  /// Whether what lies from `from` to `to` was mapped as one.
  public boolean isOneArea(long from, long to) {
    Area area = areaOf(from);
    return area != null && to <= area.to();
  }

  /// Has an area that ends at `from` go on to `to` where nothing is mapped. False if it does not
  /// end there, or something is.
  boolean extend(long within, long from, long to) {
    Area area = areaAt(within);
    boolean room = to <= regions.mapTop() && areas.between(from, to).isEmpty();
    if (area.to() == from && room) {
      areas = areas.with(area.to(to));
      return true;
    }
    return false;
  }

  /// Moves so many bytes of an area, with their pages, as `mremap(2)` does.
  ///
  /// @param wanted where to, in place of whatever is there; or 0 for where there is room
  /// @param size how many bytes the area then has
  /// @return where they begin, or -1 when there is no room for them
  long move(long from, long kept, long wanted, long size) {
    long to = wanted == 0 ? gap(size) : wanted;
    if (to < 0 || placement != null) {
      return -1;
    }
    cut(to, to + size);
    split(from);
    split(from + kept);
    Area area = areaAt(from);
    for (long at = 0; at < kept; at += PAGE) {
      long entry = frames.tables().get(root, from + at);
      if (entry != 0) {
        if (!frames.tables().set(root, to + at, entry)) {
          return -1;
        }
        frames.tables().set(root, from + at, 0);
      }
    }
    areas = areas.without(from).with(area.movedTo(to, to + size));
    shootdown = Shootdown.ALL;
    return to;
  }

  /// Takes away whatever is mapped from `from` to `to`, multiples of the page size.
  public void cut(long from, long to) {
    if (placement != null) {
      return;
    }
    split(from);
    split(to);
    for (Area area : areas.between(from, to)) {
      areas = areas.without(area.from());
      unmapPages(area.from(), area.to());
      unmapped(area);
    }
  }

  /// Sets the protection of what is mapped from `from` to `to`, as [#map] has it.
  ///
  /// @return false where nothing is mapped; what lies before that is changed
  public boolean protect(long from, long to, int protection) {
    if (placement != null) {
      return false;
    }
    long end = mappedUntil(from, to);
    split(from);
    split(end);
    for (Area area : areas.between(from, end)) {
      Area next = area.with(protection != 0, (protection & 2) != 0, (protection & 4) != 0);
      areas = areas.with(next);
      for (long page = area.from(); page < area.to(); page += PAGE) {
        restrict(next, page);
      }
    }
    shootdown = Shootdown.ALL;
    return end == to;
  }

  /// Makes a page's entry allow what its area does: a page without any access is not present.
  private void restrict(Area area, long page) {
    long entry = frames.tables().get(root, page);
    if (entry == 0) {
      return;
    }
    long bits = area.readable() ? bits(area) : bits(area) & ~Entry.PRESENT | Entry.NO_ACCESS;
    if (!area.shared()) {
      bits = copied(bits);
    }
    frames.tables().set(root, page, Entry.of(Entry.frame(entry), bits));
  }

  private void split(long at) {
    Area area = areas.lower(at);
    if (area != null && area.to() > at) {
      areas = areas.with(area.part(area.from(), at)).with(area.part(at, area.to()));
      mapped(area);
    }
  }

  /// The bytes of the area that begins at the address.
  public long areaSize(long from) {
    return areaAt(from).to() - from;
  }

  /// Whether the address lies where anything is mapped.
  public boolean isMapped(long address) {
    return areaOf(address) != null;
  }

  /// Whether the address lies in the guard page below a thread's stack, which no area has.
  public boolean isGuard(long address) {
    Area above = areaOf(address + PAGE);
    return above != null && above.name().startsWith("[stack:");
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

  /// Whether it may have had memory that another address space maps as well.
  public boolean isShared() {
    return shared || placement != null;
  }

  /// Whether both map the same memory, so that one sees what the other writes.
  public boolean sharesWith(AddressSpace other) {
    return placement != null
        || other.shared
            && areas.all().stream()
                .anyMatch(a -> a.shared() && a.segment() != null && other.maps(a.segment()));
  }

  /// Whether any area maps the segment.
  public boolean maps(Segment segment) {
    return areas.all().stream().anyMatch(area -> area.segment() == segment);
  }

  /// The highest room for so many bytes and a guard page below them.
  private long gap(long size) {
    long top = regions.mapTop();
    Area below = areas.lower(top);
    while (below != null && below.to() > top - size - PAGE) {
      top = below.from();
      below = areas.lower(top);
    }
    return top - size - PAGE < regions.heapLimit() ? -1 : top - size;
  }

  /// Takes away what [#map] or [#mapShared] made at this address.
  public void unmap(long from) {
    Area area = areas.at(from);
    if (area != null && area.from() == from) {
      areas = areas.without(from);
      unmapPages(area.from(), area.to());
    }
  }

  /// The frame of the page of this address if it is one that children share, or 0.
  public int sharedFrame(long address) {
    Area area = areaOf(address);
    return area == null || !area.shared() ? 0 : Entry.frame(frames.tables().get(root, address));
  }

  /// The name of the area that holds the address, or the empty string.
  public String areaName(long address) {
    Area area = areaOf(address);
    return area == null ? "" : area.name();
  }

  /// The bytes behind an address, for the kernel's own access on behalf of the process, after the
  /// page has been brought in as the access needs it. Null means `EFAULT`.
  byte @Nullable [] reach(long pointer, boolean write) {
    long address = pointer & regions.addresses();
    if (!frames.tables().isCanonical(address)) {
      return null;
    }
    int frame = frames.tables().frame(root, address, write);
    if (frame >= 0) {
      return memory.materialise(frame);
    }
    Area area = areaOf(address);
    if (area == null
        || !area.readable()
        || write && !area.writable()
        || area.isSupervisor() && !supervised) {
      return null;
    }
    long entry = frames.tables().get(root, address);
    if (entry == 0 || write && !Entry.has(entry, Entry.WRITABLE)) {
      Outcome outcome = fault(address, write ? Access.WRITE : Access.READ);
      if (outcome == Outcome.REFUSED
          || outcome == Outcome.BEYOND
          || outcome == Outcome.OUT_OF_MEMORY) {
        return null;
      }
      entry = frames.tables().get(root, address);
    }
    return memory.materialise(Entry.frame(entry));
  }

  /// Sets whether system calls may be given addresses that only rings 0 to 2 may touch.
  public void supervised(boolean may) {
    supervised = may;
    // Where the processor has no CR0.WP, ring 0 can write to the kernel's memory, which all share.
    shared |= may;
  }

  /// Maps so many bytes that only rings 0 to 2 may touch.
  ///
  /// @return where they begin, or -1 when there is no room for them
  public long mapSupervisor(long size) {
    supervisorArea = map(size, Area.SUPERVISOR);
    return supervisorArea;
  }

  /// Where that is, or -1 if there is none.
  public long supervisorArea() {
    return supervisorArea;
  }

  /// The bytes of a page of it.
  public byte[] supervisorPage(long address) {
    long entry = frames.tables().get(root, address);
    if (entry == 0 || !Entry.has(entry, Entry.WRITABLE)) {
      if (fault(address, Access.WRITE) == Outcome.OUT_OF_MEMORY) {
        throw new IllegalStateException("no memory for descriptor tables");
      }
      entry = frames.tables().get(root, address);
    }
    return memory.materialise(Entry.frame(entry));
  }

  /// What is mapped, by rising address.
  public List<Mapping> mappings() {
    return Mapping.of(areas, pages());
  }

  /// The pages that have entries, by rising address.
  public List<MappedPage> pages() {
    List<MappedPage> pages = new ArrayList<>();
    frames
        .tables()
        .forEach(
            root,
            (address, entry) -> {
              pages.add(MappedPage.of(areaAt(address), image, address, entry));
              return entry;
            });
    return pages;
  }

  /// The page walk for an address.
  public List<PageTables.Step> walk(long address) {
    return frames.tables().walk(root, address);
  }

  /// Shows the entries of its page tables.
  public void forEachEntry(PageTables.EntryVisitor visitor) {
    frames.tables().forEachEntry(root, visitor);
  }

  private @Nullable Area areaOf(long address) {
    return areas.at(address);
  }

  private Area areaAt(long address) {
    Area area = areaOf(address);
    if (area == null) {
      throw new IllegalStateException(
          "a mapped page lies in no area: " + Long.toHexString(address));
    }
    return area;
  }

  private static long pageUp(long address) {
    return address + PAGE - 1 & -PAGE;
  }
}
