package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.paging.VirtualMemory;
import dev.ringfence.kernel.hugetlb.HugePages;
import java.util.function.Supplier;

/// Decides how much memory may be promised to processes (`proc(5)`,
/// `/proc/sys/vm/overcommit_memory`).
///
/// A promise is what may be written and is a process's own: private mappings that may be written,
/// and shared ones of no file. A stack has been promised what it has grown to. Huge pages are not
/// counted, and the memory of their pool is none that could be promised.
public final class Commitment {
  private final Overcommit policy;
  private final long memory;
  private final long swap;
  private final Supplier<Iterable<AddressSpace>> all;

  /// What has been promised to segments that are there while nobody maps them.
  private long kept;

  /// @param memory bytes
  /// @param all the address spaces of all processes
  public Commitment(VirtualMemory machine, long memory, Supplier<Iterable<AddressSpace>> all) {
    this.policy = machine.overcommit();
    this.swap = machine.swap();
    this.memory = memory - (long) machine.hugePages() * HugePages.SIZE;
    this.all = all;
  }

  /// Whether so many bytes more may be promised.
  ///
  /// @param unreserved whether the process does without a promise (`MAP_NORESERVE`)
  public boolean allows(long bytes, boolean unreserved) {
    return switch (policy) {
      case ALWAYS -> true;
      case HEURISTIC -> unreserved || bytes <= memory + swap;
      case NEVER -> committed() + bytes <= limit();
    };
  }

  /// So many bytes are promised to a segment that is there while nobody maps it; or, if that is
  /// negative, no more.
  public void keep(long bytes) {
    kept += bytes;
  }

  /// Whether the child of a fork may be promised what its parent has been.
  public boolean allowsCopy(AddressSpace parent) {
    return policy != Overcommit.NEVER || committed() + promised(parent) <= limit();
  }

  /// Half of memory, and swap: Linux's `CommitLimit`.
  long limit() {
    return memory / 2 + swap;
  }

  /// What has been promised to all processes, in bytes: Linux's `Committed_AS`.
  long committed() {
    long bytes = kept;
    for (AddressSpace space : all.get()) {
      bytes += promised(space);
    }
    return bytes;
  }

  private static long promised(AddressSpace space) {
    long bytes = 0;
    for (Area area : space.areas()) {
      Segment segment = area.segment();
      boolean own = !area.shared() || segment != null && !segment.isFile() && !segment.isOwned();
      bytes += own && area.writable() && !area.isHuge() ? area.to() - area.from() : 0;
    }
    return bytes;
  }
}
