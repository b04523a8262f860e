package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;
import java.util.Objects;

/// Where a call says that a futex lies.
///
/// @param task whose memory is meant
/// @param shared whether it is meant for several processes
record FutexPlace(Task task, long address, boolean shared) {
  /// Why there can be no futex: a negative error number, or 0.
  ///
  /// @param write whether its word is to be changed
  long refusal(boolean write) {
    if ((address & FutexKey.SIZE - 1) != 0) {
      return Errno.EINVAL.result();
    }
    return FutexKey.of(task, address, shared, write) == null ? Errno.EFAULT.result() : 0;
  }

  /// Where it lies for all, if there can be one.
  FutexKey key() {
    return Objects.requireNonNull(FutexKey.of(task, address, shared, false));
  }
}
