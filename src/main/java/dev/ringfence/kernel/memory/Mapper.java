package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.hugetlb.Reservation;
import dev.ringfence.machine.PhysicalMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Maps ranges of an address space, and moves them: what `mmap(2)`, `mremap(2)` and `shmat(2)` do
/// once their arguments have been found right.
public final class Mapper {
  private static final int PAGE = PhysicalMemory.FRAME;

  private final AddressSpace memory;

  Mapper(AddressSpace memory) {
    this.memory = memory;
  }

  /// Maps so many bytes of zeros, a multiple of the page size, above an unmapped guard page.
  ///
  /// @return where they begin, or -1 when there is no room for them
  public long map(long size, String name) {
    long from = memory.guardedGap(size);
    if (from >= 0) {
      memory.add(Area.zeros(from, from + size, name));
    }
    return from;
  }

  /// Maps one frame, which children of `fork(2)` share. The address space counts as a user of it.
  ///
  /// @return where, or -1 when memory is out
  public long mapShared(int frame, String name) {
    long from = memory.guardedGap(PAGE);
    Area area = Area.of(from, from + PAGE, true, null, 0, name);
    if (from < 0 || !memory.entries().map(from, frame, PageEntries.bits(area))) {
      return -1;
    }
    memory.frames().share(frame);
    memory.add(area);
    return from;
  }

  /// Takes away what [#map] or [#mapShared] made at this address.
  public void unmap(long from) {
    Area area = memory.remove(from);
    if (area != null) {
      memory.frames().renewed(memory, area.from(), area.to());
      memory.entries().drop(area.from(), area.to());
    }
  }

  /// Maps so many bytes, a multiple of the page size, as `mmap(2)` does.
  ///
  /// @param wanted where, in place of whatever is there; or 0 for where there is room
  /// @param shared whether children of `fork(2)` share them, and a file shows what is written
  /// @param protection a sum of 1 for reading, 2 for writing and 4 for executing
  /// @param file what they hold, or null for zeros
  /// @param first the page of the file at which they begin
  /// @param mayWrite whether they can be made writable later
  /// @return where they begin, or -1 when there is no room for them
  public long map(
      long wanted,
      long size,
      boolean shared,
      int protection,
      @Nullable Backing file,
      long first,
      boolean mayWrite) {
    long from = wanted == 0 ? memory.gap(size, PAGE) : wanted;
    if (from < 0 || memory.placement() != null) {
      return -1;
    }
    memory.cut(from, from + size);
    memory.entries().shared |= shared;
    Segment zeros = shared ? Segment.ofZeros(memory.frames(), first + size / PAGE) : null;
    Segment segment = file != null ? Segment.of(memory.frames(), file) : zeros;
    Area area = Area.of(from, from + size, shared, segment, first, "").protect(protection);
    memory.add(mayWrite ? area : area.neverWritten());
    return from;
  }

  /// Maps a segment that others may map, too, from its beginning on.
  ///
  /// @param wanted where, in place of whatever is there; or -1 for where there is room
  /// @param protection as [#map] has it
  /// @return where it begins, or -1 when there is no room for it
  public long attach(long wanted, long size, int protection, Segment segment, String name) {
    long align = segment.isHuge() ? HugePages.SIZE : PAGE;
    long from = wanted == -1 ? memory.gap(size, align) : wanted;
    if (from < 0 || memory.placement() != null) {
      return -1;
    }
    memory.cut(from, from + size);
    memory.entries().shared = true;
    Area area = Area.of(from, from + size, true, segment, 0, name).protect(Area.READ | protection);
    memory.add((protection & Area.WRITE) != 0 ? area : area.neverWritten());
    return from;
  }

  /// Takes away what [#attach] has mapped from an address on, as far as it is still there. False if
  /// nothing is.
  public boolean detach(long address) {
    List<Area> attached =
        memory.areas().stream()
            .filter(area -> area.segment() != null && area.segment().isOwned())
            .filter(area -> area.from() - area.first() * PAGE == address)
            .toList();
    Segment segment = attached.isEmpty() ? null : attached.getFirst().segment();
    for (Area area : attached) {
      if (area.segment() == segment) {
        memory.cut(area.from(), area.to());
      }
    }
    return segment != null;
  }

  /// Maps so many bytes of huge pages, as `mmap(2)` does with `MAP_HUGETLB`. The arguments are
  /// those of [#map].
  ///
  /// @param reserves whether the pool has to have them, all of which are then promised
  /// @return where they begin, or -1 when there is no room for them, or not so many huge pages
  long mapHuge(long wanted, long size, boolean shared, int protection, boolean reserves) {
    long from = wanted == 0 ? memory.gap(size, HugePages.SIZE) : wanted;
    HugePages pool = memory.frames().hugePages();
    int count = reserves ? (int) (size / HugePages.SIZE) : 0;
    Reservation reservation =
        from < 0 || !memory.frames().hasHugePages()
            ? null
            : Reservation.of(pool, shared ? null : memory, 0, count);
    if (reservation == null) {
      return -1;
    }
    memory.cut(from, from + size);
    memory.entries().shared |= shared;
    Segment segment = Segment.of(memory.frames(), reservation);
    memory.add(Area.of(from, from + size, shared, segment, 0, "").protect(protection));
    return from;
  }

  /// Moves so many bytes of an area, with their pages, as `mremap(2)` does.
  ///
  /// @param wanted where to, in place of whatever is there; or 0 for where there is room
  /// @param kept 0 to map the same once more
  /// @param size how many bytes the area then has
  /// @param stays whether the old place stays mapped, without its pages
  /// @return where they begin, or -1 when there is no room for them
  long move(long from, long kept, long wanted, long size, boolean stays) {
    Area whole = memory.areaAt(from);
    Area area = kept == 0 ? whole.part(from, from) : memory.within(from, from + kept).getFirst();
    long to = wanted == 0 ? memory.gap(size, area.pageSize()) : wanted;
    if (to < 0 || memory.placement() != null) {
      return -1;
    }
    memory.cut(to, to + size);
    if (!memory.entries().move(from, to, kept)) {
      return -1;
    }
    if (stays) {
      memory.add(area.movedTo(to, to + size));
      // As on Linux all of the area loses its lock, of which a part was moved.
      memory.changeLock(whole.from(), kept == 0 ? whole.from() : whole.to(), false);
    } else {
      memory.replace(from, area.movedTo(to, to + size));
    }
    return to;
  }

  /// Maps so many bytes that only rings 0 to 2 may touch.
  ///
  /// @return where they begin, or -1 when there is no room for them
  public long mapSupervisor(long size) {
    return map(size, Area.SUPERVISOR);
  }
}
