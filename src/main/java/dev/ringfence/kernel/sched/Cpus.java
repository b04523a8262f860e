package dev.ringfence.kernel.sched;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The CPUs of a machine, and the order in which what they come back with is handled: that of
/// virtual time, at the same time the slice that began first, then the lower number.
final class Cpus {
  final Cpu[] all;

  Cpus(int count) {
    all = new Cpu[count];
    for (int i = 0; i < count; i++) {
      all[i] = new Cpu(i);
    }
  }

  /// The CPU on which a task is, or null.
  @Nullable Cpu of(Task task) {
    for (Cpu cpu : all) {
      if (cpu.task == task) {
        return cpu;
      }
    }
    return null;
  }

  /// Whether a CPU but this one has a task.
  boolean areBusyBeside(Cpu cpu) {
    for (Cpu other : all) {
      if (other != cpu && other.task != null) {
        return true;
      }
    }
    return false;
  }

  /// How many have a task.
  int busy() {
    int busy = 0;
    for (Cpu cpu : all) {
      busy += cpu.task == null ? 0 : 1;
    }
    return busy;
  }

  /// The first that has reported something which is not handled yet, or null.
  @Nullable Cpu firstReported() {
    Cpu first = null;
    for (Cpu cpu : all) {
      if (cpu.reported && (first == null || precedes(cpu, first.time, first.begin, first.number))) {
        first = cpu;
      }
    }
    return first;
  }

  /// Whether no CPU that is out, or about to go out, can still come back with something earlier.
  boolean areDecided(long time, long begin, int number) {
    for (Cpu cpu : all) {
      Task task = cpu.task;
      if (task != null
          && (task.process().lent || cpu.waits)
          && precedes(cpu, time, begin, number)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the CPU, with its time and the beginning of its slice, goes before such a report.
  private static boolean precedes(Cpu cpu, long time, long begin, int number) {
    if (cpu.time != time) {
      return cpu.time < time;
    }
    return cpu.begin != begin ? cpu.begin < begin : cpu.number < number;
  }

  /// Whether the process shares memory with one that is lent or is at rest and goes first.
  boolean haveToFinishBefore(Cpu cpu, Process process) {
    for (Cpu other : all) {
      Task task = other.task;
      if (task != null
          && task.process() != process
          && (task.process().lent || isBefore(other, cpu) && isAtRest(task.process()))
          && process.memory().sharesWith(task.process().memory())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(Cpu one, Cpu other) {
    return one.time < other.time || one.time == other.time && one.number < other.number;
  }

  /// Whether none of the process's tasks has reported something that is not handled yet.
  boolean isAtRest(Process process) {
    for (Cpu cpu : all) {
      Task task = cpu.task;
      if (task != null && cpu.reported && task.process() == process) {
        return false;
      }
    }
    return true;
  }

  /// Of the CPUs whose tasks are at rest and rank below one that waits for such a CPU, the one
  /// whose task ranks lowest; or null.
  @Nullable Cpu lowest(RunQueue ready) {
    Cpu lowest = null;
    int least = Integer.MAX_VALUE;
    for (Cpu cpu : all) {
      Task task = cpu.task;
      if (task != null
          && Schedule.rank(task) < least
          && !task.process().lent
          && isAtRest(task.process())
          && ready.outranks(cpu, task)) {
        lowest = cpu;
        least = Schedule.rank(task);
      }
    }
    return lowest;
  }

  /// Whether the slices of all that have a task began before a time.
  boolean areAtRest(long now) {
    for (Cpu cpu : all) {
      if (cpu.task != null && cpu.begin >= now) {
        return false;
      }
    }
    return true;
  }

  /// What each CPU has executed.
  List<Scheduler.Work> work() {
    return Arrays.stream(all).map(cpu -> new Scheduler.Work(cpu.allUsed, cpu.allUser)).toList();
  }
}
