package dev.ringfence.kernel.sysv;

/// One of the operations that a call makes at once: `struct sembuf` of `semop(2)`.
///
/// @param number of the semaphore in its set
/// @param change what is added to its value; 0 waits until it is 0
record SemaphoreOperation(int number, int change, int flags) {
  /// Bytes of `struct sembuf`.
  static final int SIZE = 6;

  private static final int SEM_UNDO = 010000;

  /// The operation that one of several `struct sembuf` says.
  static SemaphoreOperation of(byte[] bytes, int index) {
    int at = index * SIZE;
    return new SemaphoreOperation(
        getShort(bytes, at) & 0xFFFF, getShort(bytes, at + 2), getShort(bytes, at + 4));
  }

  private static short getShort(byte[] bytes, int at) {
    return (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
  }

  /// Whether the call fails rather than wait for it.
  boolean isNowait() {
    return (flags & Keyed.IPC_NOWAIT) != 0;
  }

  /// Whether it is taken back when the process ends.
  boolean isUndone() {
    return (flags & SEM_UNDO) != 0;
  }
}
