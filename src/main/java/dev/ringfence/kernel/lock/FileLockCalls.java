package dev.ringfence.kernel.lock;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.file.DescriptorCalls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.lock.FileLock.Kind;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The calls on locks of files: the commands of `fcntl(2)` for ranges of bytes, and `flock(2)`.
public final class FileLockCalls {
  private static final int F_RDLCK = 0;
  private static final int F_WRLCK = 1;
  private static final int F_UNLCK = 2;
  private static final int WHENCE = 2;
  private static final int START = 8;
  private static final int LENGTH = 16;
  private static final int PID = 24;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int LOCK_SH = 1;
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int LOCK_UN = 8;

  /// Asks for what Linux no longer has, and does nothing.
  private static final int LOCK_MAND = 32;

  /// A range of bytes that `struct flock` names.
  private record Range(long from, long to) {}

  private final Scheduler scheduler;
  private final LockTable table;

  public FileLockCalls(Scheduler scheduler, LockTable table) {
    this.scheduler = scheduler;
    this.table = table;
  }

  public void addTo(Calls calls) {
    calls
        .add("sys/file.h", "int flock(int fd, int operation)", this::flock)
        .waits()
        .acts(Act.LOCK)
        .prospect(this::mayLock)
        .interrupted(this::interrupted);
  }

  /// A waiting call is interrupted by a handler.
  public long interrupted(Task task) {
    table.forget(task);
    return Calls.BLOCKED;
  }

  /// The commands of `fcntl(2)` that have a `struct flock` as their argument.
  public long fcntl(Task task, Reference reference, int command) {
    FileLock begun = table.wantedBy(task);
    if (begun != null) {
      return lock(task, begun.file(), begun, true);
    }
    OpenFile file = reference.file();
    boolean ofFile = command >= DescriptorCalls.F_OFD_GETLK;
    AddressSpace memory = task.process().memory();
    long at = task.argument(2);
    long kind = UserMemory.getInt(memory, at);
    Long start = UserMemory.getLong(memory, at + START);
    Long length = UserMemory.getLong(memory, at + LENGTH);
    long pid = ofFile ? UserMemory.getInt(memory, at + PID) : 0;
    if (kind < 0 || start == null || length == null || pid < 0) {
      return Errno.EFAULT.result();
    }
    Inode inode = file.inode();
    int whence = (short) (kind >> 8 * WHENCE);
    int type = (short) kind;
    boolean asks = command == DescriptorCalls.F_GETLK || command == DescriptorCalls.F_OFD_GETLK;
    boolean ofPart = type == F_RDLCK || type == F_WRLCK;
    boolean asksWrongly = command == DescriptorCalls.F_GETLK && !ofPart;
    if (asksWrongly || whence < 0 || whence > SEEK_END) {
      return Errno.EINVAL.result();
    }
    long end = inode == null ? 0 : inode.size();
    long base = whence == SEEK_CUR ? file.seek(0, SEEK_CUR) : whence == SEEK_END ? end : 0;
    base = Math.max(0, base);
    if (start > 0 && base > Long.MAX_VALUE - start) {
      return Errno.EOVERFLOW.result();
    }
    Range range = range(base + start, length);
    if (range == null) {
      return (length > 0 && base + start >= 0 ? Errno.EOVERFLOW : Errno.EINVAL).result();
    }
    int access = file.flags() & OpenInode.O_ACCMODE;
    boolean may = type == F_RDLCK ? access != OpenFile.O_WRONLY : type != F_WRLCK || access != 0;
    boolean known = ofPart || type == F_UNLCK;
    if (!known || pid != 0 && (asks || may)) {
      return Errno.EINVAL.result();
    }
    FileLocks locks = table.of(file);
    FileLock wanted =
        new FileLock(
            locks,
            ofFile ? Kind.OFDLCK : Kind.POSIX,
            ofFile ? reference : task.process(),
            task,
            reference,
            range.from,
            range.to,
            type == F_WRLCK);
    if (asks) {
      return tell(memory, at, type == F_UNLCK ? locks.own(wanted) : locks.first(wanted));
    }
    if (!may) {
      return Errno.EBADF.result();
    }
    if (type == F_UNLCK) {
      locks.clear(wanted);
      return 0;
    }
    boolean waits = command == DescriptorCalls.F_SETLKW || command == DescriptorCalls.F_OFD_SETLKW;
    return lock(task, locks, wanted, waits);
  }

  /// Null where the range begins before the file or ends behind what there can be.
  private static @Nullable Range range(long start, long length) {
    if (start < 0 || length > 0 && length - 1 > Long.MAX_VALUE - start) {
      return null;
    }
    if (length < 0) {
      return start + length < 0 ? null : new Range(start + length, start - 1);
    }
    return new Range(start, length == 0 ? Long.MAX_VALUE : start + length - 1);
  }

  private static long tell(AddressSpace memory, long at, @Nullable FileLock other) {
    boolean done;
    if (other == null) {
      done = UserMemory.put(memory, at, 2, F_UNLCK);
    } else {
      long length = other.to == Long.MAX_VALUE ? 0 : other.to - other.from + 1;
      done =
          UserMemory.put(memory, at, 4, other.exclusive ? F_WRLCK : F_RDLCK)
              && UserMemory.put(memory, at + START, 8, other.from)
              && UserMemory.put(memory, at + LENGTH, 8, length)
              && UserMemory.put(memory, at + PID, 4, other.pid());
    }
    return done ? 0 : Errno.EFAULT.result();
  }

  private long lock(Task task, FileLocks locks, FileLock wanted, boolean waits) {
    if (wanted.before() != null) {
      return sleep(task, locks, wanted);
    }
    FileLock obstacle = locks.first(wanted);
    if (obstacle == null) {
      if (locks.set(wanted)) {
        table.granted(task);
      } else {
        table.forget(task);
      }
      if (wanted.kind == Kind.OFDLCK) {
        locks.follow(wanted.through);
      } else if (locks.inode() == null) {
        task.process().descriptors().locked(locks);
      }
      return 0;
    }
    if (!waits) {
      return Errno.EAGAIN.result();
    }
    table.wakeBehind(wanted);
    if (table.isDeadlock(wanted, obstacle)) {
      table.forget(task);
      return Errno.EDEADLK.result();
    }
    table.await(task, wanted, obstacle);
    return sleep(task, locks, wanted);
  }

  private long sleep(Task task, FileLocks locks, FileLock wanted) {
    scheduler.block(task, locks.queue, wanted.name(), () -> mayLetGo(locks, wanted));
    return Calls.BLOCKED;
  }

  private long flock(Task task) {
    FileLock begun = table.wantedBy(task);
    if (begun != null) {
      return begun.before() != null
          ? sleep(task, begun.file(), begun)
          : lockWhole(task, begun, begun.through, 0);
    }
    Reference file = task.process().descriptors().reference((int) task.argument(0));
    int operation = (int) task.argument(1);
    int kind = operation & ~LOCK_NB;
    if ((operation & LOCK_MAND) != 0) {
      return 0;
    }
    if (kind != LOCK_SH && kind != LOCK_EX && kind != LOCK_UN) {
      return Errno.EINVAL.result();
    }
    if (file == null) {
      return Errno.EBADF.result();
    }
    FileLocks locks = table.of(file.file());
    if (kind == LOCK_UN) {
      locks.releaseWhole(file);
      return 0;
    }
    FileLock wanted =
        new FileLock(locks, Kind.FLOCK, file, task, file, 0, Long.MAX_VALUE, kind == LOCK_EX);
    return lockWhole(task, wanted, file, operation);
  }

  private long lockWhole(Task task, FileLock wanted, Reference file, int operation) {
    FileLocks locks = wanted.file();
    // Whoever wants another kind of lock lets the one that it has go first, come what may.
    if (locks.setWhole(wanted)) {
      table.granted(task);
      locks.follow(file);
      return 0;
    }
    FileLock obstacle = locks.first(wanted);
    if ((operation & LOCK_NB) != 0 || obstacle == null) {
      return Errno.EAGAIN.result();
    }
    table.await(task, wanted, obstacle);
    return sleep(task, locks, wanted);
  }

  /// That each of the locks in the way is let go: one on a whole file by a process that has it
  /// open, or as all give it back; of another, it is enough that the process, or one of those, goes
  /// on. The others are looked for only if the first may be.
  private static Wait mayLetGo(FileLocks locks, FileLock wanted) {
    FileLock first = locks.first(wanted);
    return first == null
        ? Wait.TIMER
        : new Wait.And(
            List.of(mayLetGo(first), new Wait.Deferred(() -> mayLetGo(locks.against(wanted)))));
  }

  private static Wait mayLetGo(List<FileLock> locks) {
    Set<Wait> all = new LinkedHashSet<>();
    locks.stream().skip(1).forEach(lock -> all.add(mayLetGo(lock)));
    return new Wait.And(List.copyOf(all));
  }

  private static Wait mayLetGo(FileLock lock) {
    if (lock.owner instanceof Process process) {
      return goesOn(process);
    }
    Reference reference = (Reference) lock.owner;
    return lock.kind == Kind.FLOCK
        ? new Wait.Or(List.of(reference.may(Act.LOCK), new Wait.Left(List.of(reference))))
        : new Wait.Or(reference.holders().stream().distinct().map(FileLockCalls::goesOn).toList());
  }

  /// What must hold for a whole file to be locked later.
  private Wait mayLock(Task task, Foreseen call) {
    Reference file =
        call.knows(0) ? task.process().descriptors().reference((int) call.value(0)) : null;
    boolean exclusive = call.is(1, LOCK_EX);
    if (file == null || !exclusive && !call.is(1, LOCK_SH)) {
      return Wait.TIMER;
    }
    FileLocks locks = table.of(file.file());
    FileLock wanted =
        new FileLock(locks, Kind.FLOCK, file, task, file, 0, Long.MAX_VALUE, exclusive);
    return mayLetGo(locks, wanted);
  }

  private static Wait goesOn(Process process) {
    List<Wait> any = new ArrayList<>();
    process.tasks.forEach(task -> any.add(new Wait.MayLeave(task)));
    return new Wait.Or(any);
  }
}
