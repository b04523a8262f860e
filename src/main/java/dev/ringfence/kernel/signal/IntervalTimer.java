package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.sched.Alarm;

/// A timer of a process that sends it a signal, once or again and again.
final class IntervalTimer {
  final Alarm alarm;

  /// Cycles from one signal to the next, or 0 for one only.
  long interval;

  /// The signal, or 0 for none, and what is sent with it.
  int signal;

  SignalInfo info = SignalInfo.fromKernel(1);

  /// Whether its absolute times are those of `CLOCK_REALTIME`.
  boolean realTime;

  IntervalTimer(int pid, Runnable action) {
    alarm = new Alarm(pid, action);
  }
}
