package dev.ringfence.kernel.memory;

import dev.ringfence.c.Program;
import dev.ringfence.machine.PhysicalMemory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The areas of an address space by rising address. It never changes, so that processes that have
/// the same areas share it.
final class Areas {
  static final Areas NONE = new Areas(new Area[0]);

  private static final int PAGE = PhysicalMemory.FRAME;

  /// What the main stack has at first: room for arguments, and 128 KiB.
  private static final long FIRST_STACK = 33L * PAGE;

  private final Area[] sorted;

  private Areas(Area[] sorted) {
    this.sorted = sorted;
  }

  /// The areas with which a program begins.
  static Areas of(Program p, Regions regions) {
    if (regions.isSegment()) {
      Area data = Area.zeros(0, p.end(), p.name());
      return NONE.with(data).with(Layout.stackFrom(data.to()));
    }
    Areas areas = withConstant(NONE, Program.TEXT_BASE, Program.address(p.code().length), p.name());
    Area text = areas.all().getFirst();
    areas = areas.with(text.protect(Area.READ | Area.EXECUTE));
    areas = withConstant(areas, p.rodataBase(), p.rodataBase() + p.rodata().length, p.name());
    if (p.end() > p.dataBase()) {
      areas = areas.with(Area.zeros(p.dataBase(), p.end(), p.name()));
    }
    long top = regions.stackTop();
    return areas.with(Area.zeros(top - FIRST_STACK, top, "[stack]").growingDown());
  }

  private static Areas withConstant(Areas areas, long from, long to, String name) {
    return to > from ? areas.with(Area.zeros(from, to, name).protect(Area.READ)) : areas;
  }

  /// How many begin below the address.
  private int below(long address) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (sorted[middle].from() < address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The one that holds the address, or null.
  @Nullable Area at(long address) {
    Area last = lower(address + 1);
    return last != null && last.holds(address) ? last : null;
  }

  /// The last that begins below the address, or null.
  @Nullable Area lower(long address) {
    int count = below(address);
    return count == 0 ? null : sorted[count - 1];
  }

  /// The first that begins at the address or above it, or null.
  @Nullable Area higher(long address) {
    int below = below(address);
    return below == sorted.length ? null : sorted[below];
  }

  /// Those that begin from `from` on and before `to`.
  List<Area> between(long from, long to) {
    return List.of(Arrays.copyOfRange(sorted, below(from), below(to)));
  }

  List<Area> all() {
    return Arrays.asList(sorted);
  }

  /// With another one, in place of what begins at the same address.
  Areas with(Area area) {
    int at = below(area.from());
    int rest = at < sorted.length && sorted[at].from() == area.from() ? at + 1 : at;
    Area[] next = Arrays.copyOf(sorted, sorted.length + 1 - (rest - at));
    next[at] = area;
    System.arraycopy(sorted, rest, next, at + 1, sorted.length - rest);
    return new Areas(next);
  }

  /// Without the one that begins at the address, if there is one.
  Areas without(long from) {
    int at = below(from);
    if (at == sorted.length || sorted[at].from() != from) {
      return this;
    }
    Area[] next = Arrays.copyOf(sorted, sorted.length - 1);
    System.arraycopy(sorted, at + 1, next, at, next.length - at);
    return new Areas(next);
  }

  /// The highest room for so many bytes at a multiple of `alignment` with `guard` bytes below them,
  /// or -1.
  long gap(long size, long alignment, long guard, Regions regions) {
    long from = regions.mapTop() - size & -alignment;
    long spare = guard;
    Area below = lower(regions.mapTop());
    while (below != null && below.to() > from - spare) {
      from = below.from() - (below.growsDown() ? Layout.GUARD_GAP : 0) - size & -alignment;
      spare = below.isThreadStack() ? PAGE : guard;
      below = lower(below.from());
    }
    return from - PAGE < regions.heapLimit() ? -1 : from;
  }
}
