package dev.ringfence.analysis.contention;

/// What a step of the critical path is.
public enum StepKind {
  /// A process is on a CPU.
  RUNNING,
  /// It has a lock there that the next step waits for.
  HOLDING,
  /// Nobody's act ends a wait: a timer, a device, a network.
  WAITING,
  /// A CPU turns to a task, or a task waits for one.
  SWITCHING,
  /// Somebody has acted, and whoever waits for that cannot look yet.
  HANDING_OVER,
  /// Nothing has begun yet, or nothing goes on any more.
  IDLE
}
