package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which frame of physical memory is whose, at a moment when all processes are at rest.
public final class FrameMap {
  /// What a frame is for.
  public enum Kind {
    /// Frame 0, which is never given out.
    RESERVED,
    /// The page of zeros.
    ZERO_PAGE,
    FREE,
    /// The kernel's part of all address spaces, and its tables.
    KERNEL,
    PAGE_TABLE,
    /// A page of a program, which all processes that run it share; or of a code segment.
    PROGRAM,
    FILE,
    SHARED,
    ANONYMOUS,
    /// Of the pool of huge pages, used or not.
    HUGE,
    /// In use, and mapped nowhere: a page of a program or a file that nobody has used yet.
    UNMAPPED
  }

  /// A frame as it is used.
  ///
  /// @param address of the page, or the first that a page table is for
  /// @param entry that maps it in the first process that does; of a page table, the table's level
  /// @param pids the processes that map it, or that the page table is of
  public record Use(Kind kind, long address, long entry, List<Integer> pids) {
    private static final Use FREE = new Use(Kind.FREE, 0, 0, List.of());
    private static final Use KERNEL = new Use(Kind.KERNEL, 0, 0, List.of());
    private static final Use POOL = new Use(Kind.HUGE, 0, 0, List.of());
    private static final Use UNMAPPED = new Use(Kind.UNMAPPED, 0, 0, List.of());
  }

  private final Frames frames;
  private final @Nullable Use[] uses;

  FrameMap(Frames frames) {
    this.frames = frames;
    uses = new Use[frames.end()];
    uses[0] = new Use(Kind.RESERVED, 0, 0, List.of());
    uses[Frames.ZERO_PAGE] = new Use(Kind.ZERO_PAGE, 0, 0, List.of());
  }

  /// Adds what a process has.
  public void add(int pid, AddressSpace memory) {
    Placement placement = memory.placement();
    if (placement != null) {
      add(pid, placement);
      return;
    }
    int top = frames.topLevel();
    uses[memory.root()] = new Use(Kind.PAGE_TABLE, 0, top, List.of(pid));
    memory.forEachEntry(
        (level, address, _, entry) -> {
          if (level > 0 && Entry.has(entry, Entry.USER) && !PageEntries.isHuge(entry)) {
            uses[Entry.frame(entry)] = new Use(Kind.PAGE_TABLE, address, level - 1, List.of(pid));
          }
        });
    for (MappedPage page : MappedPage.of(memory)) {
      int count = page.isHuge() ? HugePages.FRAMES : 1;
      for (int i = 0; i < count; i++) {
        add(pid, page, page.frame() + i, page.address() + (long) i * PhysicalMemory.FRAME);
      }
    }
  }

  /// Adds the segments that a process has in place of pages.
  private void add(int pid, Placement placement) {
    long data = Entry.USER | Entry.WRITABLE | (frames.isProtected() ? Entry.NO_EXECUTE : 0);
    run(pid, Kind.ANONYMOUS, placement.data(), Placement.SIZE / PhysicalMemory.FRAME, data);
    long code = Entry.USER | (frames.isProtected() ? 0 : Entry.WRITABLE);
    run(pid, Kind.PROGRAM, placement.code(), placement.codeFrames(), code);
  }

  private void run(int pid, Kind kind, int from, int count, long entry) {
    for (int i = 0; i < count; i++) {
      uses[from + i] = new Use(kind, (long) i * PhysicalMemory.FRAME, entry, List.of(pid));
    }
  }

  private void add(int pid, MappedPage page, int frame, long address) {
    Use known = uses[frame];
    if (frame == Frames.ZERO_PAGE) {
      return;
    }
    if (known != null) {
      List<Integer> pids = new ArrayList<>(known.pids);
      if (pids.getLast() != pid) {
        pids.add(pid);
      }
      uses[frame] = new Use(known.kind, known.address, known.entry, List.copyOf(pids));
      return;
    }
    Kind kind =
        page.own() && !page.isHuge()
            ? Kind.ANONYMOUS
            : switch (page.kind()) {
              case PROGRAM -> Kind.PROGRAM;
              case FILE -> Kind.FILE;
              case SHARED_ZEROS -> Kind.SHARED;
              case ZEROS -> Kind.ANONYMOUS;
              case HUGE -> Kind.HUGE;
            };
    uses[frame] = new Use(kind, address, page.entry(), List.of(pid));
  }

  /// How a frame is used.
  public Use use(int frame) {
    Use known = frame < uses.length ? uses[frame] : Use.FREE;
    if (frames.isKernel(frame)) {
      return Use.KERNEL;
    }
    if (known == null && frames.hugePages().holds(frame)) {
      return Use.POOL;
    }
    return known != null ? known : frames.isFree(frame) ? Use.FREE : Use.UNMAPPED;
  }

  /// Frames from this one on have never been used.
  public int end() {
    return uses.length;
  }

  /// How many frames are used so.
  public int count(Kind kind) {
    int count = kind == Kind.FREE ? frames.count() - end() : 0;
    for (int frame = 0; frame < end(); frame++) {
      count += use(frame).kind == kind ? 1 : 0;
    }
    return count;
  }

  /// How many frames the machine has.
  public int frames() {
    return frames.count();
  }

  /// The bytes that so many frames have, in units of 1024.
  public static long kibibytes(long frames) {
    return frames * PhysicalMemory.FRAME / 1024;
  }
}
