package dev.ringfence.analysis.livelock;

import java.lang.reflect.Field;

/// A field that belongs to the state.
record StateField(Field field, Kind kind, When when) {
  /// What it has.
  enum Kind {
    PLAIN,
    /// A virtual time, in cycles.
    MOMENT,
    /// The same, of which the past is as good as the present.
    FUTURE,
    /// When a time slice ends.
    SLICE,
    /// It may be the time until which the task waits.
    DEADLINE
  }

  /// When it can matter.
  enum When {
    ALWAYS,
    /// While a task waits: a call that begins sets it.
    WAITING,
    /// While a task is on the CPU: one that comes to it sets it.
    BUSY
  }
}
