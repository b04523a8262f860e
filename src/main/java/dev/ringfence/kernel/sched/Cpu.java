package dev.ringfence.kernel.sched;

import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// A CPU: what runs on it, and until when.
final class Cpu {
  final int number;

  /// The task on it, or null while it is idle.
  @Nullable Task task;

  /// Its virtual time: when the task went on last, or when it became idle.
  long time;

  /// When the present slice began, or the last one.
  long begin;

  /// When the task went on in ring 3, in its own time.
  long entered;

  /// Cycles in ring 3 that have not been added to the task's yet.
  long user;

  /// Cycles that it has executed for tasks, and of these in ring 3.
  long allUsed;

  long allUser;

  /// Up to when its time has been added to what all CPUs have executed.
  long accounted;

  /// When the task's time slice is used up.
  long quantumEnd;

  /// Whether the task is out with its process. One that comes to the CPU while its process is out
  /// goes out with it the next time.
  boolean out;

  /// Whether the task has come back with something that the kernel has not handled yet.
  boolean reported;

  /// Whether the task is at rest because another one goes first that shares memory with it.
  boolean waits;

  Cpu(int number) {
    this.number = number;
  }

  /// Adds the time for which its task has been on it to what both have executed.
  ///
  /// @return how much it is, in cycles
  long account(Task whose, long until) {
    long used = until - accounted;
    accounted = until;
    whose.cpuTime += used;
    if (whose.schedule != null) {
      whose.schedule.charge(used);
    }
    whose.process().userTime += user;
    allUsed += used;
    allUser += user;
    user = 0;
    return used;
  }
}
