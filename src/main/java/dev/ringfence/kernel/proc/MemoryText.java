package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.memory.Frames;

/// `/proc/meminfo`: what physical memory is used for (`proc_meminfo(5)`). File contents that nobody
/// maps lie outside the machine's memory, so that there are no buffers and the cache is what
/// programs and mapped files have.
public final class MemoryText {
  private MemoryText() {}

  /// Of a machine with these frames.
  ///
  /// @param map of them
  /// @param committed the private memory that processes may write, in units of 1024 bytes
  static String of(Frames all, FrameMap map, long committed) {
    long free = map.count(FrameMap.Kind.FREE);
    long anonymous = map.count(FrameMap.Kind.ANONYMOUS);
    long shared = map.count(FrameMap.Kind.SHARED);
    StringBuilder out = new StringBuilder();
    frames(out, "MemTotal", map.frames());
    frames(out, "MemFree", free);
    frames(out, "MemAvailable", free);
    frames(out, "Buffers", 0);
    frames(out, "Cached", cached(map));
    frames(out, "SwapCached", 0);
    frames(out, "SwapTotal", 0);
    frames(out, "SwapFree", 0);
    frames(out, "Dirty", 0);
    frames(out, "Writeback", 0);
    frames(out, "AnonPages", anonymous);
    frames(out, "Mapped", cached(map));
    frames(out, "Shmem", shared);
    frames(out, "PageTables", map.count(FrameMap.Kind.PAGE_TABLE));
    line(out, "Committed_AS", committed);
    if (all.hasHugePages()) {
      huge(out, all.hugePages());
    }
    return out.toString();
  }

  /// The pool of huge pages, which never has more than it had at boot.
  private static void huge(StringBuilder out, HugePages pool) {
    number(out, "HugePages_Total", pool.total());
    number(out, "HugePages_Free", pool.free());
    number(out, "HugePages_Rsvd", pool.reserved());
    number(out, "HugePages_Surp", 0);
    line(out, "Hugepagesize", HugePages.SIZE / 1024);
    line(out, "Hugetlb", (long) pool.total() * HugePages.SIZE / 1024);
  }

  private static void number(StringBuilder out, String name, int number) {
    out.append("%-16s%8d\n".formatted(name + ":", number));
  }

  /// The frames that Linux would count as page cache.
  public static long cached(FrameMap map) {
    return map.count(FrameMap.Kind.PROGRAM)
        + map.count(FrameMap.Kind.FILE)
        + map.count(FrameMap.Kind.SHARED);
  }

  private static void frames(StringBuilder out, String name, long frames) {
    line(out, name, FrameMap.kibibytes(frames));
  }

  private static void line(StringBuilder out, String name, long kilobytes) {
    out.append("%-15s %8d kB\n".formatted(name + ":", kilobytes));
  }
}
