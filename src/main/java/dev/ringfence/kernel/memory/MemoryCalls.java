package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Costs;
import java.util.function.Consumer;

/// The calls on mappings of memory: `mmap(2)`, `mremap(2)`, `munmap(2)`, `mprotect(2)`,
/// `msync(2)`, `madvise(2)`, `mincore(2)`.
public final class MemoryCalls {
  static final int PAGE = 4096;
  static final long MOST = 1L << 40;
  static final int PROT_ALL = 7;
  private static final int PROT_GROWSUP = 0x200_0000;

  /// `PROT_GROWSDOWN` or `PROT_GROWSUP`.
  private static final int PROT_GROWS = 0x300_0000;
  private static final int MS_ASYNC = 1;
  private static final int MS_INVALIDATE = 2;
  private static final int MS_SYNC = 4;
  private static final int MS_ALL = 7;
  private static final int MREMAP_MAYMOVE = 1;
  private static final int MREMAP_FIXED = 2;
  private static final int MREMAP_DONTUNMAP = 4;
  private static final int MREMAP_ALL = 7;

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
    boolean stays = (flags & MREMAP_DONTUNMAP) != 0;
    long to = task.argument(4);
    boolean overlaps = to < from + size && from < to + wanted;
    if (isBad(from, wanted)
        || size != 0 && isBad(from, size)
        || (flags & ~MREMAP_ALL) != 0
        || (fixed || stays) && (!mayMove || to != 0 && isBad(to, wanted) || overlaps)
        || stays && size != wanted) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    Area first = memory.areaOf(from);
    if (first == null) {
      return Errno.EFAULT.result();
    }
    if (size == 0 && !first.shared()) {
      return Errno.EINVAL.result();
    }
    if (first.isHuge()) {
      size = HugePages.sizeUp(size);
      wanted = HugePages.sizeUp(wanted);
      if (!HugePages.isAligned(fixed ? from | to : from) || wanted > size) {
        return Errno.EINVAL.result();
      }
    }
    boolean moves = fixed || stays;
    memory.join(from, from + size);
    if (fixed && wanted == size && !memory.isOneArea(from, from + size)) {
      return moveAll(task, from, size, to, stays);
    }
    long kept = Math.min(size, wanted);
    if ((moves || wanted > size) && !memory.isOneArea(from, from + kept)) {
      return Errno.EFAULT.result();
    }
    if (fixed && !isDivisible(memory, to, to + wanted)) {
      return Errno.EINVAL.result();
    }
    long more = stays ? wanted : wanted - size;
    if (more > 0 && first.locked() && memory.locked() + more > LockCalls.most(task)) {
      return Errno.EAGAIN.result();
    }
    if (more > 0 && (!memory.hasRoom(more) || !commitment.allows(more, false))) {
      return Errno.ENOMEM.result();
    }
    if (wanted < size) {
      memory.cut(from + wanted, from + size);
      givesBack(task);
    }
    if (!moves && (wanted <= size || memory.extend(from, from + size, from + wanted))) {
      bring(task, first, from + size, from + wanted);
      return from;
    }
    givesBack(task);
    long place = fixed ? to : stays ? memory.hint(to, wanted) : 0;
    long at = mayMove ? memory.mapper().move(from, kept, place, wanted, stays || size == 0) : -1;
    if (at < 0) {
      return Errno.ENOMEM.result();
    }
    bring(task, first, at + kept, at + wanted);
    return at;
  }

  /// Moves several areas, with the holes between them.
  private long moveAll(Task task, long from, long size, long to, boolean stays) {
    AddressSpace memory = task.process().memory();
    if (memory.isAnyHuge(from, from + size) || memory.isAnyHuge(to, to + size)) {
      return Errno.EFAULT.result();
    }
    givesBack(task);
    for (Area area : memory.within(from, from + size)) {
      long part = area.to() - area.from();
      if (memory.mapper().move(area.from(), part, to + area.from() - from, part, stays) < 0) {
        return Errno.ENOMEM.result();
      }
    }
    return to;
  }

  /// Brings in what an area has got whose pages must stay in memory.
  private void bring(Task task, Area area, long from, long to) {
    if (area.locked() && area.readable() && from < to) {
      populate(task, costs, from, to);
    }
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
    boolean locked = memory.isAnyLocked(from, from + pages(task.argument(1)));
    return (flags & MS_INVALIDATE) != 0 && locked ? Errno.EBUSY.result() : mapped(task);
  }

  private long madvise(Task task) {
    long from = task.argument(0);
    long to = from + pages(task.argument(1));
    if ((from & PAGE - 1) != 0 || to < from || !Advice.isKnown(task.argument(2))) {
      return Errno.EINVAL.result();
    }
    Advice advice = new Advice(task.process().memory(), (int) task.argument(2));
    return advice.populates() ? populate(task, advice, from, to) : advice.give(from, to);
  }

  /// As `MADV_POPULATE_READ` and `MADV_POPULATE_WRITE`, up to where nothing is mapped.
  private long populate(Task task, Advice advice, long from, long to) {
    AddressSpace memory = task.process().memory();
    long end = memory.mappedUntil(from, to);
    if (advice.isForbidden(from, end)) {
      return Errno.EINVAL.result();
    }
    if (!populate(task, costs, from, end)) {
      return Errno.EFAULT.result();
    }
    return end == to ? 0 : Errno.ENOMEM.result();
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
    AddressSpace memory = task.process().memory();
    int grows = protection & PROT_GROWS;
    protection &= ~PROT_GROWS;
    if (isBad(from, length) || (protection & ~PROT_ALL) != 0 || grows == PROT_GROWS) {
      return Errno.EINVAL.result();
    }
    long to = from + pages(length);
    if (grows != 0) {
      Area grown = grows == PROT_GROWSUP ? memory.areaOf(from) : memory.firstIn(from, to);
      if (grown == null || grows == PROT_GROWSUP || !grown.growsDown()) {
        return (grown == null ? Errno.ENOMEM : Errno.EINVAL).result();
      }
      from = grown.from();
    }
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
