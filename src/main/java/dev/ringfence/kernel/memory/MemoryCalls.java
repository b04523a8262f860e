package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
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
  private static final int PAGE = 4096;
  private static final long MOST = 1L << 40;
  private static final int PROT_ALL = 7;
  private static final int PROT_WRITE = 2;
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

  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;

  /// `MAP_SHARED_VALIDATE`.
  private static final int MAP_VALIDATED = 3;

  private static final int MAP_TYPE = 15;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_GROWSDOWN = 0x100;
  private static final int MAP_NORESERVE = 0x4000;
  private static final int MAP_POPULATE = 0x8000;
  private static final int MAP_HUGETLB = 0x4_0000;
  private static final int MAP_FIXED_NOREPLACE = 0x10_0000;
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

  private static long pages(long length) {
    return length + PAGE - 1 & -PAGE;
  }

  private static boolean isBad(long address, long length) {
    return (address & PAGE - 1) != 0 || length <= 0 || length > MOST || address < 0;
  }

  /// What is looked at before all else: the offset, the file and the length, or 0.
  private static long unfit(Task task, long length, int flags) {
    boolean anonymous = (flags & MAP_ANONYMOUS) != 0;
    long offset = task.argument(5);
    if ((offset & PAGE - 1) != 0) {
      return Errno.EINVAL.result();
    }
    OpenFile open = anonymous ? null : task.process().descriptors().get((int) task.argument(4));
    if (!anonymous && open == null) {
      return Errno.EBADF.result();
    }
    long top = task.process().memory().regions().stackTop();
    if (length < 0 || length > Math.min(MOST, top)) {
      return Errno.ENOMEM.result();
    }
    boolean beyond = offset < 0 || offset > Long.MAX_VALUE - pages(length);
    return length > 0 && open != null && beyond ? Errno.EOVERFLOW.result() : 0;
  }

  private long mmap(Task task) {
    long wanted = task.argument(0);
    long length = task.argument(1);
    int protection = (int) task.argument(2);
    int flags = (int) task.argument(3);
    boolean validated = (flags & MAP_ANONYMOUS) == 0 && (flags & MAP_TYPE) == MAP_VALIDATED;
    int sharing = validated ? MAP_SHARED : flags & MAP_TYPE;
    boolean alone = (flags & MAP_FIXED_NOREPLACE) != 0;
    boolean fixed = alone || (flags & MAP_FIXED) != 0;
    long unfit = unfit(task, length, flags);
    if (unfit != 0) {
      return unfit;
    }
    if (sharing != MAP_SHARED && sharing != MAP_PRIVATE
        || fixed && isBad(wanted, length)
        || (protection & ~PROT_ALL) != 0
        || length <= 0) {
      return Errno.EINVAL.result();
    }
    if (fixed && wanted == 0) {
      return Errno.EPERM.result();
    }
    if (fixed && wanted + length > task.process().memory().regions().stackTop()) {
      return Errno.ENOMEM.result();
    }
    long offset = task.argument(5);
    Backing file = null;
    boolean mayWrite = true;
    boolean huge = (flags & MAP_HUGETLB) != 0;
    if ((flags & MAP_ANONYMOUS) == 0) {
      OpenFile open = task.process().descriptors().get((int) task.argument(4));
      if (open == null) {
        return Errno.EBADF.result();
      }
      if (huge) {
        return Errno.EINVAL.result();
      }
      boolean writes = sharing == MAP_SHARED && (protection & PROT_WRITE) != 0;
      long refused = open.mayMap(writes);
      if (refused != 0) {
        return refused;
      }
      file = open.pages();
      mayWrite = sharing == MAP_PRIVATE || open.mayMap(true) == 0;
    }
    AddressSpace memory = task.process().memory();
    boolean shared = sharing == MAP_SHARED;
    if (huge) {
      length = HugePages.sizeUp(length);
      boolean aligned = HugePages.isAligned(fixed ? wanted | offset : offset);
      if (!HugePages.isSize(flags) || !aligned || (flags & MAP_GROWSDOWN) != 0) {
        return Errno.EINVAL.result();
      }
    }
    if (fixed && !isDivisible(memory, wanted, wanted + pages(length))) {
      return Errno.ENOMEM.result();
    }
    if (alone && !memory.isFree(wanted, wanted + pages(length))) {
      return Errno.EEXIST.result();
    }
    boolean promised = !huge && (shared ? file == null : (protection & PROT_WRITE) != 0);
    boolean tooMuch = memory.locksNew() && memory.locked() + pages(length) > LockCalls.MEMLOCK;
    if (tooMuch) {
      return Errno.EAGAIN.result();
    }
    boolean unreserved = (flags & MAP_NORESERVE) != 0;
    if (!memory.hasRoom(pages(length))
        || promised && !commitment.allows(pages(length), unreserved)) {
      return Errno.ENOMEM.result();
    }
    long at = fixed ? wanted : 0;
    if (fixed) {
      givesBack(task);
    }
    long from =
        huge
            ? memory.mapper().mapHuge(at, length, shared, protection, !unreserved)
            : memory
                .mapper()
                .map(at, pages(length), shared, protection, file, offset / PAGE, mayWrite);
    if (from >= 0 && !shared && file == null && (flags & MAP_GROWSDOWN) != 0) {
      memory.growDown(from);
    }
    if (from >= 0 && ((flags & MAP_POPULATE) != 0 || memory.locksNew()) && protection != 0) {
      populate(task, costs, from, from + pages(length));
    }
    return from < 0 ? Errno.ENOMEM.result() : from;
  }

  /// Whether what is mapped from `from` to `to` can be taken out: no huge page would be cut.
  private static boolean isDivisible(AddressSpace memory, long from, long to) {
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
    long refused = (protection & PROT_WRITE) == 0 ? to : memory.firstNeverWritten(from, to);
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
