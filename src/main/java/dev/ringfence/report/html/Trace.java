package dev.ringfence.report.html;

import dev.ringfence.report.html.TaskTrack.State;
import java.util.List;
import java.util.stream.Stream;

/// What the timeline shows, as records of numbers whose first says what they are. Times are
/// nanoseconds; most are given as what has passed since the end of the record before that is of the
/// same kind and task. What there is no room for is counted.
final class Trace {
  private static final int CALL = 3;
  private static final int HOLD = 4;
  private static final int MARK = 5;

  /// How many records of each sort there is room for.
  ///
  /// @param turns stretches in which a task does one thing
  record Room(int turns, int calls, int holds, int marks) {
    static final Room USUAL = new Room(1_000_000, 250_000, 250_000, 100_000);
  }

  /// What was left out, since when.
  record LeftOut(String what, long count, long since) {}

  private static final class Sort {
    private final String name;
    private final int most;
    private int count;
    private long leftOut;
    private long since;

    Sort(String name, int most) {
      this.name = name;
      this.most = most;
    }

    boolean takes(long now) {
      if (count < most) {
        count++;
        return true;
      }
      since = leftOut == 0 ? now : since;
      leftOut++;
      return false;
    }
  }

  private final Numbers numbers;
  private final Sort turns;
  private final Sort calls;
  private final Sort holds;
  private final Sort marks;
  private long lastMark;

  Trace(Numbers numbers, Room room) {
    this.numbers = numbers;
    turns = new Sort("turns of tasks", room.turns);
    calls = new Sort("calls", room.calls);
    holds = new Sort("holds of objects", room.holds);
    marks = new Sort("marks", room.marks);
  }

  /// What the task has done until now comes to its end.
  void turn(TaskTrack task, long now) {
    long length = now - task.since;
    boolean isNothing = length == 0 && task.state != State.BLOCKED;
    if (task.state == State.NONE || isNothing || !turns.takes(task.since)) {
      return;
    }
    long gap = task.since - task.turnEnd;
    task.turnEnd = now;
    switch (task.state) {
      case RUNNING -> numbers.add(0, task.number, gap, length, task.first);
      case RUNNABLE ->
          numbers.add(1, task.number, gap, length, task.first, task.second, task.third);
      case BLOCKED -> numbers.add(2, task.number, gap, length, task.first, task.second);
      case NONE -> {}
    }
  }

  /// @param name of the call, by its number, as `text` is what is known of arguments and result
  /// @param how 0 if it returned, 1 if it never did
  void call(TaskTrack task, long end, int name, int text, int how) {
    if (calls.takes(task.entered)) {
      long gap = task.entered - task.callEnd;
      long length = Math.max(0, end - task.entered);
      task.callEnd = task.entered + length;
      numbers.add(CALL, task.number, gap, length, name, task.line, text, how);
    }
  }

  void hold(TaskTrack task, TaskTrack.Hold hold, long end) {
    if (holds.takes(hold.since())) {
      long length = Math.max(0, end - hold.since());
      numbers.add(HOLD, task.number, hold.since() - task.holdEnd, length, hold.what(), hold.line());
      task.holdEnd = hold.since() + length;
    }
  }

  void mark(int task, long now, Mark mark, int text, int line) {
    if (marks.takes(now)) {
      numbers.add(MARK, task, now - lastMark, mark.ordinal(), text, line);
      lastMark = now;
    }
  }

  /// What happens at one time, by the numbers that the page knows.
  enum Mark {
    FAULT,
    SIGNAL,
    STUCK,
    ENDED,
    PRINTED,
    DENIED,
    MEASURED
  }

  /// All that there was no room for.
  List<LeftOut> leftOut() {
    return Stream.of(turns, calls, holds, marks)
        .filter(sort -> sort.leftOut > 0)
        .map(sort -> new LeftOut(sort.name, sort.leftOut, sort.since))
        .toList();
  }
}
