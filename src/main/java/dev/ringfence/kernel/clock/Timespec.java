package dev.ringfence.kernel.clock;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;

/// Reads `struct timespec`: seconds and nanoseconds.
public final class Timespec {
  /// `CLOCK_REALTIME`.
  public static final int REALTIME = 0;

  /// What `CLOCK_REALTIME` shows when the machine boots: the first of January 2026, in seconds.
  public static final long EPOCH = 1_767_225_600;

  /// The same in nanoseconds.
  public static final long EPOCH_NANOS = EPOCH * 1_000_000_000;

  private static final long SECOND = 1_000_000_000;

  private Timespec() {}

  /// The span at an address of the task's memory in cycles, or a negative error number: `EFAULT`,
  /// or `EINVAL` for a negative time or nanoseconds out of range.
  public static long cycles(Task task, long address, Profile profile) {
    return until(task, address, 1, profile);
  }

  /// As [#until] for the timeouts of pthread functions, which take a negative time for one that is
  /// over.
  ///
  /// @param nanosFirst whether nanoseconds out of range are an error even then
  public static long timeout(
      Task task, long address, int clock, boolean nanosFirst, Profile profile) {
    Long seconds = UserMemory.getLong(task.process().memory(), address);
    Long nanos = UserMemory.getWord(task.process().memory(), address + 8);
    boolean over = seconds != null && seconds < 0;
    boolean valid = nanos != null && nanos >= 0 && nanos < SECOND;
    return over && nanos != null && (valid || !nanosFirst)
        ? 0
        : until(task, address, clock, profile);
  }

  /// The moment that a clock shows what is at an address, in cycles since boot; 0 for a moment
  /// before that; or a negative error number, as [#cycles].
  public static long until(Task task, long address, int clock, Profile profile) {
    Long seconds = UserMemory.getLong(task.process().memory(), address);
    Long nanos = UserMemory.getWord(task.process().memory(), address + 8);
    if (seconds == null || nanos == null) {
      return Errno.EFAULT.result();
    }
    if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
      return Errno.EINVAL.result();
    }
    long since = seconds - (clock == REALTIME ? EPOCH : 0);
    if (since < 0) {
      return 0;
    }
    long total = since > Long.MAX_VALUE / SECOND - 1 ? Long.MAX_VALUE : since * SECOND + nanos;
    return Math.min(profile.cycles(total), Long.MAX_VALUE / 2);
  }
}
