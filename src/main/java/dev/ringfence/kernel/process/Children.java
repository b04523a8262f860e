package dev.ringfence.kernel.process;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The children of a process that have not been waited for, by age. They are linked through
/// themselves, so that the oldest of a million is taken away as soon as the only one.
final class Children implements Iterable<Process> {
  /// Who waits for one of them to end.
  final WaitQueue ends = new WaitQueue();

  /// Whether its descendants become its children when their parents end.
  boolean adoptsOrphans;

  private @Nullable Process oldest;
  private @Nullable Process youngest;

  void add(Process child) {
    child.older = youngest;
    if (youngest == null) {
      oldest = child;
    } else {
      youngest.younger = child;
    }
    youngest = child;
  }

  /// Takes a child away that is one of these.
  void remove(Process child) {
    Process before = child.older;
    Process after = child.younger;
    if (before == null) {
      oldest = after;
    } else {
      before.younger = after;
    }
    if (after == null) {
      youngest = before;
    } else {
      after.older = before;
    }
    child.older = null;
    child.younger = null;
  }

  /// From the oldest to the youngest; the one that was given last may be taken away meanwhile.
  @Override
  public Iterator<Process> iterator() {
    return new ByAge(oldest);
  }

  private static final class ByAge implements Iterator<Process> {
    private @Nullable Process next;

    ByAge(@Nullable Process first) {
      next = first;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Process next() {
      Process found = next;
      if (found == null) {
        throw new NoSuchElementException();
      }
      next = found.younger;
      return found;
    }
  }
}
