package dev.ringfence.analysis.order;

import java.util.List;
import java.util.Set;

/// Something that did not happen in a run and that another schedule could bring about.
///
/// @param kind what it would be
/// @param ways at which points tasks may have to be held, each of them for itself
/// @param victims who would be stuck then
/// @param by whose deed comes too early or is for another then, or 0 where there is no such task
/// @param line where that deed is
public record Candidate(Kind kind, List<List<Point>> ways, Set<Integer> victims, int by, int line) {

  /// What could happen.
  public enum Kind {
    /// Tasks that take the same locks in different orders wait for each other.
    LOCK_ORDER,
    /// A signal comes before somebody waits for it, and is gone.
    LOST_WAKEUP,
    /// Somebody else receives what one waits for.
    TAKEN_BY_ANOTHER,
    /// One waits for a message with a lock that whoever sends it needs first.
    WAIT_UNDER_LOCK
  }
}
