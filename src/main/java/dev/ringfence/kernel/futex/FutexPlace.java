package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a call says that a futex lies.
final class FutexPlace {
  private final FutexKeys keys;
  private final Task task;
  private final long address;
  private final boolean shared;

  /// What [#refusal] has found.
  private @Nullable FutexKey key;

  /// @param task whose memory is meant
  /// @param shared whether it is meant for several processes
  FutexPlace(FutexKeys keys, Task task, long address, boolean shared) {
    this.keys = keys;
    this.task = task;
    this.address = address;
    this.shared = shared;
  }

  Task task() {
    return task;
  }

  long address() {
    return address;
  }

  boolean shared() {
    return shared;
  }

  /// Why there can be no futex: a negative error number, or 0.
  ///
  /// @param write whether its word is to be changed
  long refusal(boolean write) {
    if ((address & FutexKey.SIZE - 1) != 0) {
      return Errno.EINVAL.result();
    }
    key = keys.of(task, address, shared, write);
    return key == null ? Errno.EFAULT.result() : 0;
  }

  /// Where it lies for all, if there can be one.
  FutexKey key() {
    FutexKey known = key;
    return known != null ? known : Objects.requireNonNull(keys.of(task, address, shared, false));
  }
}
