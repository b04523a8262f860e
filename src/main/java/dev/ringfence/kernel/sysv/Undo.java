package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.process.Process;
import java.util.function.Consumer;

/// What a process's end adds to the values of a set's semaphores (`SEM_UNDO` of `semop(2)`).
final class Undo {
  private static final int MOST = 32_767;

  final Process process;
  final SemaphoreSet set;
  private final short[] adjustments;
  private final Consumer<Process> emptied;

  /// How many of the adjustments are not 0.
  private int count;

  /// @param emptied is told of the process when its end would no longer change anything for those
  ///     who wait for the set
  Undo(Process process, SemaphoreSet set, Consumer<Process> emptied) {
    this.process = process;
    this.set = set;
    this.emptied = emptied;
    adjustments = new short[set.size()];
  }

  int of(int number) {
    return adjustments[number];
  }

  /// Whether the adjustment stays in its range when such an operation has been made.
  boolean allows(int number, int change) {
    int next = adjustments[number] - change;
    return next >= -MOST - 1 && next <= MOST;
  }

  /// Such an operation is made, or taken back.
  void note(int number, int change) {
    adjust(number, adjustments[number] - change);
  }

  void clear(int number) {
    adjust(number, 0);
  }

  private void adjust(int number, int next) {
    count += (next == 0 ? 0 : 1) - (adjustments[number] == 0 ? 0 : 1);
    boolean empties = count == 0 && adjustments[number] != 0;
    adjustments[number] = (short) next;
    if (empties && !set.queues.isEmpty()) {
      emptied.accept(process);
    }
  }

  /// Whether the process's end changes any value.
  boolean isEmpty() {
    return count == 0;
  }
}
