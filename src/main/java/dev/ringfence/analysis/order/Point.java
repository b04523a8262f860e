package dev.ringfence.analysis.order;

/// A point of a task's execution at which it could be held: before one of its calls.
///
/// @param call which of its calls, from 1 on
/// @param name of the call
/// @param line where the call is
/// @param wants what the call waits for or takes
/// @param holds a lock that the task has then and that others want, or the empty string
/// @param taken where it took that
/// @param outer the call with which it took the first of all locks that it has then, or 0
/// @param outerLine where that is
public record Point(
    int tid,
    long call,
    String name,
    int line,
    String wants,
    String holds,
    int taken,
    long outer,
    int outerLine) {
  /// A point at which a task has no locks that matter.
  Point(int tid, long call, String name, int line, String wants) {
    this(tid, call, name, line, wants, "", 0, 0, 0);
  }
}
