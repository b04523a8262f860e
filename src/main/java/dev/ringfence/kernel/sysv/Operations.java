package dev.ringfence.kernel.sysv;

/// The operations of a call, which are made all at once or not at all.
final class Operations {
  private final SemaphoreOperation[] all;

  /// Whether any of them changes a value.
  final boolean alter;

  /// Whether any of them is taken back when the process ends.
  final boolean areUndone;

  /// The highest number of a semaphore among them.
  final int highest;

  /// The operations that as many `struct sembuf` say.
  Operations(byte[] from, int count) {
    all = new SemaphoreOperation[count];
    boolean changes = false;
    boolean undoes = false;
    int last = 0;
    for (int i = 0; i < count; i++) {
      SemaphoreOperation operation = SemaphoreOperation.of(from, i);
      all[i] = operation;
      changes |= operation.change() != 0;
      undoes |= operation.isUndone();
      last = Math.max(last, operation.number());
    }
    alter = changes;
    areUndone = undoes;
    highest = last;
  }

  int count() {
    return all.length;
  }

  SemaphoreOperation get(int index) {
    return all[index];
  }

  /// Whether there is only one.
  boolean isSimple() {
    return all.length == 1;
  }
}
