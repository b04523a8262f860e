package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.process.Process;

/// What a process's end adds to the values of a set's semaphores (`SEM_UNDO` of `semop(2)`).
final class Undo {
  private static final int MOST = 32_767;

  final Process process;
  final SemaphoreSet set;
  private final short[] adjustments;

  Undo(Process process, SemaphoreSet set) {
    this.process = process;
    this.set = set;
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
    adjustments[number] = (short) (adjustments[number] - change);
  }

  void clear(int number) {
    adjustments[number] = 0;
  }

  /// Whether the process's end changes any value.
  boolean isEmpty() {
    for (short adjustment : adjustments) {
      if (adjustment != 0) {
        return false;
      }
    }
    return true;
  }
}
