package dev.ringfence.kernel.lock;

import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The advisory locks on one file: those on ranges of bytes, which belong to processes
/// (`fcntl(2)`), and those on all of it, which belong to open file descriptions (`flock(2)`).
public final class FileLocks {
  /// A lock on a range of bytes.
  ///
  /// @param to the last byte
  /// @param exclusive whether it is a write lock
  public record Range(Process owner, long from, long to, boolean exclusive) {
    private boolean meets(Range other) {
      return from <= other.to && other.from <= to;
    }

    /// Whether both cannot be there together.
    public boolean excludes(Range other) {
      return owner != other.owner && meets(other) && (exclusive || other.exclusive);
    }

    private Range with(long start, long end) {
      return new Range(owner, start, end, exclusive);
    }
  }

  final WaitQueue queue = new WaitQueue();

  private final Scheduler scheduler;
  private final List<Range> ranges = new ArrayList<>();
  private final Map<Descriptors.Reference, Boolean> whole = new LinkedHashMap<>();

  FileLocks(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// The locks that a new one would have to wait for: those of one process after those of another,
  /// whoever had one first, and of each in the order of their places.
  public List<Range> against(Range wanted) {
    return ranges.stream().filter(wanted::excludes).toList();
  }

  /// Sets a lock that nothing is against, in place of what its owner had there.
  public void set(Range lock) {
    int group = 0;
    while (group < ranges.size() && ranges.get(group).owner != lock.owner) {
      group++;
    }
    release(lock);
    long from = lock.from;
    long to = lock.to;
    for (Iterator<Range> i = ranges.iterator(); i.hasNext(); ) {
      Range other = i.next();
      boolean touches = other.to + 1 >= from && other.from <= (to == Long.MAX_VALUE ? to : to + 1);
      if (other.owner == lock.owner && other.exclusive == lock.exclusive && touches) {
        from = Math.min(from, other.from);
        to = Math.max(to, other.to);
        i.remove();
      }
    }
    int at = group;
    while (at < ranges.size() && isBefore(ranges.get(at), lock.owner, from)) {
      at++;
    }
    ranges.add(at, lock.with(from, to));
  }

  private static boolean isBefore(Range lock, Process owner, long from) {
    return lock.owner == owner && lock.from <= from;
  }

  /// Takes away what the owner has locked in the range.
  public void release(Range range) {
    for (Range lock : List.copyOf(ranges)) {
      if (lock.owner == range.owner && lock.meets(range)) {
        int at = ranges.indexOf(lock);
        ranges.remove(at);
        if (lock.to > range.to) {
          ranges.add(at, lock.with(range.to + 1, lock.to));
        }
        if (lock.from < range.from) {
          ranges.add(at, lock.with(lock.from, range.from - 1));
        }
      }
    }
    scheduler.wake(queue);
  }

  /// The process has closed a descriptor of the file, which ends all its locks on ranges.
  public void release(Process owner) {
    if (ranges.removeIf(lock -> lock.owner == owner)) {
      scheduler.wake(queue);
    }
  }

  /// The others that have locked all of the file so that this one cannot.
  public List<Descriptors.Reference> against(Descriptors.Reference file, boolean exclusive) {
    return whole.entrySet().stream()
        .filter(lock -> lock.getKey() != file && (exclusive || lock.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Locks all of the file, or changes how.
  public void set(Descriptors.Reference file, boolean exclusive) {
    Boolean before = whole.put(file, exclusive);
    if (before != null && before != exclusive) {
      scheduler.wake(queue);
    }
  }

  /// Takes the lock on all of the file away.
  public void release(OpenFile file) {
    if (whole.keySet().removeIf(lock -> lock.file() == file)) {
      scheduler.wake(queue);
    }
  }

  /// Whoever would be told first of as in the way, or null.
  public @Nullable Range first(Range wanted) {
    return against(wanted).stream().findFirst().orElse(null);
  }
}
