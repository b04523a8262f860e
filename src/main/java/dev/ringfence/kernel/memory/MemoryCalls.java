package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Task;

/// The calls on memory without a file: `mmap(2)`, `munmap(2)`, `mprotect(2)`.
public final class MemoryCalls {
  private static final int PAGE = 4096;
  private static final long MOST = 1L << 40;
  private static final int PROT_ALL = 7;
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_ANONYMOUS = 0x20;

  public void addTo(Calls calls) {
    calls.add(
        "sys/mman.h",
        "void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)",
        this::mmap);
    calls.add("sys/mman.h", "int munmap(void *addr, size_t length)", this::munmap);
    calls.add("sys/mman.h", "int mprotect(void *addr, size_t length, int prot)", this::mprotect);
  }

  private static long pages(long length) {
    return length + PAGE - 1 & -PAGE;
  }

  private static boolean isBad(long address, long length) {
    return (address & PAGE - 1) != 0 || length <= 0 || length > MOST || address < 0;
  }

  private long mmap(Task task) {
    long wanted = task.argument(0);
    long length = task.argument(1);
    int protection = (int) task.argument(2);
    int flags = (int) task.argument(3);
    int sharing = flags & (MAP_SHARED | MAP_PRIVATE);
    boolean fixed = (flags & MAP_FIXED) != 0;
    if (sharing != MAP_SHARED && sharing != MAP_PRIVATE
        || fixed && (isBad(wanted, length) || wanted == 0)
        || (protection & ~PROT_ALL) != 0
        || length <= 0) {
      return Errno.EINVAL.result();
    }
    if (length > MOST || fixed && wanted + length > AddressSpace.STACK_TOP) {
      return Errno.ENOMEM.result();
    }
    if ((flags & MAP_ANONYMOUS) == 0) {
      boolean open = task.process().descriptors().get((int) task.argument(4)) != null;
      return open ? Errno.ENODEV.result() : Errno.EBADF.result();
    }
    AddressSpace memory = task.process().memory();
    long from = memory.map(fixed ? wanted : 0, pages(length), sharing == MAP_SHARED, protection);
    return from < 0 ? Errno.ENOMEM.result() : from;
  }

  private long munmap(Task task) {
    long from = task.argument(0);
    long length = task.argument(1);
    if (isBad(from, length)) {
      return Errno.EINVAL.result();
    }
    task.process().memory().cut(from, from + pages(length));
    return 0;
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
    boolean done = task.process().memory().protect(from, from + pages(length), protection);
    return done ? 0 : Errno.ENOMEM.result();
  }
}
