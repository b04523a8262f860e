package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Task;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `shmctl(2)`: what there is to know of shared memory, to change in it, and how it ends.
public final class SharedMemoryControl {
  private static final int SHM_LOCK = 11;
  private static final int SHM_UNLOCK = 12;
  private static final int SHM_STAT = 13;
  private static final int SHM_INFO = 14;
  private static final int SHM_STAT_ANY = 15;

  /// The size of `struct shmid_ds`, and where it has what follows its `struct ipc_perm`.
  private static final int SIZE = 112;

  private static final int BYTES = Keyed.SIZE;
  private static final int ATTACHED = BYTES + 8;
  private static final int DETACHED = ATTACHED + 8;
  private static final int CHANGED = DETACHED + 8;
  private static final int CREATOR = CHANGED + 8;
  private static final int LAST_USER = CREATOR + 4;
  private static final int COUNT = LAST_USER + 4;

  /// The sizes of `struct shminfo` and `struct shm_info`.
  private static final int LIMITS_SIZE = 72;

  private static final int USE_SIZE = 48;

  private final SysvNamespaces namespaces;

  public SharedMemoryControl(SysvNamespaces namespaces) {
    this.namespaces = namespaces;
  }

  private IpcTable<SharedMemory> segments(Task task) {
    return namespaces.of(task.process()).segments;
  }

  public void addTo(Calls calls) {
    calls.add("sys/shm.h", "int shmctl(int shmid, int op, struct shmid_ds *buf)", this::control);
  }

  private long control(Task task) {
    int id = (int) task.argument(0);
    int command = (int) task.argument(1);
    if (id < 0 || command < 0) {
      return Errno.EINVAL.result();
    }
    return switch (command) {
      case Keyed.IPC_INFO -> limits(task);
      case SHM_INFO -> use(task);
      case Keyed.IPC_STAT -> status(task, segments(task).get(id), 0, false);
      case SHM_STAT, SHM_STAT_ANY -> {
        SharedMemory shared = segments(task).at(id);
        yield status(task, shared, shared == null ? 0 : shared.id(), command == SHM_STAT_ANY);
      }
      case SHM_LOCK, SHM_UNLOCK -> lock(task, segments(task).get(id), command == SHM_LOCK);
      case Keyed.IPC_SET -> set(task, id);
      case Keyed.IPC_RMID -> remove(task, segments(task).get(id));
      default -> Errno.EINVAL.result();
    };
  }

  private long limits(Task task) {
    ByteBuffer info = Keyed.structure(LIMITS_SIZE);
    info.putLong(namespaces.limits(task).shmmax());
    info.putLong(1);
    info.putLong(namespaces.limits(task).shmmni());
    info.putLong(namespaces.limits(task).shmmni());
    info.putLong(namespaces.limits(task).shmall());
    return Keyed.give(task, 2, info, segments(task).highest());
  }

  private long use(Task task) {
    ByteBuffer info = Keyed.structure(USE_SIZE);
    long resident = 0;
    long swapped = 0;
    for (SharedMemory shared : segments(task).all()) {
      resident += shared.segment().resident();
      swapped += shared.segment().swapped();
    }
    info.putLong(segments(task).size());
    info.putLong(namespaces.of(task.process()).pages());
    info.putLong(resident);
    info.putLong(swapped);
    return Keyed.give(task, 2, info, segments(task).highest());
  }

  private static long status(
      Task task, @Nullable SharedMemory shared, long result, boolean anybody) {
    if (shared == null) {
      return Errno.EINVAL.result();
    }
    if (!anybody && !Keyed.allows(task, shared, Permissions.READ)) {
      return Errno.EACCES.result();
    }
    ByteBuffer image = Keyed.image(SIZE, shared);
    image.putLong(BYTES, shared.size());
    image.putLong(ATTACHED, shared.attachTime);
    image.putLong(DETACHED, shared.detachTime);
    image.putLong(CHANGED, shared.changed);
    image.putInt(CREATOR, shared.creator());
    image.putInt(LAST_USER, shared.lastUser);
    image.putLong(COUNT, shared.attachments());
    return Keyed.give(task, 2, image, result);
  }

  private static long lock(Task task, @Nullable SharedMemory shared, boolean lock) {
    if (shared == null) {
      return Errno.EINVAL.result();
    }
    Credentials who = task.process().credentials;
    boolean mayAll = who.has(Capability.IPC_LOCK);
    if (!mayAll && !shared.permissions.isOwned(who)) {
      return Errno.EPERM.result();
    }
    if (shared.isHuge()) {
      return 0;
    }
    long most = task.process().memory().mostLocked();
    if (lock && most == 0 && !mayAll) {
      return Errno.EPERM.result();
    }
    boolean tooMuch = shared.wholePages() > most;
    if (lock && !shared.has(SharedMemory.SHM_LOCKED) && tooMuch && !mayAll) {
      return Errno.ENOMEM.result();
    }
    shared.permissions.mark(SharedMemory.SHM_LOCKED, lock);
    shared.segment().lock(lock);
    return 0;
  }

  private long set(Task task, int id) {
    ByteBuffer from = Keyed.structure(SIZE);
    if (!Keyed.take(task, 2, from)) {
      return Errno.EFAULT.result();
    }
    SharedMemory shared = segments(task).get(id);
    long wrong = Keyed.refusal(task, shared);
    return wrong != 0 || shared == null
        ? wrong
        : Keyed.set(shared, from, namespaces.clock.getAsLong());
  }

  private static long remove(Task task, @Nullable SharedMemory shared) {
    long wrong = Keyed.refusal(task, shared);
    if (wrong == 0 && shared != null) {
      shared.remove();
    }
    return wrong;
  }
}
