package dev.ringfence.analysis.contention;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who have taken an object and not given it back, and for how long those did who have.
final class Holders {
  /// That somebody has it.
  ///
  /// @param place where it was taken, in [Places]
  record Hold(int tid, long place, long since) {}

  private final List<Hold> holds = new ArrayList<>(1);
  private final List<Integer> gone = new ArrayList<>(0);
  final Spread times = new Spread();

  void add(Hold hold) {
    // What somebody left behind who has ended has come to another one.
    if (!gone.isEmpty()) {
      holds.removeIf(old -> gone.contains(old.tid()));
      gone.clear();
    }
    holds.add(hold);
  }

  /// The last hold of a task, which it gives back, or null.
  @Nullable Hold remove(int tid, long now) {
    for (int i = holds.size() - 1; i >= 0; i--) {
      if (holds.get(i).tid() == tid) {
        Hold hold = holds.remove(i);
        if (!gone.remove((Integer) tid)) {
          times.add(now - hold.since());
        }
        return hold;
      }
    }
    return null;
  }

  /// A task has ended: what it still has stays taken until somebody else gets it.
  void left(int tid, long now) {
    for (Hold hold : holds) {
      if (hold.tid() == tid && !gone.contains(tid)) {
        times.add(now - hold.since());
        gone.add(tid);
      }
    }
  }

  /// Nobody has it any more, since it is no lock.
  void clear(long now) {
    holds.forEach(hold -> times.add(now - hold.since()));
    holds.clear();
    gone.clear();
  }

  /// Whoever has had it for longest, or null if nobody has it.
  @Nullable Hold first() {
    return holds.isEmpty() ? null : holds.getFirst();
  }
}
