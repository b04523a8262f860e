package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Access;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.segment.Descriptor;
import dev.ringfence.machine.segment.SystemTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory of one process: its [Layout], and its page tables ([PageEntries]), filled on
/// demand ([PageFaults]).
///
/// When an entry has changed that the process may hold in its TLB, [#shootdown] says which; frames
/// that were taken away are used again only after [#acknowledged].
public final class AddressSpace extends Layout {
  private static final int PAGE = PhysicalMemory.FRAME;

  private final Image image;
  private final PageEntries entries;
  private final Regions regions;
  private long breakAt;
  private Limits limits = Limits.USUAL;

  /// Who runs here, if somebody does.
  private @Nullable Process occupant;

  /// How many bytes may be mapped (`RLIMIT_AS`) and locked (`RLIMIT_MEMLOCK`).
  private record Limits(long mapped, long locked) {
    static final Limits USUAL = new Limits(Long.MAX_VALUE, LockCalls.MEMLOCK);
  }

  private AddressSpace(Image image, Regions regions, Areas areas, PageEntries entries) {
    super(areas);
    this.image = image;
    this.regions = regions;
    this.entries = entries;
    breakAt = heapStart();
  }

  private long heapStart() {
    return Layout.pageUp(image.program().end()) + regions.heapShift();
  }

  /// An address space that holds a program's segments and an empty stack, or null when memory is
  /// out.
  public static @Nullable AddressSpace of(Frames frames, Image image) {
    int root = frames.reserve(1) ? frames.allocateRoot() : -1;
    if (root < 0) {
      return null;
    }
    Regions regions = frames.nextRegions();
    return of(frames, image, regions, image.areas(regions), root);
  }

  private static @Nullable AddressSpace of(
      Frames frames, Image image, Regions regions, Areas areas, int root) {
    Placement placement =
        frames.isSegmented() ? Placement.of(frames, frames.memory(), image.program(), root) : null;
    if (frames.isSegmented() && placement == null) {
      frames.release(root);
      return null;
    }
    PageEntries entries = new PageEntries(frames, root);
    Regions own = placement == null ? regions : regions.at(placement);
    return new AddressSpace(image, own, areas, entries);
  }

  /// A copy that shares all frames: pages that may be written become read-only in both, to be
  /// copied by the first who writes. Null when memory is out.
  public @Nullable AddressSpace fork() {
    boolean room = frames().pager() == null || frames().reserve(entries.tables());
    int root = room ? frames().allocateRoot() : -1;
    if (root < 0) {
      return null;
    }
    AddressSpace child = of(frames(), image, regions, share(), root);
    if (child == null) {
      unmapAll();
      return null;
    }
    child.breakAt = breakAt;
    child.limits = limits;
    child.entries.shared = entries.shared;
    child.entries.supervised = entries.supervised;
    Placement placement = placement();
    Placement copy = child.placement();
    if (placement != null && copy != null) {
      copy.copyFrom(placement, frames().memory());
      return child;
    }
    if (!entries.copyTo(child.entries, address -> areaAt(address).shared())) {
      child.release();
      return null;
    }
    for (Area area : areas()) {
      if (!area.isForked() || area.isWiped()) {
        child.forget(area.from(), area.to());
      }
    }
    return child;
  }

  /// Lets so many bytes be mapped.
  public void limit(long bytes) {
    limits = new Limits(bytes, limits.locked);
  }

  /// Has the same limit as the address space before it.
  public void limitAs(AddressSpace before) {
    limits = before.limits;
  }

  /// Lets so many bytes be locked (`RLIMIT_MEMLOCK`).
  public void limitLocked(long bytes) {
    limits = new Limits(limits.mapped, bytes);
  }

  @Override
  public long mostLocked() {
    return limits.locked;
  }

  /// Whether the limit allows so many bytes more.
  public boolean hasRoom(long more) {
    return limits.mapped == Long.MAX_VALUE
        || areas().stream().mapToLong(area -> area.to() - area.from()).sum() + more
            <= limits.mapped / PAGE * PAGE;
  }

  /// What the process must drop from its TLB before it runs on, or null.
  public @Nullable Shootdown shootdown() {
    return entries.shootdown();
  }

  /// The process has dropped what [#shootdown] named.
  public void acknowledged() {
    entries.acknowledged();
  }

  /// Gives all frames back, those of the tables included. The process must be gone.
  public void release() {
    entries.acknowledged();
    areas().forEach(this::forgo);
    unmapAll();
    entries.release();
    occupant(null);
    Placement placement = placement();
    if (placement != null) {
      placement.release(frames(), frames().memory());
    }
  }

  /// The process is put to rest: its own pages take as little room as they can until they are used
  /// again. No TLB may hold any of them.
  public void rest() {
    entries.rest(image.number());
  }

  /// Where its segments lie in physical memory, on a machine of 16 bits; otherwise null.
  public @Nullable Placement placement() {
    return regions.placement();
  }

  Frames frames() {
    return entries.frames();
  }

  /// What the descriptors of its code and its data say, where it has some.
  public List<Descriptor> descriptors() {
    Placement placement = placement();
    return placement != null && frames().isProtected()
        ? SystemTables.local(frames().memory(), placement.data())
        : List.of();
  }

  /// How much memory it takes.
  public Footprint footprint() {
    return Footprint.of(this, entries, image);
  }

  /// Sets who runs here.
  public void occupant(@Nullable Process next) {
    entries.occupant(next);
    for (Area area : areas()) {
      Segment segment = area.segment();
      if (segment != null && next != null) {
        segment.mappers().add(next);
      } else if (segment != null && occupant != null) {
        segment.mappers().leave();
      }
    }
    occupant = next;
  }

  @Override
  void begin(Segment segment) {
    if (occupant != null) {
      segment.mappers().addAgain(occupant);
    }
  }

  private void end(@Nullable Segment segment) {
    if (segment != null && occupant != null && !maps(segment)) {
      segment.mappers().remove(occupant);
    }
  }

  /// What it runs.
  Image image() {
    return image;
  }

  @Override
  boolean locksNew() {
    return entries.locksNew;
  }

  /// Says whether the pages of areas that are added must stay in memory.
  void lockNew(boolean lock) {
    entries.locksNew = lock;
  }

  /// Its page tables.
  PageEntries entries() {
    return entries;
  }

  @Override
  public Regions regions() {
    return regions;
  }

  /// The frame for CR3.
  public int root() {
    return entries.root();
  }

  /// What the kernel does about a page fault of ring 3.
  public FaultOutcome fault(long address, Access access) {
    return fault(address, access, false);
  }

  /// As [#fault(long, Access)], in the kernel itself if that is said.
  FaultOutcome fault(long address, Access access, boolean kernel) {
    return frames().faults().handle(image, this, entries, address, access, kernel);
  }

  /// Where the heap ends.
  public long breakAt() {
    return breakAt;
  }

  /// Moves the break, as `brk(2)`: what it is afterwards. Pages above it are given back.
  public long moveBreak(long address) {
    long start = heapStart();
    if (address < start || address > regions().heapLimit()) {
      return breakAt;
    }
    long before = Layout.pageUp(breakAt);
    long after = Layout.pageUp(address);
    Placement placement = placement();
    if (placement != null) {
      placement.clear(frames().memory(), after, before);
      moveHeap(start, breakAt, address);
    } else if (after < before) {
      cut(after, before);
    } else if (after > before) {
      extendHeap(before, after);
    }
    breakAt = address;
    return breakAt;
  }

  private void extendHeap(long before, long after) {
    Area last = before > heapStart() ? areaOf(before - 1) : null;
    Area more = Area.zeros(before, after, "[heap]");
    if (last != null && last.isLike(more) && last.locked() == locksNew()) {
      replace(last.from(), last.to(after));
    } else {
      add(more);
    }
  }

  /// Maps and moves ranges of it.
  public Mapper mapper() {
    return new Mapper(this);
  }

  /// Drops the pages from `from` to `to`: when they are used again, they are as they were mapped.
  void forget(long from, long to) {
    Placement placement = placement();
    if (placement == null) {
      entries.drop(from, to);
    } else {
      placement.clear(frames().memory(), from, to);
    }
  }

  /// What is promised of an area's pages is void.
  private void forgo(Area area) {
    if (area.segment() != null) {
      area.segment().forgo(area.first(), (area.to() - area.from()) / PAGE, this);
    }
  }

  /// Whether what is written here may get into a file.
  public boolean mayWriteTo(Backing file) {
    Segment mapped = file.segment();
    return mapped != null
        && areas().stream()
            .anyMatch(area -> area.segment() == mapped && area.shared() && area.mayWrite());
  }

  /// Where the first area begins that may not become writable, or `to` if none from there up to it.
  long firstNeverWritten(long from, long to) {
    return areas().stream()
        .filter(area -> !area.mayWrite() && area.from() < to && area.to() > from)
        .mapToLong(area -> Math.max(from, area.from()))
        .min()
        .orElse(to);
  }

  /// How many frames the page of an address takes that is mapped.
  public int frames(long address) {
    return areaAt(address).pageSize() / PAGE;
  }

  /// Takes away whatever is mapped from `from` to `to`, multiples of the page size.
  public void cut(long from, long to) {
    frames().renewed(this, from, to);
    if (placement() != null) {
      return;
    }
    for (Area area : takeOut(from, to)) {
      entries.drop(area.from(), area.to());
      forgo(area);
      end(area.segment());
      Layout.unmapped(area);
    }
  }

  /// Sets the protection of what is mapped from `from` to `to`, as [Mapper#map] has it.
  ///
  /// @return false where nothing is mapped; what lies before that is changed
  public boolean protect(long from, long to, int protection) {
    if (placement() != null) {
      return false;
    }
    long end = mappedUntil(from, to);
    for (Area area : changeProtection(from, end, protection)) {
      for (long page = area.from(); page < area.to(); page += area.pageSize()) {
        restrict(area, page);
      }
    }
    entries.shootDownAll();
    return end == to;
  }

  /// Makes a page's entry allow what its area does: a page without any access is not present.
  private void restrict(Area area, long page) {
    if (entries.get(page) == 0) {
      return;
    }
    long all = PageEntries.bits(area);
    long bits = area.readable() ? all : all & ~Entry.PRESENT | Entry.NO_ACCESS;
    entries.restrict(page, area.shared() ? bits : PageEntries.copied(bits));
  }

  /// Whether it may have had memory that another address space maps as well.
  public boolean isShared() {
    return entries.shared || placement() != null;
  }

  /// Whether both map the same memory, so that one sees what the other writes.
  public boolean sharesWith(AddressSpace other) {
    return placement() != null
        || other.entries.shared
            && areas().stream()
                .anyMatch(a -> a.shared() && a.segment() != null && other.maps(a.segment()));
  }

  /// Sets whether system calls may be given addresses that only rings 0 to 2 may touch.
  public void supervised(boolean may) {
    entries.supervised = may;
    // Where the processor has no CR0.WP, ring 0 can write to the kernel's memory, which all share.
    entries.shared |= may;
  }

  /// The bytes of a page of it, or null when memory is out.
  public byte @Nullable [] supervisorPage(long address) {
    long entry = entries.get(address);
    if (!Entry.has(entry, Entry.PRESENT | Entry.WRITABLE)) {
      if (fault(address, Access.WRITE, true) == FaultOutcome.OUT_OF_MEMORY) {
        return null;
      }
      entry = entries.get(address);
    }
    return frames().memory().materialise(Entry.frame(entry));
  }

  /// What is mapped, by rising address.
  public List<Mapping> mappings() {
    return Mapping.of(areas(), MappedPage.of(this));
  }

  /// The page walk for an address.
  public List<PageTables.Step> walk(long address) {
    return frames().tables().walk(root(), address);
  }

  /// Shows the entries of its page tables.
  public void forEachEntry(PageTables.EntryVisitor visitor) {
    frames().tables().forEachEntry(root(), visitor);
  }
}
