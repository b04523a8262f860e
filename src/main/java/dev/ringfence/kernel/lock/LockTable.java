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

  /// What a task waits for.
  ///
  /// @param obstacle the first lock that was in the way when it began
  private record Waiting(FileLock wanted, FileLock obstacle) {}

  /// A lock that is held or waited for, as `/proc/locks` lists it.
  ///
  /// @param depth 0 for one that is held, or behind how many others it waits
  public record Row(int number, int depth, FileLock lock) {}

  private final Scheduler scheduler;
  private final Set<FileLocks> files = new LinkedHashSet<>();

  /// Those on what is no inode: pipes, sockets and what all anonymous files share.
  private final Map<Object, FileLocks> nameless = new IdentityHashMap<>();

  private final Map<Task, Waiting> waiting = new LinkedHashMap<>();
  private long lastSerial;

  public LockTable(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// The locks on a file, which may be none yet.
  FileLocks of(OpenFile file) {
    Object on = file.lockable();
    if (on instanceof Inode inode) {
      if (inode.locks == null) {
        inode.locks = new FileLocks(scheduler, this, file);
      }
      return inode.locks;
    }
    FileLocks known = nameless.get(on);
    return known == null ? new FileLocks(scheduler, this, file) : known;
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

  /// The task waits for a lock, as another is in the way.
  void await(Task task, FileLock wanted, FileLock obstacle) {
    waiting.put(task, new Waiting(wanted, obstacle));
  }

  /// The task does not wait any more, or looks again.
  void forget(Task task) {
    waiting.remove(task);
  }

  /// Whether whoever has a lock on a range waits, perhaps behind others, for one that the owner of
  /// the wanted one has: as far as Linux looks.
  boolean isDeadlock(FileLock wanted, FileLock obstacle) {
    FileLock block = obstacle;
    for (int i = 0; i <= MAX_DEADLOCK_ITERATIONS && wanted.kind == Kind.POSIX; i++) {
      Waiting behind = waitOf(block);
      if (behind == null || behind.obstacle.kind != Kind.POSIX) {
        return false;
      }
      block = behind.obstacle;
      if (block.owner == wanted.owner) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Waiting waitOf(FileLock lock) {
    Waiting last = null;
    for (Map.Entry<Task, Waiting> entry : waiting.entrySet()) {
      Waiting one = entry.getValue();
      boolean alive = entry.getKey().state == Task.State.BLOCKED;
      if (alive && one.wanted.kind == Kind.POSIX && one.wanted.owner == lock.owner) {
        last = one;
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
      addWaiting(rows, number, 1, lock, waitersOf(lock));
    }
    return rows;
  }

  private List<FileLock> waitersOf(FileLock lock) {
    List<FileLock> waiters = new ArrayList<>();
    waiting.forEach(
        (task, one) -> {
          if (one.obstacle == lock && task.state == Task.State.BLOCKED) {
            waiters.add(one.wanted);
          }
        });
    return waiters;
  }

  /// Puts those who wait in order: whoever excludes one that came before waits behind it.
  private static void addWaiting(
      List<Row> rows, int number, int depth, FileLock parent, List<FileLock> waiters) {
    List<FileLock> direct = new ArrayList<>();
    Map<FileLock, List<FileLock>> behind = new LinkedHashMap<>();
    for (FileLock waiter : waiters) {
      FileLock before = direct.stream().filter(waiter::excludes).findFirst().orElse(parent);
      if (before == parent) {
        direct.add(waiter);
      } else {
        behind.computeIfAbsent(before, _ -> new ArrayList<>()).add(waiter);
      }
    }
    for (FileLock waiter : direct) {
      rows.add(new Row(number, depth, waiter));
      addWaiting(rows, number, depth + 1, waiter, behind.getOrDefault(waiter, List.of()));
    }
  }
}
