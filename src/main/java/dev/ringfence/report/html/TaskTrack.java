package dev.ringfence.report.html;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A living task as the timeline follows it: what it does since when, and the call that it is in.
final class TaskTrack {
  /// What a task does, by the numbers that the page knows.
  enum State {
    RUNNING,
    RUNNABLE,
    BLOCKED,
    NONE
  }

  /// That it has taken an object at a line.
  record Hold(long since, int what, int line) {}

  static final long UNKNOWN = -1;

  final int number;
  final int tid;
  State state = State.NONE;
  long since;

  /// What belongs to the state: the CPU; who let it go on, how long after it acted, and where; or
  /// what is waited for, and where.
  long first;

  long second;
  long third;

  /// When the turn before ended, and the call before, and when the last hold did that was told.
  long turnEnd;

  long callEnd;
  long holdEnd;

  /// The call that it is in, or null.
  @Nullable String call;

  String shown = "";
  long entered;
  int line;

  /// When the call that has returned ends, or [#UNKNOWN] if a CPU has to turn to the task first.
  long resumed = UNKNOWN;

  boolean hasReturned;

  /// Since when its program executes, or [#UNKNOWN], and for how long it did in earlier slices
  /// since its last call.
  long executesSince = UNKNOWN;

  long executed;

  final Map<Integer, Hold> holds = new HashMap<>(2);

  TaskTrack(int number, int tid, long now) {
    this.number = number;
    this.tid = tid;
    this.since = now;
  }

  /// A CPU leaves its program.
  void pauses(long now) {
    if (executesSince != UNKNOWN) {
      executed += Math.max(0, now - executesSince);
      executesSince = UNKNOWN;
    }
  }

  /// For how long its program has executed since its last call.
  long takeExecuted(long now) {
    pauses(now);
    long all = executed;
    executed = 0;
    return all;
  }
}
