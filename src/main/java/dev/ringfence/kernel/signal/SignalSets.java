package dev.ringfence.kernel.signal;

/// What a thread and its process have to do with signals, as sets ([SignalSet]).
///
/// @param pending those sent to the thread alone
/// @param shared those sent to the process
/// @param queued how many signals wait in all
public record SignalSets(
    long pending, long shared, long blocked, long ignored, long caught, int queued) {
  /// The present ones.
  public static SignalSets of(TaskSignals task, ProcessSignals process) {
    long ignored = 0;
    long caught = 0;
    for (int signal = 1; signal <= SignalSet.MOST; signal++) {
      ignored |= process.of(signal).isIgnore() ? SignalSet.of(signal) : 0;
      caught |= process.of(signal).isCaught() ? SignalSet.of(signal) : 0;
    }
    return new SignalSets(
        task.pending().set(),
        process.pending().set(),
        task.mask,
        ignored,
        caught,
        task.pending().size() + process.pending().size());
  }
}
