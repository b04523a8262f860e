package dev.ringfence.analysis.contention;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a task stands, and since when.
final class Standing {
  enum State {
    RUNNABLE,
    RUNNING,
    BLOCKED
  }

  final int tid;
  final ProcessTimes process;
  State state = State.RUNNABLE;

  /// In nanoseconds, as all times here.
  long since;

  final long created;

  /// What it has taken, oldest first.
  final List<ObjectUse> holds = new ArrayList<>(0);

  /// What it waits for, at which place, as the how manieth of those who came.
  @Nullable ObjectUse object;

  long place;
  long arrival;

  /// Whether it has got that already, which ends the wait.
  boolean isServed;

  /// What it has been woken for and not taken yet: others may come before it.
  @Nullable ObjectUse wokenFor;

  /// For how long nobody had held the object when it began to wait.
  long unheldBefore;

  /// How often others were served in this wait that had come later.
  int overtaken;

  Standing(int tid, ProcessTimes process, long since) {
    this.tid = tid;
    this.process = process;
    this.since = since;
    this.created = since;
  }

  /// Its neighbours among those who wait for the same.
  @Nullable Standing before;

  @Nullable Standing after;

  /// Adds the time up to now to what its process has done.
  void settle(long now) {
    long passed = now - since;
    switch (state) {
      case RUNNABLE -> process.runnable += passed;
      case RUNNING -> {
        // A task is told to be on a CPU before the switch to it is over.
        process.running += Math.max(0, passed);
        process.runnable += Math.min(0, passed);
      }
      case BLOCKED -> {
        if (object != null) {
          process.blocked(object, passed);
        }
      }
    }
    since = now;
  }
}
