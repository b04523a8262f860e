package dev.ringfence.kernel.clock;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A clock that counts the CPU time of a process, or of one thread (`clock_getcpuclockid(3)`).
///
/// @param thread null for all threads of the process, ended ones included
public record CpuClock(Process process, @Nullable Task thread) {
  /// Clocks of `clock_gettime(2)`: of the calling process and thread.
  private static final int PROCESS_CPUTIME = 2;

  private static final int THREAD_CPUTIME = 3;

  /// The parts of numbers of other clocks: the complement of the process or thread, whether it is a
  /// thread, and what is counted, of which all comes to the same here.
  private static final int SHIFT = 3;

  private static final int OF_THREAD = 4;
  private static final int WHAT = 3;

  /// The clock with a number, as a task knows it: threads by their own process alone. Null if there
  /// is none.
  public static @Nullable CpuClock of(Processes processes, Task task, int clock) {
    Process own = task.process();
    if (clock == PROCESS_CPUTIME || clock == THREAD_CPUTIME) {
      return new CpuClock(own, clock == THREAD_CPUTIME ? task : null);
    }
    if (clock >= 0 || (clock & WHAT) == WHAT) {
      return null;
    }
    int number = ~(clock >> SHIFT);
    if ((clock & OF_THREAD) == 0) {
      Process process = number == 0 ? own : processes.get(number);
      return process == null || process.host != own.host ? null : new CpuClock(process, null);
    }
    for (Task thread : own.tasks) {
      if (number == 0 ? thread == task : thread.tid() == number) {
        return new CpuClock(own, thread);
      }
    }
    return null;
  }

  /// Whether it is a number of such a clock for another process or thread than the calling one.
  public static boolean isNumber(int clock) {
    return clock < 0;
  }

  /// Whether it is a number of a clock that is an open file, of which there are none here.
  public static boolean isOfFile(int clock) {
    return clock < 0 && (clock & (OF_THREAD | WHAT)) == WHAT;
  }

  /// Cycles counted so far.
  public long used() {
    return thread == null ? process.virtualTime() : thread.cpuTime;
  }

  /// That it goes on: one of those runs, or can be woken.
  ///
  /// @param waiter who waits for that, and so uses no CPU time itself; null for the process
  public Wait mayGoOn(@Nullable Task waiter) {
    List<Wait> any = new ArrayList<>();
    for (Task task : process.tasks) {
      if (task != waiter && (thread == null || thread == task)) {
        any.add(new Wait.MayLeave(task));
      }
    }
    return new Wait.Or(any);
  }
}
