package dev.ringfence.analysis.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// That a task took a lock while it had others.
///
/// @param call which of the task's calls it was, from 1 on
/// @param deed the number of the deed in its task's clock
/// @param clock what it knew of others
record Nesting(
    int tid, long call, String name, List<Held> held, Held wanted, long deed, VectorClock clock) {

  /// A lock that a task has, or takes.
  ///
  /// @param line where it was taken
  /// @param call which of its task's calls did that
  /// @param shared whether others may have it at the same time
  record Held(int object, String name, int line, long call, boolean shared) {
    /// Whether one cannot be had while somebody has the other.
    boolean excludes(Held other) {
      return object == other.object && !(shared && other.shared);
    }
  }

  /// The lock that it had and that another wants, or null.
  @Nullable Held heldAgainst(Held other) {
    for (Held lock : held) {
      if (lock.excludes(other)) {
        return lock;
      }
    }
    return null;
  }

  /// Whether both tasks had a lock that only one of them can have at a time.
  boolean isGuardedWith(Nesting other) {
    return held.stream().anyMatch(lock -> other.heldAgainst(lock) != null);
  }

  /// Whether one of them comes before the other whatever the schedule.
  boolean isOrderedWith(Nesting other) {
    return other.clock.of(tid) >= deed || clock.of(other.tid) >= other.deed;
  }

  Point point(@Nullable Held against) {
    return new Point(
        tid,
        call,
        name,
        wanted.line,
        wanted.name,
        against == null ? "" : against.name,
        against == null ? 0 : against.line,
        held.getFirst().call,
        held.getFirst().line);
  }
}
