package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.memory.Segment;
import org.jspecify.annotations.Nullable;

/// Where a futex lies, so that all who mean the same have the same key: in a segment that processes
/// share, or in an address space.
///
/// @param memory the segment or the address space
/// @param offset there
/// @param shared whether it is meant for several processes, as without `FUTEX_PRIVATE_FLAG`
record FutexKey(Object memory, long offset, boolean shared) {
  static final int SIZE = 4;

  /// The segment that it lies in, or null if it is in memory of one process alone.
  @Nullable Segment segment() {
    return memory instanceof Segment segment ? segment : null;
  }

  /// Keys are the same if they are in the same memory, not in one that looks alike.
  @Override
  public boolean equals(Object other) {
    return other instanceof FutexKey(Object of, long at, boolean common)
        && of == memory
        && at == offset
        && common == shared;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * System.identityHashCode(memory) + Long.hashCode(offset))
        + Boolean.hashCode(shared);
  }
}
