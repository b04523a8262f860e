package dev.ringfence.kernel.lock;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.DescriptorCalls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private final Scheduler scheduler;

  /// The first lock in the way of those who wait for a range.
  private final Map<Task, FileLocks.Range> waiting = new HashMap<>();

  public FileLockCalls(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  public void addTo(Calls calls) {
    calls.add("sys/file.h", "int flock(int fd, int operation)", this::flock);
  }

  private FileLocks of(Inode inode) {
    if (inode.locks == null) {
      inode.locks = new FileLocks(scheduler);
    }
    return inode.locks;
  }

  /// A waiting `fcntl` is interrupted by a handler.
  public long interrupted(Task task) {
    waiting.remove(task);
    return Calls.BLOCKED;
  }

  /// `F_GETLK`, `F_SETLK` and `F_SETLKW`, with a `struct flock` as the argument.
  public long fcntl(Task task, OpenFile file, int command) {
    waiting.remove(task);
    AddressSpace memory = task.process().memory();
    long at = task.argument(2);
    long kind = UserMemory.getInt(memory, at);
    Long start = UserMemory.getLong(memory, at + START);
    Long length = UserMemory.getLong(memory, at + LENGTH);
    if (kind < 0 || start == null || length == null) {
      return Errno.EFAULT.result();
    }
    Inode inode = file.inode();
    int whence = (short) (kind >> 8 * WHENCE);
    int type = (short) kind;
    if (inode == null || type < F_RDLCK || type > F_UNLCK || whence < 0 || whence > SEEK_END) {
      return Errno.EINVAL.result();
    }
    long base = whence == SEEK_CUR ? file.seek(0, SEEK_CUR) : whence == SEEK_END ? inode.size() : 0;
    long first = base + start + Math.min(0, length);
    long last = length == 0 ? Long.MAX_VALUE : base + start + Math.max(0, length) - 1;
    if (first < 0 || last < first) {
      return Errno.EINVAL.result();
    }
    FileLocks.Range range = new FileLocks.Range(task.process(), first, last, type == F_WRLCK);
    if (command == DescriptorCalls.F_GETLK) {
      return type == F_UNLCK ? Errno.EINVAL.result() : tell(memory, at, of(inode), range);
    }
    int access = file.flags() & OpenInode.O_ACCMODE;
    if (type == F_RDLCK && access == OpenFile.O_WRONLY || type == F_WRLCK && access == 0) {
      return Errno.EBADF.result();
    }
    if (type == F_UNLCK) {
      of(inode).release(range);
      return 0;
    }
    return lock(task, of(inode), range, command == DescriptorCalls.F_SETLKW);
  }

  private static long tell(AddressSpace memory, long at, FileLocks locks, FileLocks.Range range) {
    FileLocks.Range other = locks.first(range);
    boolean done;
    if (other == null) {
      done = UserMemory.put(memory, at, 2, F_UNLCK);
    } else {
      long length = other.to() == Long.MAX_VALUE ? 0 : other.to() - other.from() + 1;
      done =
          UserMemory.put(memory, at, 4, other.exclusive() ? F_WRLCK : F_RDLCK)
              && UserMemory.put(memory, at + START, 8, other.from())
              && UserMemory.put(memory, at + LENGTH, 8, length)
              && UserMemory.put(memory, at + PID, 4, other.owner().pid());
    }
    return done ? 0 : Errno.EFAULT.result();
  }

  private long lock(Task task, FileLocks locks, FileLocks.Range range, boolean waits) {
    FileLocks.Range obstacle = locks.first(range);
    if (obstacle == null) {
      locks.set(range);
      return 0;
    }
    if (!waits) {
      return Errno.EAGAIN.result();
    }
    if (waitsFor(obstacle.owner(), task.process())) {
      return Errno.EDEADLK.result();
    }
    waiting.put(task, obstacle);
    scheduler.block(
        task,
        locks.queue,
        "a lock on a file",
        () -> mayLeave(locks.against(range).stream().map(FileLocks.Range::owner).toList()));
    return Calls.BLOCKED;
  }

  /// Whether the process waits, perhaps behind others, for a range that the other one has.
  private boolean waitsFor(Process process, Process other) {
    Set<Process> seen = new LinkedHashSet<>(List.of(process));
    boolean more = true;
    while (more && !seen.contains(other)) {
      more = false;
      for (Map.Entry<Task, FileLocks.Range> entry : waiting.entrySet()) {
        Process waiter = entry.getKey().process();
        more |= !waiter.zombie && seen.contains(waiter) && seen.add(entry.getValue().owner());
      }
    }
    return seen.contains(other);
  }

  private long flock(Task task) {
    Descriptors.Reference file = task.process().descriptors().reference((int) task.argument(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    Inode inode = file.file().inode();
    int operation = (int) task.argument(1);
    int kind = operation & ~LOCK_NB;
    if (inode == null || kind != LOCK_SH && kind != LOCK_EX && kind != LOCK_UN) {
      return Errno.EINVAL.result();
    }
    FileLocks locks = of(inode);
    if (kind == LOCK_UN) {
      locks.release(file.file());
      return 0;
    }
    boolean exclusive = kind == LOCK_EX;
    if (locks.against(file, exclusive).isEmpty()) {
      locks.set(file, exclusive);
      return 0;
    }
    // Whoever wants another kind of lock lets the one that it has go first, come what may.
    locks.release(file.file());
    if ((operation & LOCK_NB) != 0) {
      return Errno.EAGAIN.result();
    }
    scheduler.block(
        task, locks.queue, "a lock on a file", () -> mayLetGo(locks.against(file, exclusive)));
    return Calls.BLOCKED;
  }

  /// That each of the processes goes on, and then unlocks, closes or ends.
  private static Wait mayLeave(Collection<Process> owners) {
    return new Wait.And(new LinkedHashSet<>(owners).stream().map(FileLockCalls::goesOn).toList());
  }

  /// That for each of the open files one of those who have it goes on.
  private static Wait mayLetGo(List<Descriptors.Reference> files) {
    List<Wait> all = new ArrayList<>();
    for (Descriptors.Reference file : files) {
      all.add(new Wait.Or(file.holders().stream().map(FileLockCalls::goesOn).toList()));
    }
    return new Wait.And(all);
  }

  private static Wait goesOn(Process process) {
    List<Wait> any = new ArrayList<>();
    process.tasks.forEach(task -> any.add(new Wait.MayLeave(task)));
    return new Wait.Or(any);
  }
}
