package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// What one call of `mmap(2)` asks for, and whether Linux grants it.
final class MapRequest {
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;

  /// `MAP_SHARED_VALIDATE`.
  private static final int MAP_VALIDATED = 3;

  private static final int MAP_TYPE = 15;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_GROWSDOWN = 0x100;
  private static final int MAP_LOCKED = 0x2000;
  private static final int MAP_NORESERVE = 0x4000;
  private static final int MAP_POPULATE = 0x8000;
  private static final int MAP_HUGETLB = 0x4_0000;
  private static final int MAP_FIXED_NOREPLACE = 0x10_0000;

  /// What `MAP_SHARED_VALIDATE` lets pass (`LEGACY_MAP_MASK`), where `MAP_FIXED_NOREPLACE` and
  /// `MAP_SYNC` are missing.
  private static final int MAP_KNOWN = 0x7C07_F9F3;

  private final AddressSpace memory;
  private final long wanted;
  private final int protection;
  private final int flags;
  private final int sharing;
  private final long offset;

  /// The open file that is to be mapped, or null for anonymous memory and `EBADF`.
  private final @Nullable OpenFile open;

  private long length;

  MapRequest(Task task) {
    memory = task.process().memory();
    wanted = task.argument(0);
    length = task.argument(1);
    protection = (int) task.argument(2);
    flags = (int) task.argument(3);
    offset = task.argument(5);
    boolean validated = !has(MAP_ANONYMOUS) && (flags & MAP_TYPE) == MAP_VALIDATED;
    sharing = validated ? MAP_SHARED : flags & MAP_TYPE;
    open = has(MAP_ANONYMOUS) ? null : task.process().descriptors().get((int) task.argument(4));
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private boolean isShared() {
    return sharing == MAP_SHARED;
  }

  /// Whether it has to lie where it says.
  boolean isFixed() {
    return has(MAP_FIXED | MAP_FIXED_NOREPLACE);
  }

  /// Whether its pages are brought in at once.
  boolean populates() {
    return (has(MAP_POPULATE) || locks()) && protection != 0;
  }

  /// Whether its pages must stay in memory.
  private boolean locks() {
    return has(MAP_LOCKED) || memory.locksNew();
  }

  /// The bytes that are mapped.
  long size() {
    return MemoryCalls.pages(length);
  }

  /// What is wrong with it, in the order in which Linux looks: a negative error number, or 0.
  long refusal(Commitment commitment) {
    long refused = refusalOfSize();
    refused = refused != 0 ? refused : refusalOfArguments();
    refused = refused != 0 ? refused : refusalOfFile();
    refused = refused != 0 ? refused : refusalOfHugePages();
    return refused != 0 ? refused : refusalOfRoom(commitment);
  }

  /// The offset, the file and the length.
  private long refusalOfSize() {
    if ((offset & MemoryCalls.PAGE - 1) != 0) {
      return Errno.EINVAL.result();
    }
    if (!has(MAP_ANONYMOUS) && open == null) {
      return Errno.EBADF.result();
    }
    if (length < 0 || length > Math.min(MemoryCalls.MOST, memory.regions().stackTop())) {
      return Errno.ENOMEM.result();
    }
    boolean beyond = offset < 0 || offset > Long.MAX_VALUE - size();
    return length > 0 && open != null && beyond ? Errno.EOVERFLOW.result() : 0;
  }

  private long refusalOfArguments() {
    if (isFixed() && MemoryCalls.isBad(wanted, length)
        || (protection & ~MemoryCalls.PROT_ALL) != 0
        || length <= 0) {
      return Errno.EINVAL.result();
    }
    if (isFixed() && wanted == 0) {
      return Errno.EPERM.result();
    }
    if (isFixed() && wanted + length > memory.regions().stackTop()) {
      return Errno.ENOMEM.result();
    }
    if (has(MAP_FIXED_NOREPLACE) && !memory.isFree(wanted, wanted + size())) {
      return Errno.EEXIST.result();
    }
    boolean unknown = !isShared() && sharing != MAP_PRIVATE;
    boolean grows = has(MAP_GROWSDOWN) && isShared() && open == null;
    return unknown || grows ? Errno.EINVAL.result() : 0;
  }

  private long refusalOfFile() {
    if (open == null) {
      return 0;
    }
    if ((flags & MAP_TYPE) == MAP_VALIDATED && (flags & ~MAP_KNOWN) != 0) {
      return Errno.EOPNOTSUPP.result();
    }
    if (!has(MAP_HUGETLB)
        && (open.flags() & OpenFile.O_RDWR) == 0
        && (open.flags() & OpenFile.O_WRONLY) != 0) {
      return Errno.EACCES.result();
    }
    long refused = open.mayMap(isShared() && (protection & Area.WRITE) != 0);
    boolean unfit = has(MAP_HUGETLB) || refused == 0 && has(MAP_GROWSDOWN);
    return unfit ? Errno.EINVAL.result() : refused;
  }

  /// Makes the length one of huge pages, if it asks for those.
  private long refusalOfHugePages() {
    if (!has(MAP_HUGETLB)) {
      return 0;
    }
    length = HugePages.sizeUp(length);
    boolean aligned = HugePages.isAligned(isFixed() ? wanted | offset : offset);
    return !HugePages.isSize(flags) || !aligned || has(MAP_GROWSDOWN) ? Errno.EINVAL.result() : 0;
  }

  /// The place, and the memory that is promised.
  private long refusalOfRoom(Commitment commitment) {
    if (isFixed() && !MemoryCalls.isDivisible(memory, wanted, wanted + size())) {
      return Errno.ENOMEM.result();
    }
    if (locks() && memory.locked() + size() > memory.mostLocked()) {
      return Errno.EAGAIN.result();
    }
    boolean writable = (protection & Area.WRITE) != 0;
    boolean promised = !has(MAP_HUGETLB) && (isShared() ? file() == null : writable);
    boolean fits =
        memory.hasRoom(size()) && (!promised || commitment.allows(size(), has(MAP_NORESERVE)));
    return fits ? 0 : Errno.ENOMEM.result();
  }

  private @Nullable Backing file() {
    return open == null ? null : open.pages();
  }

  /// Maps it: the address, or a negative number when memory is out.
  long map() {
    long at = isFixed() ? wanted : memory.hint(wanted, size());
    boolean mayWrite = open == null || sharing == MAP_PRIVATE || open.mayMap(true) == 0;
    Mapper mapper = memory.mapper();
    long page = offset / MemoryCalls.PAGE;
    long from =
        has(MAP_HUGETLB)
            ? mapper.mapHuge(at, length, isShared(), protection, !has(MAP_NORESERVE))
            : mapper.map(at, size(), isShared(), protection, file(), page, mayWrite);
    if (from >= 0 && !isShared() && file() == null && has(MAP_GROWSDOWN)) {
      memory.growDown(from);
    }
    if (from >= 0 && has(MAP_LOCKED)) {
      memory.changeLock(from, from + size(), true);
    }
    return from;
  }
}
