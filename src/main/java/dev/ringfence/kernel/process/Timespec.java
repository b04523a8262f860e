package dev.ringfence.kernel.process;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.machine.Profile;

/// Reads `struct timespec`: seconds and nanoseconds.
public final class Timespec {
  private static final long SECOND = 1_000_000_000;

  private Timespec() {}

  /// The time at an address of the task's memory in cycles, or a negative error number: `EFAULT`,
  /// or `EINVAL` for a negative time or nanoseconds out of range.
  public static long cycles(Task task, long address, Profile profile) {
    Long seconds = UserMemory.getLong(task.process().memory(), address);
    Long nanos = UserMemory.getLong(task.process().memory(), address + 8);
    if (seconds == null || nanos == null) {
      return Errno.EFAULT.result();
    }
    if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
      return Errno.EINVAL.result();
    }
    long total = seconds > Long.MAX_VALUE / SECOND - 1 ? Long.MAX_VALUE : seconds * SECOND + nanos;
    return Math.min(profile.cycles(total), Long.MAX_VALUE / 2);
  }
}
