package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.machine.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/// A range of an address space whose pages are alike: `from` (included) to `to` (excluded), both
/// multiples of the page size.
///
/// @param readable whether anything at all may be read, written or executed
/// @param shared whether a child of `fork(2)` shares the pages instead of getting copies
/// @param segment what the pages belong to, of which the area maps those from `first` on, or null
/// @param name as `/proc/PID/maps` would show it
/// @param locked whether its pages must stay in memory (`mlock(2)`)
/// @param mayWrite whether `mprotect(2)` can make it writable
/// @param growsDown whether it becomes larger when somebody uses what lies below it
record Area(
    long from,
    long to,
    boolean readable,
    boolean writable,
    boolean executable,
    boolean shared,
    @Nullable Segment segment,
    long first,
    String name,
    boolean locked,
    boolean growsDown,
    boolean mayWrite) {
  /// The name of the area that has a process's descriptor tables and its stacks of inner rings.
  static final String SUPERVISOR = "[rings]";

  /// One whose pages may be read and written.
  static Area of(
      long from, long to, boolean shared, @Nullable Segment segment, long first, String name) {
    return new Area(from, to, true, true, false, shared, segment, first, name, false, false, true);
  }

  /// One of zeros that may be read and written, up to the end of a page.
  static Area zeros(long from, long to, String name) {
    return of(from, Layout.pageUp(to), false, null, 0, name);
  }

  /// The part of it from `start` to `end`.
  Area part(long start, long end) {
    long skipped = first + (start - from) / PhysicalMemory.FRAME;
    return new Area(
        start,
        end,
        readable,
        writable,
        executable,
        shared,
        segment,
        skipped,
        name,
        locked,
        growsDown,
        mayWrite);
  }

  /// The same with another protection.
  Area with(boolean read, boolean write, boolean execute) {
    return new Area(
        from, to, read, write, execute, shared, segment, first, name, locked, growsDown, mayWrite);
  }

  /// The same, of what was opened to be read only.
  Area neverWritten() {
    return new Area(
        from,
        to,
        readable,
        false,
        executable,
        shared,
        segment,
        first,
        name,
        locked,
        growsDown,
        false);
  }

  /// The same with another end.
  Area to(long end) {
    return movedTo(from, end);
  }

  /// The same pages elsewhere, and more or less of them.
  Area movedTo(long start, long end) {
    return new Area(
        start,
        end,
        readable,
        writable,
        executable,
        shared,
        segment,
        first,
        name,
        locked,
        growsDown,
        mayWrite);
  }

  /// The same, with pages that must stay in memory, or need not.
  Area locked(boolean lock) {
    return new Area(
        from,
        to,
        readable,
        writable,
        executable,
        shared,
        segment,
        first,
        name,
        lock,
        growsDown,
        mayWrite);
  }

  /// Whether nothing but the place, and whether it is locked, sets the two apart.
  boolean isLike(Area other) {
    return other.movedTo(from, to).locked(locked).equals(this);
  }

  /// The same, which grows when somebody uses what lies below it.
  Area growingDown() {
    return new Area(
        from,
        to,
        readable,
        writable,
        executable,
        shared,
        segment,
        first,
        name,
        locked,
        true,
        mayWrite);
  }

  /// Whether only rings 0 to 2 may touch it.
  boolean isSupervisor() {
    return name.equals(SUPERVISOR);
  }

  /// Whether its pages are huge.
  boolean isHuge() {
    return segment != null && segment.isHuge();
  }

  /// The bytes of one of its pages.
  int pageSize() {
    return isHuge() ? HugePages.SIZE : PhysicalMemory.FRAME;
  }

  boolean holds(long address) {
    return address >= from && address < to;
  }

  /// Whether it is the stack of a thread beside the first.
  boolean isThreadStack() {
    return name.startsWith("[stack:");
  }
}
