package dev.ringfence.analysis.contention;

import java.util.Arrays;

/// All turns that tasks took, and what each came from, in the order in which they were told. A turn
/// comes only from such as were told before.
final class PathGraph {
  /// A task was on a CPU from then on; it comes from whoever left that CPU before.
  static final byte RUN = 0;

  /// It could run; it comes from whoever made it, or ended its wait.
  static final byte READY = 1;

  /// It waited for an object.
  static final byte WAIT = 2;

  /// It ended.
  static final byte END = 3;

  static final int NONE = -1;

  /// Turns beyond so many are not kept, and then there is no path.
  private static final int MOST = 6_000_000;

  int size;
  byte[] kind = {};
  int[] tid = {};
  long[] time = {};

  /// The task's turn before.
  int[] previous = {};

  /// The turn from which it comes, at which time, or [#NONE].
  int[] cause = {};

  long[] causeTime = {};

  /// What is waited for or was handed over, by its number, and at which place.
  int[] object = {};

  long[] place = {};

  /// Since when whoever handed a lock over had it, or -1.
  long[] heldSince = {};

  private int[] lastOf = new int[64];

  PathGraph() {
    Arrays.fill(lastOf, NONE);
  }

  /// Whether all turns have been kept.
  boolean isWhole() {
    return size < MOST;
  }

  /// The last turn of a task, or [#NONE].
  int last(int task) {
    return task < lastOf.length ? lastOf[task] : NONE;
  }

  /// The turn of a task at a time, the last of several.
  int at(int task, long when) {
    int turn = last(task);
    while (turn != NONE && time[turn] > when) {
      turn = previous[turn];
    }
    return turn;
  }

  /// The turn that a run ended in: of those who are on CPUs then, the first; if nobody is, the last
  /// that was told.
  int lastBefore(long end) {
    int found = NONE;
    for (int turn : lastOf) {
      boolean runs = turn != NONE && kind[turn] == RUN;
      if (turn == NONE || time[turn] > end) {
        continue;
      }
      boolean foundRuns = found != NONE && kind[found] == RUN;
      if (found == NONE || runs && !foundRuns || runs == foundRuns && turn > found) {
        found = turn;
      }
    }
    return found;
  }

  private void reserve() {
    if (size == kind.length) {
      int more = Math.max(1024, size * 2);
      kind = Arrays.copyOf(kind, more);
      tid = Arrays.copyOf(tid, more);
      time = Arrays.copyOf(time, more);
      previous = Arrays.copyOf(previous, more);
      cause = Arrays.copyOf(cause, more);
      causeTime = Arrays.copyOf(causeTime, more);
      object = Arrays.copyOf(object, more);
      place = Arrays.copyOf(place, more);
      heldSince = Arrays.copyOf(heldSince, more);
    }
  }

  /// Adds a turn, without a cause at first.
  void add(byte what, int task, long when) {
    if (!isWhole()) {
      return;
    }
    reserve();
    if (task >= lastOf.length) {
      int before = lastOf.length;
      lastOf = Arrays.copyOf(lastOf, Math.max(task + 1, before * 2));
      Arrays.fill(lastOf, before, lastOf.length, NONE);
    }
    kind[size] = what;
    tid[size] = task;
    time[size] = when;
    previous[size] = lastOf[task];
    cause[size] = NONE;
    heldSince[size] = -1;
    lastOf[task] = size++;
  }

  /// What the last turn comes from.
  void from(int turn, long when) {
    if (isWhole()) {
      cause[size - 1] = turn;
      causeTime[size - 1] = when;
    }
  }

  /// What the last turn is about.
  void of(int what, long where, long since) {
    if (isWhole()) {
      object[size - 1] = what;
      place[size - 1] = where;
      heldSince[size - 1] = since;
    }
  }
}
