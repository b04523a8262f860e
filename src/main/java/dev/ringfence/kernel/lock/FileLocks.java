package dev.ringfence.kernel.lock;

import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.lock.FileLock.Kind;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The advisory locks on one file: those on ranges of bytes (`fcntl(2)`), and those on all of it
/// (`flock(2)`), which have nothing to do with each other.
public final class FileLocks {
  final WaitQueue queue = new WaitQueue();

  private final String name;
  private final LockTable table;

  /// The first description of the file by which somebody came, and what it has in common with
  /// others.
  private final OpenFile file;

  private final Object on;

  /// The descriptions of the file that tell when they end.
  private final Set<Reference> known = new HashSet<>();

  /// Those on ranges: by owner, in the order in which owners came, then by place.
  private final List<FileLock> ranges = new ArrayList<>();

  private final List<FileLock> whole = new ArrayList<>();

  FileLocks(LockTable table, OpenFile file) {
    this.table = table;
    this.file = file;
    this.on = file.lockable();
    name = file.label();
  }

  /// The name of the file, as reports call it.
  String name() {
    return name;
  }

  /// What it is if it is a file with an inode.
  public @Nullable Inode inode() {
    return on instanceof Inode inode ? inode : null;
  }

  /// What can be told of it if it has none.
  public Listing listing() {
    return file.listing();
  }

  /// The number of its inode, also if that is not to be seen.
  public long number() {
    return on instanceof Inode inode ? inode.number() : file.number();
  }

  /// What they lie on.
  Object on() {
    return on;
  }

  /// Whether the locks of a file are these.
  public boolean areOn(OpenFile other) {
    return other.lockable() == on;
  }

  /// Has the locks end that belong to an open file description when it does.
  void follow(Reference reference) {
    if (!(reference.file() instanceof OpenInode) && known.add(reference)) {
      reference.mourn(
          () -> {
            known.remove(reference);
            release(reference.file());
          });
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty() && whole.isEmpty();
  }

  /// All of them: first those on ranges, by owner and place.
  public List<FileLock> all() {
    List<FileLock> all = new ArrayList<>(ranges);
    all.addAll(whole);
    return all;
  }

  private List<FileLock> listOf(Kind kind) {
    return kind == Kind.FLOCK ? whole : ranges;
  }

  /// The locks that a new one would have to wait for.
  List<FileLock> against(FileLock wanted) {
    return listOf(wanted.kind).stream().filter(wanted::excludes).toList();
  }

  /// The first lock that a new one would have to wait for, or null.
  @Nullable FileLock first(FileLock wanted) {
    for (FileLock lock : listOf(wanted.kind)) {
      if (wanted.excludes(lock)) {
        return lock;
      }
    }
    return null;
  }

  /// The first lock of the same owner that overlaps the range, or null.
  @Nullable FileLock own(FileLock wanted) {
    for (FileLock lock : listOf(wanted.kind)) {
      if (lock.owner == wanted.owner && lock.from <= wanted.to && wanted.from <= lock.to) {
        return lock;
      }
    }
    return null;
  }

  private void insert(List<FileLock> list, int at, FileLock lock) {
    list.add(at, lock);
    lock.serial = table.nextSerial();
    lock.taker.hold(lock, !lock.exclusive);
    table.add(this);
  }

  private void delete(List<FileLock> list, FileLock lock) {
    list.remove(lock);
    lock.taker.release(lock);
    table.wakeBehind(lock);
    if (isEmpty()) {
      table.ended(on);
    }
  }

  /// Sets a lock on a range that nothing is against, in place of what its owner had there: one
  /// that touches others of its type becomes one with them.
  ///
  /// @return whether it is one of its own
  boolean set(FileLock wanted) {
    Deque<FileLock> shrunk = new ArrayDeque<>(2);
    int at = firstOf(wanted.owner);
    FileLock merged = null;
    boolean splits = false;
    while (at < ranges.size() && ranges.get(at).owner == wanted.owner) {
      FileLock lock = ranges.get(at);
      boolean alike = lock.exclusive == wanted.exclusive;
      long near = alike ? 1 : 0;
      if (lock.to < wanted.from - near) {
        at++;
      } else if (lock.from - near > wanted.to) {
        break;
      } else if (alike) {
        wanted.from = Math.min(wanted.from, lock.from);
        wanted.to = Math.max(wanted.to, lock.to);
        if (merged == null) {
          merged = lock;
          at++;
        } else {
          delete(ranges, lock);
        }
      } else {
        splits = lock.from < wanted.from && lock.to > wanted.to;
        at = cut(lock, wanted.from, wanted.to, shrunk);
      }
    }
    if (merged != null) {
      merged.from = wanted.from;
      merged.to = wanted.to;
    } else {
      insert(ranges, at, wanted);
      if (splits) {
        // What is left before it comes last.
        ranges.get(at - 1).serial = table.nextSerial();
      }
    }
    shrunk.forEach(table::wakeBehind);
    return merged == null;
  }

  private int firstOf(Object owner) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).owner == owner) {
        return i;
      }
    }
    return ranges.size();
  }

  /// Takes a range away from a lock.
  ///
  /// @param shrunk gets the lock at its head if something is left of it
  /// @return the place at which something new would lie there
  private int cut(FileLock lock, long from, long to, Deque<FileLock> shrunk) {
    int at = ranges.indexOf(lock);
    boolean left = lock.from < from;
    boolean right = lock.to > to;
    if (!left && !right) {
      delete(ranges, lock);
      return at;
    }
    if (left && right) {
      insert(ranges, at, lock.part(lock.from, from - 1));
    }
    if (right) {
      lock.from = to + 1;
    } else {
      lock.to = from - 1;
    }
    shrunk.addFirst(lock);
    return left ? at + 1 : at;
  }

  /// Takes away what the owner of a range has locked in it.
  void clear(FileLock range) {
    Deque<FileLock> shrunk = new ArrayDeque<>(2);
    for (FileLock lock : List.copyOf(ranges)) {
      if (lock.owner == range.owner && lock.from <= range.to && range.from <= lock.to) {
        cut(lock, range.from, range.to, shrunk);
      }
    }
    shrunk.forEach(table::wakeBehind);
  }

  /// Locks all of the file, or changes how.
  ///
  /// @return false if something is against it; what its owner had before is gone then
  boolean setWhole(FileLock wanted) {
    for (FileLock lock : List.copyOf(whole)) {
      if (lock.owner == wanted.owner) {
        if (lock.exclusive == wanted.exclusive) {
          table.wakeBehind(wanted);
          return true;
        }
        delete(whole, lock);
      }
    }
    if (first(wanted) != null) {
      return false;
    }
    insert(whole, whole.size(), wanted);
    return true;
  }

  private void remove(List<FileLock> list, Predicate<FileLock> which) {
    for (FileLock lock : List.copyOf(list)) {
      if (which.test(lock)) {
        delete(list, lock);
      }
    }
  }

  /// The process has closed a descriptor of the file, which ends all its locks on ranges.
  public void release(Process owner) {
    remove(ranges, lock -> lock.owner == owner);
  }

  /// Takes away the lock that an open file description has on all of the file.
  void releaseWhole(Object owner) {
    remove(whole, lock -> lock.owner == owner);
  }

  /// The open file description is gone, and its locks with it.
  public void release(OpenFile file) {
    remove(ranges, lock -> isOf(lock, file));
    remove(whole, lock -> isOf(lock, file));
  }

  private static boolean isOf(FileLock lock, OpenFile file) {
    return lock.owner instanceof Reference reference && reference.file() == file;
  }
}
