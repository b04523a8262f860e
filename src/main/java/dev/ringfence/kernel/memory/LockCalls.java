package dev.ringfence.kernel.memory;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Costs;
import java.util.List;

/// The calls that keep pages in memory: `mlock(2)`, `mlock2(2)`, `munlock(2)`, `mlockall(2)`.
public final class LockCalls {
  /// The most bytes that a process may lock: Linux's default of `RLIMIT_MEMLOCK`.
  public static final long MEMLOCK = 8L << 20;

  private static final int PAGE = 4096;
  private static final int MLOCK_ONFAULT = 1;
  private static final int MCL_CURRENT = 1;
  private static final int MCL_FUTURE = 2;
  private static final int MCL_ONFAULT = 4;
  private static final int MCL_ALL = 7;

  private final Costs costs;

  public LockCalls(Costs costs) {
    this.costs = costs;
  }

  public void addTo(Calls calls) {
    calls.add("sys/mman.h", "int mlock(const void *addr, size_t length)", this::mlock);
    calls.add(
        "sys/mman.h",
        "int mlock2(const void *addr, size_t length, unsigned int flags)",
        this::mlock2);
    calls.add("sys/mman.h", "int munlock(const void *addr, size_t length)", this::munlock);
    calls.add("sys/mman.h", "int mlockall(int flags)", this::mlockall);
    calls.add("sys/mman.h", "int munlockall(void)", this::munlockall);
  }

  private static long from(Task task) {
    return task.argument(0) & -PAGE;
  }

  private static long to(Task task) {
    return task.argument(0) + task.argument(1) + PAGE - 1 & -PAGE;
  }

  /// The most bytes that the process may lock.
  static long most(Task task) {
    return task.process().credentials.has(Capability.IPC_LOCK)
        ? Long.MAX_VALUE
        : task.process().memory().mostLocked();
  }

  private long mlock(Task task) {
    return mlock(task, true);
  }

  private long mlock2(Task task) {
    int flags = (int) task.argument(2);
    return (flags & ~MLOCK_ONFAULT) != 0 ? Errno.EINVAL.result() : mlock(task, flags == 0);
  }

  /// @param populates whether pages are brought in that are not there
  private long mlock(Task task, boolean populates) {
    AddressSpace memory = task.process().memory();
    long from = from(task);
    long to = to(task);
    if (most(task) == 0) {
      return Errno.EPERM.result();
    }
    if (to < from) {
      return Errno.EINVAL.result();
    }
    if (memory.locked() + to - from > most(task)) {
      return Errno.ENOMEM.result();
    }
    long end = memory.mappedUntil(from, to);
    Residency.lock(memory, from, end, true);
    boolean done = end == to && (!populates || MemoryCalls.populate(task, costs, from, to));
    return done ? 0 : Errno.ENOMEM.result();
  }

  private long mlockall(Task task) {
    AddressSpace memory = task.process().memory();
    long flags = task.argument(0);
    if (flags == MCL_ONFAULT || (flags & ~MCL_ALL) != 0 || flags == 0) {
      return Errno.EINVAL.result();
    }
    if (most(task) == 0) {
      return Errno.EPERM.result();
    }
    long bytes = 0;
    for (Area area : memory.areas()) {
      bytes += area.to() - area.from();
    }
    if ((flags & MCL_CURRENT) != 0 && bytes > most(task)) {
      return Errno.ENOMEM.result();
    }
    memory.lockNew((flags & MCL_FUTURE) != 0);
    for (Area area : List.copyOf(memory.areas())) {
      if ((flags & MCL_CURRENT) != 0) {
        Residency.lock(memory, area.from(), area.to(), true);
        if ((flags & MCL_ONFAULT) == 0 && area.readable()) {
          MemoryCalls.populate(task, costs, area.from(), area.to());
        }
      }
    }
    return 0;
  }

  private long munlockall(Task task) {
    AddressSpace memory = task.process().memory();
    memory.lockNew(false);
    for (Area area : List.copyOf(memory.areas())) {
      Residency.lock(memory, area.from(), area.to(), false);
    }
    return 0;
  }

  private long munlock(Task task) {
    AddressSpace memory = task.process().memory();
    long from = from(task);
    long to = to(task);
    if (to < from) {
      return Errno.EINVAL.result();
    }
    long end = memory.mappedUntil(from, to);
    Residency.lock(memory, from, end, false);
    return end == to ? 0 : Errno.ENOMEM.result();
  }
}
