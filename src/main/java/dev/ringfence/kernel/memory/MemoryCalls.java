package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Costs;
import java.util.List;
import java.util.function.Consumer;

/// The calls on mappings of memory: `mmap(2)`, `mremap(2)`, `munmap(2)`, `mprotect(2)`,
/// `msync(2)`, `madvise(2)`, `mincore(2)`.
public final class MemoryCalls {
  static final int PAGE = 4096;
  static final long MOST = 1L << 40;
  static final int PROT_ALL = 7;
  private static final int MS_ASYNC = 1;
  private static final int MS_INVALIDATE = 2;
  private static final int MS_SYNC = 4;
  private static final int MS_ALL = 7;
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_FREE = 8;
  private static final int MADV_POPULATE_READ = 22;
  private static final int MADV_POPULATE_WRITE = 23;
  private static final int MADV_COLD = 20;
  private static final int MADV_PAGEOUT = 21;
  private static final int MADV_LAST = 25;

  /// The advice that there is, a bit each: from `MADV_NORMAL` to `MADV_DONTNEED`, `MADV_FREE`,
  /// `MADV_DONTFORK` to `MADV_DODUMP` and `MADV_COLD` to `MADV_POPULATE_WRITE`; not `MADV_REMOVE`.
  private static final int ADVICE = 0x1F | 1 << MADV_FREE | 0x3FC00 | 0xF0_0000;

  private static final int MREMAP_MAYMOVE = 1;
  private static final int MREMAP_FIXED = 2;

  private final Commitment commitment;
  private final Costs costs;
  private final Consumer<Process> lost;

  /// @param lost is told of processes that may have given shared memory back, where others may wait
  ///     for what they do there
  public MemoryCalls(Commitment commitment, Costs costs, Consumer<Process> lost) {
    this.lost = lost;
    this.commitment = commitment;
    this.costs = costs;
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "sys/mman.h",
            "void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)",
            this::mmap)
        .acts(Act.MAP);
    calls.add(
        "sys/mman.h",
        "void *__mremap(void *old_address, size_t old_size, size_t new_size, int flags,"
            + " void *new_address)",
        this::mremap);
    calls.add("sys/mman.h", "int munmap(void *addr, size_t length)", this::munmap);
    calls.add("sys/mman.h", "int msync(void *addr, size_t length, int flags)", this::msync);
    calls.add("sys/mman.h", "int madvise(void *addr, size_t length, int advice)", this::madvise);
    calls.add(
        "sys/mman.h", "int mincore(void *addr, size_t length, unsigned char *vec)", this::mincore);
    calls.add("sys/mman.h", "int mprotect(void *addr, size_t length, int prot)", this::mprotect);
  }

  /// A length up to the end of a page.
  static long pages(long length) {
    return length + PAGE - 1 & -PAGE;
  }

  /// Whether the address is no page's, or the length none that there can be.
  static boolean isBad(long address, long length) {
    return (address & PAGE - 1) != 0 || length <= 0 || length > MOST || address < 0;
  }

  private long mmap(Task task) {
    MapRequest request = new MapRequest(task);
    long refused = request.refusal(commitment);
    if (refused != 0) {
      return refused;
    }
    if (request.isFixed()) {
      givesBack(task);
    }
    long from = request.map();
    if (from >= 0 && request.populates()) {
      populate(task, costs, from, from + request.size());
    }
    return from < 0 ? Errno.ENOMEM.result() : from;
  }

  /// Whether what is mapped from `from` to `to` can be taken out: no huge page would be cut.
  static boolean isDivisible(AddressSpace memory, long from, long to) {
    return memory.isDivisible(from) && memory.isDivisible(to);
  }

  /// Brings pages in, which takes its time. False if some cannot be.
  static boolean populate(Task task, Costs costs, long from, long to) {
    long filled = Residency.populate(task.process().memory(), from, to);
    task.context().time += Math.max(0, filled) * costs.pageZero();
    return filled >= 0;
  }

  private long mremap(Task task) {
    long from = task.argument(0);
    long size = pages(task.argument(1));
    long wanted = pages(task.argument(2));
    int flags = (int) task.argument(3);
    boolean mayMove = (flags & MREMAP_MAYMOVE) != 0;
    boolean fixed = (flags & MREMAP_FIXED) != 0;
    long to = task.argument(4);
    if (isBad(from, wanted)
        || isBad(from, size)
        || (flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED)) != 0
        || fixed && (!mayMove || isBad(to, wanted) || to < from + size && from < to + wanted)) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    Area first = memory.areaOf(from);
    if (first != null && first.isHuge()) {
      size = HugePages.sizeUp(size);
      wanted = HugePages.sizeUp(wanted);
      if (!HugePages.isAligned(fixed ? from | to : from) || wanted > size) {
        return Errno.EINVAL.result();
      }
    }
    if (!memory.isOneArea(from, from + size)) {
      return Errno.EFAULT.result();
    }
    if (fixed && !isDivisible(memory, to, to + wanted)) {
      return Errno.EINVAL.result();
    }
    long more = wanted - size;
    if (more > 0 && (!memory.hasRoom(more) || !commitment.allows(more, false))) {
      return Errno.ENOMEM.result();
    }
    if (wanted < size) {
      memory.cut(from + wanted, from + size);
      givesBack(task);
    }
    long kept = Math.min(size, wanted);
    if (!fixed && (wanted <= size || memory.extend(from, from + size, from + wanted))) {
      return from;
    }
    givesBack(task);
    long at = mayMove ? memory.mapper().move(from, kept, fixed ? to : 0, wanted) : -1;
    return at < 0 ? Errno.ENOMEM.result() : at;
  }

  /// Files show at once what is written to their mappings, so that nothing is left to do.
  private long msync(Task task) {
    long flags = task.argument(2);
    boolean both = (flags & MS_ASYNC) != 0 && (flags & MS_SYNC) != 0;
    if ((task.argument(0) & PAGE - 1) != 0 || both || (flags & ~MS_ALL) != 0) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    long from = task.argument(0);
    long result = mapped(task);
    boolean locked = memory.isAnyLocked(from, from + pages(task.argument(1)));
    return result == 0 && (flags & MS_INVALIDATE) != 0 && locked ? Errno.EBUSY.result() : result;
  }

  /// Most advice changes nothing. Pages that are not needed are taken away at once; those that are
  /// only not needed any more (`MADV_FREE`) stay until they go by themselves.
  private long madvise(Task task) {
    long from = task.argument(0);
    long to = from + pages(task.argument(1));
    long advice = task.argument(2);
    AddressSpace memory = task.process().memory();
    if ((from & PAGE - 1) != 0 || to < from || advice < 0 || advice > MADV_LAST) {
      return Errno.EINVAL.result();
    }
    if (from == to) {
      return 0;
    }
    if ((ADVICE >>> advice & 1) == 0) {
      return Errno.EINVAL.result();
    }
    long result = mapped(task);
    boolean drops = advice == MADV_DONTNEED;
    boolean own = advice == MADV_FREE;
    if (result == 0 && (drops || advice == MADV_COLD || advice == MADV_PAGEOUT)) {
      Area last = memory.areaOf(to);
      if (!memory.isDivisible(from) || !drops && memory.isAnyHuge(from, to)) {
        return Errno.EINVAL.result();
      }
      // Of a huge page that is not needed as a whole nothing is lost.
      to = last == null ? to : to & -last.pageSize();
    }
    for (Area area : result == 0 && (drops || own) ? memory.within(from, to) : List.<Area>of()) {
      if (area.locked() || own && (area.shared() || area.segment() != null)) {
        return Errno.EINVAL.result();
      }
    }
    if (result == 0 && drops) {
      memory.forget(from, to);
    }
    boolean brings = advice == MADV_POPULATE_READ || advice == MADV_POPULATE_WRITE;
    if (result == 0 && brings && !populate(task, costs, from, to)) {
      return Errno.EFAULT.result();
    }
    return result;
  }

  private long mincore(Task task) {
    long from = task.argument(0);
    long to = from + pages(task.argument(1));
    if ((from & PAGE - 1) != 0) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    if (to < from || !memory.isMapped(from, to)) {
      return Errno.ENOMEM.result();
    }
    for (long page = from; page < to; page += PAGE) {
      long at = task.argument(2) + (page - from) / PAGE;
      if (!UserMemory.put(memory, at, 1, Residency.isResident(memory, page) ? 1 : 0)) {
        return Errno.EFAULT.result();
      }
    }
    return 0;
  }

  private static long mapped(Task task) {
    long from = task.argument(0) & -PAGE;
    long to = pages(task.argument(0) + task.argument(1));
    return task.process().memory().isMapped(from, to) ? 0 : Errno.ENOMEM.result();
  }

  private long munmap(Task task) {
    long from = task.argument(0);
    long length = task.argument(1);
    AddressSpace memory = task.process().memory();
    if (isBad(from, length) || !isDivisible(memory, from, from + pages(length))) {
      return Errno.EINVAL.result();
    }
    memory.cut(from, from + pages(length));
    givesBack(task);
    return 0;
  }

  private void givesBack(Task task) {
    if (task.process().memory().isShared()) {
      lost.accept(task.process());
    }
  }

  private long mprotect(Task task) {
    long from = task.argument(0);
    long length = task.argument(1);
    int protection = (int) task.argument(2);
    if (length == 0 && (from & PAGE - 1) == 0) {
      return 0;
    }
    if (isBad(from, length) || (protection & ~PROT_ALL) != 0) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    long to = from + pages(length);
    long refused = (protection & Area.WRITE) == 0 ? to : memory.firstNeverWritten(from, to);
    if (refused < to) {
      boolean there = refused == from || memory.protect(from, refused, protection);
      return (there ? Errno.EACCES : Errno.ENOMEM).result();
    }
    if (memory.cutsHugePage(from, protection)) {
      return Errno.EINVAL.result();
    }
    if (memory.cutsHugePage(to, protection)) {
      long before = Math.max(from, memory.areaAt(to).from());
      return memory.protect(from, before, protection)
          ? Errno.EINVAL.result()
          : Errno.ENOMEM.result();
    }
    return memory.protect(from, to, protection) ? 0 : Errno.ENOMEM.result();
  }
}
