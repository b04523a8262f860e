package dev.ringfence.analysis;

import java.util.List;

/// A group of tasks that never get any further, with one reason.
///
/// @param kind "cycle", "behind", "orphaned", "lost-wakeup", "livelock" for those that go
///     round for ever, or "others" for those that are too many to be explained
/// @param since nanoseconds of virtual time: when the last possibility went
/// @param unlessKilled whether a signal could still end one of the processes
/// @param inevitable what was done at that time
/// @param why one sentence
/// @param tasks a cycle's in the order in which they wait for each other
/// @param period after how many nanoseconds of virtual time a livelock's state comes back, or 0
/// @param loop what a livelock does in that time, in the order in which it first does
/// @param history what led to it, if that was looked into
public record Stuck(
    String kind,
    long since,
    boolean unlessKilled,
    String inevitable,
    String why,
    List<StuckTask> tasks,
    long period,
    List<Turn> loop,
    List<Deed> history) {

  /// A group that waits.
  Stuck(
      String kind,
      long since,
      boolean unlessKilled,
      String inevitable,
      String why,
      List<StuckTask> tasks) {
    this(kind, since, unlessKilled, inevitable, why, tasks, 0, List.of(), List.of());
  }

  /// With a history.
  public Stuck with(List<Deed> told) {
    return new Stuck(
        kind, since, unlessKilled, inevitable, why, tasks, period, loop, List.copyOf(told));
  }

  /// The same when it has been proved that nobody will be killed.
  public Stuck certain() {
    return new Stuck(kind, since, false, inevitable, why, tasks, period, loop, history);
  }

  /// What a task of a livelock does again and again.
  ///
  /// @param call what it calls, or the empty string if it computes and calls nothing
  /// @param times how often in a period
  public record Turn(int tid, String name, String call, String line, long times) {}

  /// Something that led to it.
  ///
  /// @param at nanoseconds of virtual time
  /// @param what such as "takes mutex a"
  /// @param line "file:line", or the empty string
  public record Deed(long at, int tid, String name, String what, String line) {}

  /// A task of the group.
  ///
  /// @param line "file:line" of the call that it waits in
  /// @param waitsFor the tids of the stuck tasks that it waits for
  public record StuckTask(
      int pid,
      int tid,
      String name,
      String call,
      String object,
      String line,
      List<Held> holds,
      List<Integer> waitsFor) {}

  /// Something that a task has taken and not given back.
  ///
  /// @param line "file:line" where it took it
  /// @param since nanoseconds of virtual time
  public record Held(String object, String line, long since) {}
}
