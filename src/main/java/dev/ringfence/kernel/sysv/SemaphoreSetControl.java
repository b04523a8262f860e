package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `semctl(2)`: what there is to know of sets of semaphores, to set in them, and how they end.
public final class SemaphoreSetControl {
  private static final int GETPID = 11;
  private static final int GETVAL = 12;
  private static final int GETALL = 13;
  private static final int GETNCNT = 14;
  private static final int GETZCNT = 15;
  private static final int SETVAL = 16;
  private static final int SETALL = 17;
  private static final int SEM_STAT = 18;
  private static final int SEM_INFO = 19;
  private static final int SEM_STAT_ANY = 20;

  /// The argument that is a value or a pointer.
  private static final int ARGUMENT = 3;

  /// The size of `struct semid_ds`, and where it has what follows its `struct ipc_perm`.
  private static final int SIZE = 104;

  private static final int OPERATED = Keyed.SIZE;
  private static final int CHANGED = OPERATED + 16;
  private static final int COUNT = CHANGED + 16;

  /// The size of `struct seminfo`, and what it says that means nothing.
  private static final int INFO_SIZE = 40;

  private static final int SEMMNS = 1_024_000_000;
  private static final int SEMUME = 500;
  private static final int SEMUSZ = 20;

  private final SysvNamespaces namespaces;
  private final LongSupplier clock;

  public SemaphoreSetControl(SysvNamespaces namespaces) {
    this.namespaces = namespaces;
    clock = namespaces.clock;
  }

  private IpcTable<SemaphoreSet> sets(Task task) {
    return namespaces.of(task.process()).sets;
  }

  public void addTo(Calls calls) {
    calls
        .add("sys/sem.h", "int __semctl(int semid, int semnum, int op, long arg)", this::control)
        .acts(Act.CONTROL_SEMAPHORES)
        .plain();
  }

  private long control(Task task) {
    int id = (int) task.argument(0);
    int command = (int) task.argument(2);
    if (id < 0) {
      return Errno.EINVAL.result();
    }
    return switch (command) {
      case Keyed.IPC_INFO, SEM_INFO -> info(task, command == SEM_INFO);
      case Keyed.IPC_STAT -> status(task, sets(task).get(id), 0, false);
      case SEM_STAT, SEM_STAT_ANY -> {
        SemaphoreSet set = sets(task).at(id);
        yield status(task, set, set == null ? 0 : set.id(), command == SEM_STAT_ANY);
      }
      case GETPID, GETVAL, GETNCNT, GETZCNT, GETALL -> get(task, sets(task).get(id), command);
      case SETVAL -> setOne(task, sets(task).get(id));
      case SETALL -> setAll(task, sets(task).get(id));
      case Keyed.IPC_SET -> set(task, id);
      case Keyed.IPC_RMID -> remove(task, sets(task).get(id));
      default -> Errno.EINVAL.result();
    };
  }

  private long info(Task task, boolean used) {
    ByteBuffer info = Keyed.structure(INFO_SIZE);
    info.putInt(SEMMNS);
    info.putInt(namespaces.limits(task).semmni());
    info.putInt(namespaces.limits(task).semmns());
    info.putInt(SEMMNS);
    info.putInt(namespaces.limits(task).semmsl());
    info.putInt(namespaces.limits(task).semopm());
    info.putInt(SEMUME);
    info.putInt(used ? sets(task).size() : SEMUSZ);
    info.putInt(SemaphoreSet.MOST_VALUE);
    info.putInt(used ? (int) namespaces.of(task.process()).semaphores() : SemaphoreSet.MOST_VALUE);
    return Keyed.give(task, ARGUMENT, info, sets(task).highest());
  }

  private static long status(Task task, @Nullable SemaphoreSet set, long result, boolean anybody) {
    if (set == null) {
      return Errno.EINVAL.result();
    }
    if (!anybody && !Keyed.allows(task, set, Permissions.READ)) {
      return Errno.EACCES.result();
    }
    ByteBuffer image = Keyed.image(SIZE, set);
    image.putLong(OPERATED, set.operated);
    image.putLong(CHANGED, set.changed);
    image.putLong(COUNT, set.size());
    return Keyed.give(task, ARGUMENT, image, result);
  }

  private static long get(Task task, @Nullable SemaphoreSet set, int command) {
    if (set == null) {
      return Errno.EINVAL.result();
    }
    if (!Keyed.allows(task, set, Permissions.READ)) {
      return Errno.EACCES.result();
    }
    if (command == GETALL) {
      ByteBuffer values = Keyed.structure(set.size() * Short.BYTES);
      for (int i = 0; i < set.size(); i++) {
        values.putShort((short) set.value(i));
      }
      return Keyed.give(task, ARGUMENT, values, 0);
    }
    int number = (int) task.argument(1);
    if (number < 0 || number >= set.size()) {
      return Errno.EINVAL.result();
    }
    return switch (command) {
      case GETVAL -> set.value(number);
      case GETPID -> set.pid(number);
      default -> set.queues.waiting(number, command == GETZCNT);
    };
  }

  private long setOne(Task task, @Nullable SemaphoreSet set) {
    int number = (int) task.argument(1);
    int value = (int) task.argument(ARGUMENT);
    if (value < 0 || value > SemaphoreSet.MOST_VALUE) {
      return Errno.ERANGE.result();
    }
    if (set == null || number < 0 || number >= set.size()) {
      return Errno.EINVAL.result();
    }
    if (!Keyed.allows(task, set, Permissions.WRITE)) {
      return Errno.EACCES.result();
    }
    set.assign(number, value, task.process().pid());
    changed(set);
    return 0;
  }

  private long setAll(Task task, @Nullable SemaphoreSet set) {
    if (set == null) {
      return Errno.EINVAL.result();
    }
    if (!Keyed.allows(task, set, Permissions.WRITE)) {
      return Errno.EACCES.result();
    }
    ByteBuffer values = Keyed.structure(set.size() * Short.BYTES);
    if (!Keyed.take(task, ARGUMENT, values)) {
      return Errno.EFAULT.result();
    }
    for (int i = 0; i < set.size(); i++) {
      if (values.getShort(i * Short.BYTES) < 0) {
        return Errno.ERANGE.result();
      }
    }
    for (int i = 0; i < set.size(); i++) {
      set.assign(i, values.getShort(), task.process().pid());
    }
    changed(set);
    return 0;
  }

  private void changed(SemaphoreSet set) {
    set.changed = clock.getAsLong();
    if (set.queues.update(null)) {
      set.operated = clock.getAsLong();
    }
  }

  private long set(Task task, int id) {
    ByteBuffer from = Keyed.structure(SIZE);
    if (!Keyed.take(task, ARGUMENT, from)) {
      return Errno.EFAULT.result();
    }
    SemaphoreSet set = sets(task).get(id);
    long wrong = Keyed.refusal(task, set);
    return wrong != 0 || set == null ? wrong : Keyed.set(set, from, clock.getAsLong());
  }

  private long remove(Task task, @Nullable SemaphoreSet set) {
    long wrong = Keyed.refusal(task, set);
    if (wrong == 0 && set != null) {
      sets(task).remove(set);
      namespaces.of(task.process()).forgetUndos(set);
      set.queues.drop();
    }
    return wrong;
  }
}
