package dev.ringfence.analysis;

import java.util.List;

/// A group of tasks that nothing can wake any more, with one reason.
///
/// @param kind "cycle", "behind", "orphaned", "lost-wakeup", or "others" for those that are too
///     many to be explained
/// @param since nanoseconds of virtual time: when the last possibility went
/// @param unlessKilled whether a signal could still end one of the processes
/// @param inevitable what was done at that time
/// @param why one sentence
/// @param tasks a cycle's in the order in which they wait for each other
public record Stuck(
    String kind,
    long since,
    boolean unlessKilled,
    String inevitable,
    String why,
    List<StuckTask> tasks) {

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
