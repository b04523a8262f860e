package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.hugetlb.Reservation;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Commitment;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.LockCalls;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The calls that make, attach and detach shared memory: `shmget(2)`, `shmat(2)`, `shmdt(2)`.
public final class SharedMemoryCalls {
  private static final int SHM_HUGETLB = 04000;
  private static final int SHM_NORESERVE = 010000;
  private static final int SHM_RDONLY = 010000;
  private static final int SHM_RND = 020000;
  private static final int SHM_REMAP = 040000;
  private static final int SHM_EXEC = 0100000;

  /// `SHMLBA`, `vm.mmap_min_addr`, and the most bytes that can be mapped.
  private static final int PAGE = SharedMemory.PAGE;

  private static final long LEAST_ADDRESS = 1 << 12;
  private static final long MOST = 1L << 40;

  private static final int EXECUTE = 0111;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;

  private final Processes processes;
  private final Frames frames;
  private final Commitment commitment;
  private final SysvNamespaces namespaces;

  public SharedMemoryCalls(
      Processes processes, Frames frames, Commitment commitment, SysvNamespaces namespaces) {
    this.processes = processes;
    this.frames = frames;
    this.commitment = commitment;
    this.namespaces = namespaces;
  }

  private IpcTable<SharedMemory> segments(Task task) {
    return namespaces.of(task.process()).segments;
  }

  public void addTo(Calls calls) {
    calls.add("sys/shm.h", "int shmget(key_t key, size_t size, int shmflg)", this::get);
    calls
        .add("sys/shm.h", "void *shmat(int shmid, const void *shmaddr, int shmflg)", this::attach)
        .acts(Act.MAP);
    calls.add("sys/shm.h", "int shmdt(const void *shmaddr)", this::detach);
  }

  private long get(Task task) {
    long size = task.argument(1);
    int flags = (int) task.argument(2);
    return Keyed.get(
        task,
        segments(task),
        flags,
        () -> make(task, size, flags),
        known -> Long.compareUnsigned(size, known.size()) > 0 ? Errno.EINVAL.result() : 0);
  }

  private long make(Task task, long size, int flags) {
    if (size == 0 || Long.compareUnsigned(size, namespaces.limits(task).shmmax()) > 0) {
      return Errno.EINVAL.result();
    }
    long pages = (size >>> 12) + ((size & PAGE - 1) == 0 ? 0 : 1);
    SysvObjects objects = namespaces.of(task.process());
    if (Long.compareUnsigned(objects.pages() + pages, namespaces.limits(task).shmall()) > 0) {
      return Errno.ENOSPC.result();
    }
    if ((flags & SHM_HUGETLB) != 0) {
      return makeHuge(task, size, flags);
    }
    if (size < 0) {
      return Errno.EINVAL.result();
    }
    boolean unreserved = (flags & SHM_NORESERVE) != 0;
    if (!commitment.allows(Math.min(pages, MOST) * PAGE, unreserved)) {
      return Errno.ENOMEM.result();
    }
    if (segments(task).isFull()) {
      return Errno.ENOSPC.result();
    }
    SharedMemory made = add(task, size, null);
    made.promised = unreserved ? 0 : pages * PAGE;
    commitment.keep(made.promised);
    return made.id();
  }

  private long makeHuge(Task task, long size, int flags) {
    if (!frames.hasHugePages() || !HugePages.isSize(flags)) {
      return Errno.EINVAL.result();
    }
    if (!task.process().credentials.has(Capability.IPC_LOCK)) {
      return Errno.EPERM.result();
    }
    if (segments(task).isFull()) {
      return Errno.ENOSPC.result();
    }
    long count =
        size < 0 || size > MOST ? Integer.MAX_VALUE : HugePages.sizeUp(size) / HugePages.SIZE;
    boolean unreserved = (flags & SHM_NORESERVE) != 0;
    Reservation reservation =
        Reservation.of(frames.hugePages(), null, 0, unreserved ? 0 : (int) count);
    return reservation == null ? Errno.ENOMEM.result() : add(task, size, reservation).id();
  }

  private SharedMemory add(Task task, long size, @Nullable Reservation reservation) {
    IpcTable<SharedMemory> segments = segments(task);
    SharedMemory made =
        new SharedMemory(
            processes.policy(),
            (int) task.argument(0),
            task.process(),
            (int) task.argument(2),
            size,
            reservation,
            frames,
            namespaces.clock,
            this::current,
            shared -> gone(segments, shared));
    segments.add(made);
    return made;
  }

  private int current() {
    Process process = processes.current();
    return process == null ? 0 : process.pid();
  }

  private void gone(IpcTable<SharedMemory> segments, SharedMemory shared) {
    segments.remove(shared);
    commitment.keep(-shared.promised);
    shared.segment().abandon();
  }

  private long attach(Task task) {
    long given = task.argument(1);
    int flags = (int) task.argument(2);
    boolean replaces = (flags & SHM_REMAP) != 0;
    long address = given & -PAGE;
    boolean misplaced = address != given && ((flags & SHM_RND) == 0 || address == 0 && replaces);
    if ((int) task.argument(0) < 0 || given == 0 && replaces || misplaced) {
      return Errno.EINVAL.result();
    }
    SharedMemory shared = segments(task).get((int) task.argument(0));
    if (shared == null) {
      return Errno.EINVAL.result();
    }
    int protection = protection(flags);
    int wanted =
        ((protection & PROT_READ) != 0 ? Permissions.READ : 0)
            | ((protection & PROT_WRITE) != 0 ? Permissions.WRITE : 0)
            | ((protection & PROT_EXEC) != 0 ? EXECUTE : 0);
    if (!Keyed.allows(task, shared, wanted)) {
      return Errno.EACCES.result();
    }
    long refused = given == 0 ? 0 : refusal(task, shared, address, replaces);
    if (refused != 0 || shared.wholePages() > MOST) {
      return refused != 0 ? refused : Errno.ENOMEM.result();
    }
    return attach(task, shared, given == 0 ? -1 : address, protection);
  }

  private static int protection(int flags) {
    return PROT_READ
        | ((flags & SHM_RDONLY) != 0 ? 0 : PROT_WRITE)
        | ((flags & SHM_EXEC) != 0 ? PROT_EXEC : 0);
  }

  /// @param address -1 for where there is room
  private static long attach(Task task, SharedMemory shared, long address, int protection) {
    shared.hold();
    long at =
        task.process()
            .memory()
            .mapper()
            .attach(address, shared.wholePages(), protection, shared.segment(), shared.path());
    shared.letGo();
    return at < 0 ? Errno.ENOMEM.result() : at;
  }

  /// What speaks against attaching shared memory at an address: an error number, or 0.
  private static long refusal(Task task, SharedMemory shared, long address, boolean replaces) {
    AddressSpace memory = task.process().memory();
    long top = memory.regions().stackTop();
    boolean wraps = Long.compareUnsigned(address + shared.size(), address) < 0;
    long to = address + shared.wholePages();
    boolean inside = address >= 0 && address < top && to >= address;
    boolean taken = inside && !memory.isFree(address, Math.min(to, top));
    if (!replaces && (wraps || taken)) {
      return Errno.EINVAL.result();
    }
    if (!inside || to > top) {
      return Errno.ENOMEM.result();
    }
    if (!shared.fits(address)) {
      return Errno.EINVAL.result();
    }
    boolean may = task.process().credentials.has(Capability.SYS_RAWIO);
    return address < LEAST_ADDRESS && !may ? Errno.EPERM.result() : 0;
  }

  private long detach(Task task) {
    long address = task.argument(0);
    boolean done = (address & PAGE - 1) == 0 && task.process().memory().mapper().detach(address);
    if (done) {
      processes.lost(task.process());
    }
    return done ? 0 : Errno.EINVAL.result();
  }
}
