package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a process as a whole has to do with signals.
public final class ProcessSignals {
  /// `RLIMIT_SIGPENDING` as it is at first.
  public static final int SIGPENDING = 31_000;

  private PendingSignals pending = PendingSignals.NONE;
  private static final Disposition[] INITIAL = new Disposition[SignalSet.MOST + 1];

  static {
    Arrays.fill(INITIAL, Disposition.NONE);
  }

  /// What is done about each signal: an array that others may share.
  private Disposition[] dispositions = INITIAL;

  /// The one that it is sent when its parent ends (`prctl(2)`), or 0.
  public byte ofParentsEnd;

  /// How many signals may be pending: the soft limit of `RLIMIT_SIGPENDING`.
  public int mostPending = SIGPENDING;

  /// Whether all its threads are stopped.
  public boolean stopped;

  /// The signal that stopped it, as long as its parent has not been told, or 0.
  public int stopNews;

  /// Whether it was continued and its parent has not been told.
  public boolean continueNews;

  /// Its timers, by number.
  Map<Integer, IntervalTimer> timers = Map.of();

  /// Its timers of CPU time.
  public CpuTimers cpuTimers = CpuTimers.NONE;

  /// The files by which its signals are read.
  private List<SignalFile> files = List.of();

  /// Whether signals are on their way to a thread: pending, or from timers that are set.
  public boolean isAwaited(Task task) {
    boolean timed = timers.values().stream().anyMatch(IntervalTimer::isSet);
    return timed || cpuTimers.areSet() || pending.set() != 0 || task.signals.pending().set() != 0;
  }

  void add(SignalFile file) {
    files = new ArrayList<>(files);
    files.add(file);
  }

  void remove(SignalFile file) {
    files = new ArrayList<>(files);
    files.remove(file);
  }

  /// A signal is pending that no thread takes by itself.
  void arrived() {
    files.forEach(SignalFile::arrived);
  }

  void add(int number, IntervalTimer timer) {
    timers = timers.isEmpty() ? new TreeMap<>() : timers;
    timers.put(number, timer);
  }

  /// Its timers of CPU time, to be set.
  CpuTimers ownCpuTimers() {
    if (cpuTimers == CpuTimers.NONE) {
      cpuTimers = new CpuTimers();
    }
    return cpuTimers;
  }

  /// The signals that were sent to it as a whole and are pending.
  PendingSignals pending() {
    return pending;
  }

  /// As [#pending], for more of them.
  PendingSignals morePending() {
    if (pending == PendingSignals.NONE) {
      pending = new PendingSignals();
    }
    return pending;
  }

  public Disposition of(int signal) {
    return dispositions[signal];
  }

  void set(int signal, Disposition disposition) {
    dispositions = dispositions.clone();
    dispositions[signal] = disposition;
  }

  /// Whether a handler is set for any signal.
  public boolean catches() {
    return caught() != 0;
  }

  /// The signals that have handlers, as [SignalSet] has them.
  long caught() {
    if (dispositions == INITIAL) {
      return 0;
    }
    long caught = 0;
    for (int signal = 1; signal <= SignalSet.MOST; signal++) {
      caught |= of(signal).isCaught() ? SignalSet.of(signal) : 0;
    }
    return caught;
  }

  /// Whether children that end leave no zombies.
  public boolean reapsByItself() {
    Disposition disposition = of(17);
    return disposition.isIgnore() || disposition.has(Disposition.SA_NOCLDWAIT);
  }

  /// What a child inherits.
  public ProcessSignals fork() {
    ProcessSignals child = new ProcessSignals();
    child.dispositions = dispositions;
    child.mostPending = mostPending;
    return child;
  }

  /// Stops all timers.
  public void stopTimers() {
    timers.values().forEach(IntervalTimer::cancel);
  }

  /// Another program has no handlers; what was ignored stays so, and so does an alarm.
  public void exec() {
    for (Map.Entry<Integer, IntervalTimer> entry : timers.entrySet()) {
      if (entry.getKey() >= 0) {
        entry.getValue().alarm.cancel();
      }
    }
    if (!timers.isEmpty()) {
      timers.keySet().removeIf(number -> number >= 0);
    }
    for (int i = 1; i <= SignalSet.MOST; i++) {
      if (dispositions[i].isCaught()) {
        set(i, Disposition.NONE);
      }
    }
  }
}
