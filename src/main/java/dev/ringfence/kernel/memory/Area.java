package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.machine.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/// A range of an address space whose pages are alike: `from` (included) to `to` (excluded), both
/// multiples of the page size.
///
/// @param flags what may be done with the pages, added
/// @param segment what the pages belong to, of which the area maps those from `first` on, or null
/// @param name as `/proc/PID/maps` would show it
record Area(long from, long to, int flags, @Nullable Segment segment, long first, String name) {
  /// The name of the area that has a process's descriptor tables and its stacks of inner rings.
  static final String SUPERVISOR = "[rings]";

  /// Flags, of which the first are `PROT_READ`, `PROT_WRITE` and `PROT_EXEC` of `mmap(2)`.
  static final int READ = 1;

  static final int WRITE = 2;
  static final int EXECUTE = 4;
  private static final int SHARED = 8;
  private static final int LOCKED = 16;
  private static final int GROWS_DOWN = 32;
  private static final int MAY_WRITE = 64;
  private static final int NOT_FORKED = 128;
  private static final int WIPED = 256;

  /// One whose pages may be read and written.
  static Area of(
      long from, long to, boolean shared, @Nullable Segment segment, long first, String name) {
    int flags = READ | WRITE | MAY_WRITE | (shared ? SHARED : 0);
    return new Area(from, to, flags, segment, first, name);
  }

  /// One of zeros that may be read and written, up to the end of a page.
  static Area zeros(long from, long to, String name) {
    return of(from, Layout.pageUp(to), false, null, 0, name);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// Whether anything at all may be read, written or executed.
  boolean readable() {
    return has(READ);
  }

  boolean writable() {
    return has(WRITE);
  }

  boolean executable() {
    return has(EXECUTE);
  }

  /// Whether a child of `fork(2)` shares the pages instead of getting copies.
  boolean shared() {
    return has(SHARED);
  }

  /// Whether its pages must stay in memory (`mlock(2)`).
  boolean locked() {
    return has(LOCKED);
  }

  /// Whether it becomes larger when somebody uses what lies below it.
  boolean growsDown() {
    return has(GROWS_DOWN);
  }

  /// Whether `mprotect(2)` can make it writable.
  boolean mayWrite() {
    return has(MAY_WRITE);
  }

  /// Whether a child of `fork(2)` has nothing there (`MADV_DONTFORK`).
  boolean isForked() {
    return !has(NOT_FORKED);
  }

  /// The same, of which a child has nothing, or has.
  Area forked(boolean fork) {
    return with(fork ? flags & ~NOT_FORKED : flags | NOT_FORKED);
  }

  /// Whether a child of `fork(2)` finds zeros there (`MADV_WIPEONFORK`).
  boolean isWiped() {
    return has(WIPED);
  }

  /// The same, where a child finds zeros, or what is there.
  Area wiped(boolean wipe) {
    return with(wipe ? flags | WIPED : flags & ~WIPED);
  }

  private Area with(int next) {
    return new Area(from, to, next, segment, first, name);
  }

  /// The part of it from `start` to `end`.
  Area part(long start, long end) {
    long skipped = first + (start - from) / PhysicalMemory.FRAME;
    return new Area(start, end, flags, segment, skipped, name);
  }

  /// The same with another protection.
  ///
  /// @param protection a sum of 1 for reading, 2 for writing and 4 for executing; where there is
  ///     any, there is reading, too
  Area protect(int protection) {
    int bits = protection == 0 ? 0 : READ | protection & (WRITE | EXECUTE);
    return with(flags & ~(READ | WRITE | EXECUTE) | bits);
  }

  /// The same, of what was opened to be read only.
  Area neverWritten() {
    return with(flags & ~(WRITE | MAY_WRITE));
  }

  /// The same with another end.
  Area to(long end) {
    return movedTo(from, end);
  }

  /// The same pages elsewhere, and more or less of them.
  Area movedTo(long start, long end) {
    return new Area(start, end, flags, segment, first, name);
  }

  /// The same, with pages that must stay in memory, or need not.
  Area locked(boolean lock) {
    return with(lock ? flags | LOCKED : flags & ~LOCKED);
  }

  /// Whether nothing but the place, and whether it is locked, sets the two apart.
  boolean isLike(Area other) {
    return other.movedTo(from, to).locked(locked()).equals(this);
  }

  /// Whether another one that follows holds what this one would if it went on.
  boolean goesOnIn(Area next) {
    long rest = segment == null ? next.first : first + (to - from) / PhysicalMemory.FRAME;
    return next.equals(new Area(next.from, next.to, flags, segment, rest, name));
  }

  /// The same, which grows when somebody uses what lies below it.
  Area growingDown() {
    return with(flags | GROWS_DOWN);
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
