package dev.ringfence.kernel.signal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signals that were sent and are not delivered yet: one of each standard signal, any number of
/// each real-time one, in the order in which they were sent.
public final class PendingSignals {
  private static final List<SignalInfo> NOTHING = List.of();

  /// None, where none will be added.
  static final PendingSignals NONE = new PendingSignals();

  private List<SignalInfo> queue = NOTHING;

  void add(SignalInfo info) {
    int signal = info.signal();
    boolean once = signal < SignalSet.REAL_TIME || info.isBare();
    if (once && SignalSet.has(set(), signal)) {
      return;
    }
    if (queue == NOTHING) {
      queue = new ArrayList<>(1);
    }
    queue.add(info);
  }

  /// Says of a timer's signal that is pending that it has been due once more. False if there is
  /// none.
  boolean isLate(SignalInfo info) {
    for (int i = 0; i < queue.size(); i++) {
      if (queue.get(i).isOfSameTimer(info)) {
        queue.set(i, queue.get(i).later());
        return true;
      }
    }
    return false;
  }

  /// Whether a timer's signal is pending.
  boolean has(SignalInfo info) {
    return queue.stream().anyMatch(info::isOfSameTimer);
  }

  /// Which are pending.
  long set() {
    long set = 0;
    for (int i = 0; i < queue.size(); i++) {
      set |= SignalSet.of(queue.get(i).signal());
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
    for (int i = 0; i < queue.size(); i++) {
      SignalInfo info = queue.get(i);
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
