package dev.ringfence.kernel.sched;

/// A task kept off the CPUs for a time, once it has come to a point of its own execution: how a run
/// is led another way than the scheduler's own.
///
/// A held task is neither ready nor blocked, and goes on by itself. Up to the first point that a
/// task comes to, the run is the same as without.
public sealed interface Hold {
  /// What held tasks wait for, as facts call it ([dev.ringfence.event.ObjectEvent.Paused]).
  String HELD = "its schedule";

  /// The task, by its number.
  int tid();

  /// For how long it is held, in cycles from when it has come to the point.
  long cycles();

  /// Before a task makes a system call.
  ///
  /// @param call which of its calls, from 1 on, as [dev.ringfence.event.Event.CallEntered] counts
  ///     them
  record BeforeCall(int tid, long call, long cycles) implements Hold {}

  /// When a task's own time has come to a virtual time: before the first instruction that begins
  /// then or after it.
  ///
  /// @param time in cycles
  record At(int tid, long time, long cycles) implements Hold {}
}
