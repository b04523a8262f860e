package dev.ringfence.kernel.process;

import java.util.HashMap;
import java.util.Map;

/// The limits of `setrlimit(2)` that few processes set, by their numbers: kept only for those who
/// have. Children begin with what their parents have.
public final class OwnLimits {
  /// Those of one process, the last of which is -1 if it has not said.
  private record Set(int nice, int realTime, long queueBytes) {}

  private static final Set NONE = new Set(0, 0, -1);

  private final Map<Integer, Set> sets = new HashMap<>();

  private Set of(Process process) {
    return sets.getOrDefault(process.pid(), NONE);
  }

  private void put(Process process, Set set) {
    if (set.equals(NONE)) {
      sets.remove(process.pid());
    } else {
      sets.put(process.pid(), set);
    }
  }

  /// `RLIMIT_NICE`: how much less nice than 20 a process may become without privileges.
  public int nice(Process process) {
    return of(process).nice;
  }

  /// `RLIMIT_RTPRIO`: the highest priority of real time it may ask for without privileges.
  public int realTime(Process process) {
    return of(process).realTime;
  }

  /// `RLIMIT_MSGQUEUE`: the bytes that the message queues of its user may take when it makes one.
  ///
  /// @param usual where it has not set a limit
  public long queueBytes(Process process, long usual) {
    long own = of(process).queueBytes;
    return own < 0 ? usual : own;
  }

  public void limitNice(Process process, int limit) {
    put(process, new Set(limit, of(process).realTime, of(process).queueBytes));
  }

  public void limitRealTime(Process process, int limit) {
    put(process, new Set(of(process).nice, limit, of(process).queueBytes));
  }

  public void limitQueueBytes(Process process, long limit) {
    put(process, new Set(of(process).nice, of(process).realTime, limit));
  }

  void inherit(Process child, Process parent) {
    put(child, of(parent));
  }

  void forget(Process process) {
    sets.remove(process.pid());
  }
}
