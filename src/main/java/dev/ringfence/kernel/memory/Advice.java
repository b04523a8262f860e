package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import java.util.List;

/// A piece of advice of `madvise(2)` on memory of a process. Most advice changes nothing. Pages
/// that are not needed are taken away at once; those that are only not needed any more
/// (`MADV_FREE`) stay until they go by themselves.
///
/// @param number `MADV_NORMAL` or another
record Advice(AddressSpace memory, int number) {
  private static final int DONTNEED = 4;
  private static final int FREE = 8;
  private static final int REMOVE = 9;
  private static final int DONTFORK = 10;
  private static final int DOFORK = 11;
  private static final int WIPEONFORK = 18;
  private static final int KEEPONFORK = 19;
  private static final int COLD = 20;
  private static final int PAGEOUT = 21;
  private static final int POPULATE_READ = 22;
  private static final int POPULATE_WRITE = 23;
  private static final int DONTNEED_LOCKED = 24;

  /// The advice that there is, a bit each: from `MADV_NORMAL` to `MADV_DONTNEED`, and from
  /// `MADV_FREE` to `MADV_DONTNEED_LOCKED`.
  private static final int KNOWN = 0x1FF_FF1F;

  static boolean isKnown(long number) {
    return number >= 0 && number < Integer.SIZE && (KNOWN >>> number & 1) != 0;
  }

  boolean populates() {
    return number == POPULATE_READ || number == POPULATE_WRITE;
  }

  /// Whether pages of a range that is mapped cannot be brought in as is asked.
  boolean isForbidden(long from, long to) {
    for (Area area : memory.areas()) {
      boolean allowed = number == POPULATE_WRITE ? area.writable() : area.readable();
      if (!allowed && area.from() < to && area.to() > from) {
        return true;
      }
    }
    return false;
  }

  /// Gives it for what is mapped from `from` to `to`, area by area until one refuses.
  ///
  /// @return `ENOMEM` where something there is not mapped
  long give(long from, long to) {
    boolean whole = memory.isMapped(from, to);
    for (Area area : List.copyOf(memory.areas())) {
      if (area.from() < to && area.to() > from) {
        long refused = give(area, Math.max(from, area.from()), Math.min(to, area.to()));
        if (refused != 0) {
          return refused;
        }
      }
    }
    return whole ? 0 : Errno.ENOMEM.result();
  }

  private long give(Area area, long from, long to) {
    return switch (number) {
      case DONTNEED, DONTNEED_LOCKED, FREE -> drop(area, from, to);
      case COLD, PAGEOUT -> area.locked() || area.isHuge() ? Errno.EINVAL.result() : 0;
      case REMOVE -> remove(area, from, to);
      case DONTFORK, DOFORK -> {
        memory.change(from, to, part -> part.forked(number == DOFORK));
        yield 0;
      }
      case WIPEONFORK -> {
        if (area.shared() || area.segment() != null) {
          yield Errno.EINVAL.result();
        }
        memory.change(from, to, part -> part.wiped(true));
        yield 0;
      }
      case KEEPONFORK -> {
        memory.change(from, to, part -> part.wiped(false));
        yield 0;
      }
      default -> 0;
    };
  }

  private long drop(Area area, long from, long to) {
    boolean shared = area.shared() || area.segment() != null;
    boolean kept = area.locked() && number != DONTNEED_LOCKED;
    if (kept || number == FREE && shared || from % area.pageSize() != 0) {
      return Errno.EINVAL.result();
    }
    if (number != FREE) {
      // Of a huge page that is not needed as a whole nothing is lost.
      memory.forget(from, to & -area.pageSize());
    }
    return 0;
  }

  /// Makes a hole in what several may map.
  private long remove(Area area, long from, long to) {
    Segment segment = area.segment();
    if (area.locked() || segment == null || segment.isHuge()) {
      return Errno.EINVAL.result();
    }
    if (!area.shared() || !area.mayWrite()) {
      return Errno.EACCES.result();
    }
    long first = area.first() + (from - area.from()) / MemoryCalls.PAGE;
    segment.clear(first, first + (to - from) / MemoryCalls.PAGE);
    return 0;
  }
}
