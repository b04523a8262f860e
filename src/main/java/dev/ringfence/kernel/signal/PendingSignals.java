package dev.ringfence.kernel.signal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signals that were sent and are not delivered yet: one of each standard signal, any number of
/// each real-time one, in the order in which they were sent.
public final class PendingSignals {
  /// How many of one process or thread: the soft limit of `RLIMIT_SIGPENDING`.
  private static final int SIGPENDING = 31_000;

  /// None, where none will be added.
  static final PendingSignals NONE = new PendingSignals();

  private List<SignalInfo> queue = List.of();

  /// False when too many are pending: `EAGAIN`.
  boolean add(SignalInfo info) {
    int signal = info.signal();
    if (signal < SignalSet.REAL_TIME && SignalSet.has(set(), signal)) {
      return true;
    }
    if (queue.isEmpty()) {
      queue = new ArrayList<>(1);
    }
    return queue.size() < SIGPENDING && queue.add(info);
  }

  /// Which are pending.
  long set() {
    long set = 0;
    for (SignalInfo info : queue) {
      set |= SignalSet.of(info.signal());
    }
    return set;
  }

  int size() {
    return queue.size();
  }

  void discard(long set) {
    if (!queue.isEmpty()) {
      queue.removeIf(info -> SignalSet.has(set, info.signal()));
    }
  }

  /// Takes the next one of a set: those of instructions first, then by number, then by age.
  @Nullable SignalInfo take(long set) {
    SignalInfo first = null;
    for (SignalInfo info : queue) {
      boolean wanted = SignalSet.has(set, info.signal());
      if (wanted && (first == null || rank(info) < rank(first))) {
        first = info;
      }
    }
    if (first != null) {
      queue.remove(first);
    }
    return first;
  }

  private static int rank(SignalInfo info) {
    int signal = info.signal();
    return SignalSet.has(SignalSet.SYNCHRONOUS, signal) ? signal : SignalSet.MOST + signal;
  }
}
