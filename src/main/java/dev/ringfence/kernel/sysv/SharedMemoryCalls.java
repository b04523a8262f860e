package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Commitment;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.LockCalls;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;

/// The calls that make, attach and detach shared memory: `shmget(2)`, `shmat(2)`, `shmdt(2)`.
public final class SharedMemoryCalls {
  private static final int SHM_HUGETLB = 04000;
  private static final int SHM_NORESERVE = 010000;
  private static final int SHM_RDONLY = 010000;
  private static final int SHM_RND = 020000;
  private static final int SHM_REMAP = 040000;
  private static final int SHM_EXEC = 0100000;

  /// Where the size of huge pages lies in the flags, as a power of two.
  private static final int SHM_HUGE_SHIFT = 26;

  private static final int SHM_HUGE_MASK = 0x3F;

  /// `SHMLBA`, `vm.mmap_min_addr`, and the most bytes that can be mapped.
  private static final int PAGE = SharedMemory.PAGE;

  private static final long LEAST_ADDRESS = 1 << 16;
  private static final long MOST = 1L << 40;

  private static final int EXECUTE = 0111;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;

  private final Processes processes;
  private final Frames frames;
  private final Commitment commitment;
  private final SysvObjects objects;
  private final SysvLimits limits;
  private final IpcTable<SharedMemory> segments;

  public SharedMemoryCalls(
      Processes processes, Frames frames, Commitment commitment, SysvObjects objects) {
    this.processes = processes;
    this.frames = frames;
    this.commitment = commitment;
    this.objects = objects;
    limits = objects.limits;
    segments = objects.segments;
  }

  public void addTo(Calls calls) {
    calls.add("sys/shm.h", "int shmget(key_t key, size_t size, int shmflg)", this::get);
    calls.add("sys/shm.h", "void *shmat(int shmid, const void *shmaddr, int shmflg)", this::attach);
    calls.add("sys/shm.h", "int shmdt(const void *shmaddr)", this::detach);
  }

  private long get(Task task) {
    long size = task.argument(1);
    int flags = (int) task.argument(2);
    return Keyed.get(
        task,
        segments,
        flags,
        () -> make(task, size, flags),
        known -> Long.compareUnsigned(size, known.size()) > 0 ? Errno.EINVAL.result() : 0);
  }

  private long make(Task task, long size, int flags) {
    if (size == 0 || Long.compareUnsigned(size, limits.shmmax()) > 0) {
      return Errno.EINVAL.result();
    }
    long pages = (size >>> 12) + ((size & PAGE - 1) == 0 ? 0 : 1);
    if (segments.isFull() || Long.compareUnsigned(objects.pages() + pages, limits.shmall()) > 0) {
      return Errno.ENOSPC.result();
    }
    if ((flags & SHM_HUGETLB) != 0) {
      return refuseHuge(task, size, flags);
    }
    boolean unreserved = (flags & SHM_NORESERVE) != 0;
    if (size < 0) {
      return Errno.EINVAL.result();
    }
    if (size > Long.MAX_VALUE - PAGE || !commitment.allows(pages * PAGE, unreserved)) {
      return Errno.ENOMEM.result();
    }
    SharedMemory made =
        new SharedMemory(
            (int) task.argument(0),
            task.process().credentials,
            flags,
            size,
            frames,
            objects.clock,
            this::current,
            this::gone);
    segments.add(made);
    commitment.keep(made.wholePages());
    return made.id();
  }

  private int current() {
    Process process = processes.current();
    return process == null ? 0 : process.pid();
  }

  private void gone(SharedMemory shared) {
    segments.remove(shared);
    commitment.keep(-shared.wholePages());
    shared.segment().abandon();
  }

  /// There is no pool of huge pages from which a segment could be made.
  private static long refuseHuge(Task task, long size, int flags) {
    int power = flags >>> SHM_HUGE_SHIFT & SHM_HUGE_MASK;
    if (power != 0 && power != 21 && power != 30) {
      return Errno.EINVAL.result();
    }
    boolean may = task.process().credentials.has(Capability.IPC_LOCK);
    return may || size >= 0 && size <= LockCalls.MEMLOCK
        ? Errno.ENOMEM.result()
        : Errno.EPERM.result();
  }

  private long attach(Task task) {
    long address = task.argument(1);
    int flags = (int) task.argument(2);
    boolean given = address != 0;
    boolean replaces = (flags & SHM_REMAP) != 0;
    if ((int) task.argument(0) < 0 || !given && replaces) {
      return Errno.EINVAL.result();
    }
    if ((address & PAGE - 1) != 0) {
      address &= -PAGE;
      if ((flags & SHM_RND) == 0 || address == 0 && replaces) {
        return Errno.EINVAL.result();
      }
    }
    boolean readOnly = (flags & SHM_RDONLY) != 0;
    boolean executable = (flags & SHM_EXEC) != 0;
    int wanted = Permissions.READ | (readOnly ? 0 : Permissions.WRITE) | (executable ? EXECUTE : 0);
    SharedMemory shared = segments.get((int) task.argument(0));
    if (shared == null) {
      return Errno.EINVAL.result();
    }
    if (!Keyed.allows(task, shared, wanted)) {
      return Errno.EACCES.result();
    }
    int protection = PROT_READ | (readOnly ? 0 : PROT_WRITE) | (executable ? PROT_EXEC : 0);
    long size = shared.wholePages();
    long refused = given ? refusal(task, address, size, replaces) : 0;
    if (refused != 0 || size > MOST) {
      return refused != 0 ? refused : Errno.ENOMEM.result();
    }
    shared.hold();
    AddressSpace memory = task.process().memory();
    long at =
        memory.attach(given ? address : -1, size, protection, shared.segment(), shared.path());
    shared.letGo();
    return at < 0 ? Errno.ENOMEM.result() : at;
  }

  /// What speaks against an address that is given: an error number, or 0.
  private static long refusal(Task task, long address, long size, boolean replaces) {
    AddressSpace memory = task.process().memory();
    long top = memory.regions().stackTop();
    long to = address + size;
    boolean inside = address >= 0 && to >= address;
    if (!replaces && (!inside || !memory.isFree(address, to))) {
      return Errno.EINVAL.result();
    }
    if (!inside || to > top) {
      return Errno.ENOMEM.result();
    }
    boolean low = address < LEAST_ADDRESS;
    return low && !task.process().credentials.has(Capability.SYS_RAWIO) ? Errno.EPERM.result() : 0;
  }

  private long detach(Task task) {
    long address = task.argument(0);
    return (address & PAGE - 1) == 0 && task.process().memory().detach(address)
        ? 0
        : Errno.EINVAL.result();
  }
}
