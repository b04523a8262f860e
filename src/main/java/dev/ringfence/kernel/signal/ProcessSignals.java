package dev.ringfence.kernel.signal;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a process as a whole has to do with signals.
public final class ProcessSignals {
  final PendingSignals pending = new PendingSignals();
  private final Disposition[] dispositions = new Disposition[SignalSet.MOST + 1];

  /// Whether all its threads are stopped.
  public boolean stopped;

  /// The signal that stopped it, as long as its parent has not been told, or 0.
  public int stopNews;

  /// Whether it was continued and its parent has not been told.
  public boolean continueNews;

  /// Its timers, by number.
  final Map<Integer, IntervalTimer> timers = new TreeMap<>();

  /// Its timers of CPU time.
  public final CpuTimers cpuTimers = new CpuTimers();

  public ProcessSignals() {
    Arrays.fill(dispositions, Disposition.NONE);
  }

  Disposition of(int signal) {
    return dispositions[signal];
  }

  void set(int signal, Disposition disposition) {
    dispositions[signal] = disposition;
  }

  /// Whether a handler is set for any signal.
  public boolean catches() {
    for (Disposition disposition : dispositions) {
      if (disposition.isCaught()) {
        return true;
      }
    }
    return false;
  }

  /// Whether children that end leave no zombies.
  public boolean reapsByItself() {
    Disposition disposition = of(17);
    return disposition.isIgnore() || disposition.has(Disposition.SA_NOCLDWAIT);
  }

  /// What a child inherits.
  public ProcessSignals fork() {
    ProcessSignals child = new ProcessSignals();
    System.arraycopy(dispositions, 0, child.dispositions, 0, dispositions.length);
    return child;
  }

  /// Stops all timers.
  public void stopTimers() {
    timers.values().forEach(timer -> timer.alarm.cancel());
  }

  /// Another program has no handlers; what was ignored stays so, and so does an alarm.
  public void exec() {
    for (Map.Entry<Integer, IntervalTimer> entry : timers.entrySet()) {
      if (entry.getKey() >= 0) {
        entry.getValue().alarm.cancel();
      }
    }
    timers.keySet().removeIf(number -> number >= 0);
    for (int i = 1; i <= SignalSet.MOST; i++) {
      if (dispositions[i].isCaught()) {
        dispositions[i] = Disposition.NONE;
      }
    }
  }
}
