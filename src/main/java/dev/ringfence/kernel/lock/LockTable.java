package dev.ringfence.kernel.lock;

import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.lock.FileLock.Kind;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All advisory locks of the machine, and who waits for which.
public final class LockTable {
  /// How far Linux follows a chain of waiters before it says that there is no deadlock:
  /// `MAX_DEADLK_ITERATIONS`.
  private static final int MAX_DEADLOCK_ITERATIONS = 10;

  /// A lock that is held or waited for, as `/proc/locks` lists it.
  ///
  /// @param depth 0 for one that is held, or behind how many others it waits
  public record Row(int number, int depth, FileLock lock) {}

  private final Scheduler scheduler;
  private final Set<FileLocks> files = new LinkedHashSet<>();

  /// Those on what is no inode: pipes, sockets and what all anonymous files share.
  private final Map<Object, FileLocks> nameless = new IdentityHashMap<>();

  /// What tasks wait for, those that have begun last behind others.
  private final Map<Task, FileLock> wanted = new LinkedHashMap<>();

  private long lastSerial;

  public LockTable(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// The locks on a file, which may be none yet.
  FileLocks of(OpenFile file) {
    Object on = file.lockable();
    if (on instanceof Inode inode) {
      if (inode.locks == null) {
        inode.locks = new FileLocks(this, file);
      }
      return inode.locks;
    }
    FileLocks known = nameless.get(on);
    return known == null ? new FileLocks(this, file) : known;
  }

  /// There are none any more on something.
  void ended(Object on) {
    nameless.remove(on);
  }

  long nextSerial() {
    return ++lastSerial;
  }

  void add(FileLocks locks) {
    if (locks.inode() == null) {
      nameless.put(locks.on(), locks);
    }
    files.add(locks);
  }

  /// What the task has begun to wait for in its present call, or null.
  @Nullable FileLock wantedBy(Task task) {
    return wanted.get(task);
  }

  /// The task waits for a lock, as another is in the way.
  void await(Task task, FileLock lock, FileLock obstacle) {
    wanted.remove(task);
    wanted.put(task, lock);
    lock.queueBehind(obstacle);
    wakeBehind(lock);
  }

  /// Has those look again who wait behind a lock: it is gone, or is less than it was, or waits
  /// elsewhere.
  void wakeBehind(FileLock lock) {
    for (FileLock waiter : lock.letGo()) {
      scheduler.wake(waiter.taker);
    }
  }

  /// The task has what it wanted, and those wait for that now who waited behind it.
  void granted(Task task) {
    wanted.remove(task);
  }

  /// The task does not wait any more.
  public void forget(Task task) {
    FileLock lock = wanted.remove(task);
    if (lock != null) {
      wakeBehind(lock);
      lock.leaveQueue();
    }
  }

  /// Whether whoever has a lock on a range waits, perhaps behind others, for one that the owner of
  /// the wanted one has: as far as Linux looks.
  boolean isDeadlock(FileLock lock, FileLock obstacle) {
    FileLock block = obstacle;
    for (int i = 0; i <= MAX_DEADLOCK_ITERATIONS && lock.kind == Kind.POSIX; i++) {
      FileLock behind = waitOf(block.owner);
      if (behind == null) {
        return false;
      }
      block = behind.root();
      if (block.owner == lock.owner) {
        return true;
      }
    }
    return false;
  }

  /// What an owner has begun to wait for last behind a lock of a process.
  private @Nullable FileLock waitOf(Object owner) {
    FileLock last = null;
    for (FileLock lock : wanted.values()) {
      FileLock before = lock.before();
      if (before != null && before.kind == Kind.POSIX && lock.owner == owner) {
        last = lock;
      }
    }
    return last;
  }

  /// All locks, the youngest first, each with those who wait for it behind it.
  public List<Row> rows() {
    files.removeIf(FileLocks::isEmpty);
    List<FileLock> held = new ArrayList<>();
    files.forEach(file -> held.addAll(file.all()));
    held.sort(Comparator.comparingLong((FileLock lock) -> lock.serial).reversed());
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (FileLock lock : held) {
      number++;
      rows.add(new Row(number, 0, lock));
      addWaiting(rows, number, 1, lock);
    }
    return rows;
  }

  private static void addWaiting(List<Row> rows, int number, int depth, FileLock lock) {
    for (FileLock waiter : lock.behind()) {
      rows.add(new Row(number, depth, waiter));
      addWaiting(rows, number, depth + 1, waiter);
    }
  }
}
