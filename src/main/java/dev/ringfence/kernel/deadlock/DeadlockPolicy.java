package dev.ringfence.kernel.deadlock;

import java.util.List;
import java.util.Map;

/// What the kernel does about deadlocks over locks, as the scenario has it. Times are in
/// nanoseconds.
///
/// @param victim of `detect`: which process is ended
/// @param restart of `detect`: whether a process of the scenario that was ended is started again
/// @param restartDelay how long after its end
/// @param stops whether a process is ended whose call would fail by the policy
/// @param order of `order`: the names of locks in the order in which they may be taken; if empty,
///     the one in which they were first asked for
/// @param claims of `banker`: by the name of a process, what each of its threads may hold at most
/// @param backOff of `try`: the most that a wait takes before it is given up
/// @param timeout of `timeout`: how long a wait for a lock may take
public record DeadlockPolicy(
    Kind kind,
    Victim victim,
    boolean restart,
    long restartDelay,
    boolean stops,
    List<String> order,
    Map<String, List<Claim>> claims,
    long backOff,
    long timeout) {

  /// How deadlocks are dealt with.
  public enum Kind {
    /// Not at all.
    NONE,
    /// Detection and recovery: of those that are stuck one after the other is ended.
    DETECT,
    /// Prevention: nobody waits for a lock that comes before one that it holds.
    ORDER,
    /// Avoidance: a lock is granted if all can still come to their end, by the banker's algorithm.
    BANKER,
    /// Who holds locks gives up a wait for another one after a random time.
    TRY,
    /// Nobody waits longer for a lock than so long.
    TIMEOUT
  }

  /// Which of the processes that are stuck is ended. Of several the youngest.
  public enum Victim {
    YOUNGEST,
    OLDEST,
    FEWEST_LOCKS,
    /// The one that has had the least CPU time.
    LEAST_WORK,
    LOWEST_PRIORITY
  }

  /// That a thread may hold so many units of a lock at once.
  ///
  /// @param lock its name, as [LockNames] has it, with expressions of `INDEX` and `COUNT` in braces
  public record Claim(String lock, int units) {}

  /// The same, of another kind.
  public DeadlockPolicy with(Kind other) {
    return new DeadlockPolicy(
        other, victim, restart, restartDelay, stops, order, claims, backOff, timeout);
  }
}
