package dev.ringfence.kernel.process.call;

import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;

/// Writes `struct rusage`: the CPU time that was used; all else is zero.
public final class Usage {
  private static final int SIZE = 144;
  private static final long SECOND = 1_000_000_000;

  private final Profile profile;

  public Usage(Profile profile) {
    this.profile = profile;
  }

  /// False means `EFAULT`.
  public boolean put(Task task, long to, long cycles) {
    byte[] zeros = new byte[SIZE];
    long nanos = profile.nanos(cycles);
    return UserMemory.write(task.process().memory(), to, zeros, 0, SIZE)
        && UserMemory.put(task.process().memory(), to, 8, nanos / SECOND)
        && UserMemory.put(task.process().memory(), to + 8, 8, nanos % SECOND / 1000);
  }

  /// Cycles that all threads of a process, ended ones included, have been on CPUs.
  public static long of(Process process) {
    long cycles = process.pastTime();
    for (Task task : process.tasks) {
      cycles += task.cpuTime;
    }
    return cycles;
  }
}
