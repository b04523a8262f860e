package dev.ringfence.kernel.signal;

import dev.ringfence.core.Signal;
import java.util.ArrayList;
import java.util.List;

/// The timers that count the CPU time of one process: `ITIMER_VIRTUAL` and `ITIMER_PROF` of
/// `setitimer(2)`, and those on its clocks. They are looked at whenever a task of the process comes
/// back from its CPU, as Linux looks at them with each tick.
public final class CpuTimers {
  static final int VIRTUAL = 1;
  static final int PROF = 2;

  private static final int KINDS = 3;
  private static final Signal[] SIGNALS = {Signal.SIGALRM, Signal.SIGVTALRM, Signal.SIGPROF};

  /// When they expire, in cycles of CPU time; 0 for one that is not set.
  private final long[] due = new long[KINDS];

  private final long[] interval = new long[KINDS];

  /// Those on its clocks that are set, of this process and of others.
  private List<CpuAlarm> alarms = List.of();

  private boolean areSet;

  /// Timers that are never set.
  static final CpuTimers NONE = new CpuTimers();

  /// Whether there is anything to look at.
  public boolean areSet() {
    return areSet;
  }

  private void changed() {
    areSet = due[VIRTUAL] != 0 || due[PROF] != 0 || !alarms.isEmpty();
  }

  void add(CpuAlarm alarm) {
    if (!alarms.contains(alarm)) {
      List<CpuAlarm> next = new ArrayList<>(alarms);
      next.add(alarm);
      alarms = next;
      changed();
    }
  }

  void remove(CpuAlarm alarm) {
    if (alarms.contains(alarm)) {
      List<CpuAlarm> next = new ArrayList<>(alarms);
      next.remove(alarm);
      alarms = next;
      changed();
    }
  }

  /// Has those ring on its clocks whose time has come.
  public void look() {
    alarms.forEach(CpuAlarm::look);
  }

  /// Sets a timer.
  ///
  /// @param used cycles that the process has used so far
  /// @param cycles until it expires; 0 to stop it
  /// @param again cycles from then on, or 0
  void set(int kind, long used, long cycles, long again) {
    due[kind] = cycles == 0 ? 0 : used + cycles;
    interval[kind] = again;
    changed();
  }

  /// Cycles until it expires, or 0.
  long left(int kind, long used) {
    return due[kind] == 0 ? 0 : Math.max(1, due[kind] - used);
  }

  long interval(int kind) {
    return interval[kind];
  }

  /// The number of the signal of a timer that has expired, which begins its next interval; 0 where
  /// none has.
  ///
  /// @param used cycles that the process has used so far
  public int expired(long used) {
    for (int kind = VIRTUAL; kind <= PROF; kind++) {
      if (due[kind] != 0 && used >= due[kind]) {
        due[kind] = interval[kind] == 0 ? 0 : used + interval[kind];
        changed();
        return SIGNALS[kind].number();
      }
    }
    return 0;
  }
}
