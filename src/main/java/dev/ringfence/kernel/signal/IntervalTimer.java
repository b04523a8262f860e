package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Alarm;
import org.jspecify.annotations.Nullable;

/// A timer of a process that sends it a signal, once or again and again.
final class IntervalTimer {
  final Alarm alarm;

  /// Set instead of the alarm if its clock is one of CPU time.
  @Nullable CpuAlarm cpu;

  /// Cycles from one signal to the next, or 0 for one only.
  long interval;

  /// The signal, or 0 for none, and what is sent with it.
  int signal;

  SignalInfo info = SignalInfo.fromKernel(1);

  /// The thread that its signal is for, or null for any of the process.
  @Nullable Task target;

  /// How often it was due again before its last signal was delivered, and before the one that is
  /// pending or was delivered last.
  int delivered;

  int late;

  /// Whether its absolute times are those of `CLOCK_REALTIME`.
  boolean realTime;

  boolean isSet() {
    return alarm.isSet() || cpu != null && cpu.isSet();
  }

  void cancel() {
    alarm.cancel();
    if (cpu != null) {
      cpu.cancel();
    }
  }

  IntervalTimer(int pid, Runnable action) {
    alarm = new Alarm(pid, action);
  }
}
