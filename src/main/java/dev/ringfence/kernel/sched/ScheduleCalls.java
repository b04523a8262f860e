package dev.ringfence.kernel.sched;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls on how tasks are scheduled: `sched_setscheduler(2)`, `sched_setparam(2)`,
/// `setpriority(2)`, `sched_rr_get_interval(2)`, and their kin.
public final class ScheduleCalls {
  private static final int RESET_ON_FORK = 0x40000000;
  private static final int PRIO_PROCESS = 0;
  private static final int PRIO_PGRP = 1;
  private static final int PRIO_USER = 2;

  /// From this, less the nice value, the limit of nice values and what `getpriority` returns count.
  private static final int NICE_BASE = 20;

  /// Stands for the policy that a task has.
  private static final int SAME = -1;

  private final Processes processes;
  private final Priorities priorities;
  private final long sliceNanos;

  /// @param sliceNanos the length of time slices
  public ScheduleCalls(Processes processes, Priorities priorities, long sliceNanos) {
    this.processes = processes;
    this.priorities = priorities;
    this.sliceNanos = sliceNanos;
  }

  public void addTo(Calls calls) {
    calls.add(
        "sched.h",
        "int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)",
        task -> (int) task.argument(1) < 0 ? Errno.EINVAL.result() : set(task, policy(task), 2));
    calls.add(
        "sched.h",
        "int sched_setparam(pid_t pid, const struct sched_param *param)",
        task -> set(task, SAME, 1));
    calls.add("sched.h", "int sched_getscheduler(pid_t pid)", this::getScheduler);
    calls.add(
        "sched.h", "int sched_getparam(pid_t pid, struct sched_param *param)", this::getParam);
    calls.add("sched.h", "long long __slice(pid_t pid)", this::slice);
    calls.add("sys/resource.h", "int __getpriority(int which, int who)", this::getPriority);
    calls.add(
        "sys/resource.h", "int setpriority(int which, unsigned who, int value)", this::setPriority);
    new ScheduleAttributes(processes, priorities, sliceNanos).addTo(calls);
  }

  private static int policy(Task task) {
    return (int) task.argument(1);
  }

  /// The task with a number, or the caller with 0; null if there is none.
  private @Nullable Task find(Task caller, int tid) {
    return tid == 0 ? caller : processes.task(caller.process().host, tid);
  }

  private long set(Task task, int policy, int argument) {
    int pid = (int) task.argument(0);
    long param = task.argument(argument);
    if (pid < 0 || param == 0) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    if (!UserMemory.isReachable(memory, param, Integer.BYTES, false)) {
      return Errno.EFAULT.result();
    }
    int priority = (int) UserMemory.getUnsigned(memory, param);
    Task whose = find(task, pid);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    Schedule.Wish before = Schedule.of(whose);
    boolean resets = policy == SAME ? before.resetsOnFork() : (policy & RESET_ON_FORK) != 0;
    int kind = policy == SAME ? before.policy() : policy & ~RESET_ON_FORK;
    long refused = refusal(processes, task, whose, kind, priority, resets);
    if (refused == 0) {
      priorities.set(whose, new Schedule.Wish(kind, priority, before.nice(), resets));
    }
    return refused;
  }

  /// Why a task may not have another one scheduled so: a negative error number, or 0 if it may.
  public static long refusal(
      Processes processes, Task task, Task whose, int policy, int priority, boolean resets) {
    boolean known = policy >= Schedule.OTHER && policy <= Schedule.BATCH || policy == Schedule.IDLE;
    boolean realTime = Schedule.isOfRealTime(policy);
    if (!known || priority < 0 || priority > Schedule.MOST_PRIORITY || realTime != priority > 0) {
      return Errno.EINVAL.result();
    }
    Schedule.Wish before = Schedule.of(whose);
    Process process = whose.process();
    boolean more =
        realTime && policy != before.policy() && processes.ownLimits().realTime(process) == 0;
    more |=
        realTime
            && priority > before.priority()
            && priority > processes.ownLimits().realTime(process);
    more |=
        before.policy() == Schedule.IDLE
            && policy != Schedule.IDLE
            && NICE_BASE - before.nice() > processes.ownLimits().nice(process);
    more |= before.resetsOnFork() && !resets;
    Credentials caller = task.process().credentials;
    boolean may = caller.maySchedule(process.credentials) && caller.hasAllOf(process.credentials);
    return (may && !more) || caller.has(Capability.SYS_NICE) ? 0 : Errno.EPERM.result();
  }

  private long getScheduler(Task task) {
    int pid = (int) task.argument(0);
    Task whose = pid < 0 ? null : find(task, pid);
    if (whose == null) {
      return (pid < 0 ? Errno.EINVAL : Errno.ESRCH).result();
    }
    Schedule.Wish wish = Schedule.of(whose);
    return wish.policy() | (wish.resetsOnFork() ? RESET_ON_FORK : 0);
  }

  /// A ceiling shows, as it is the C library that sets it on Linux; what is inherited does not.
  private long getParam(Task task) {
    int pid = (int) task.argument(0);
    long param = task.argument(1);
    if (pid < 0 || param == 0) {
      return Errno.EINVAL.result();
    }
    Task whose = find(task, pid);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    int priority = Math.max(Schedule.of(whose).priority(), Schedule.ceiling(whose));
    boolean done = UserMemory.putInt(task.process().memory(), param, priority);
    return done ? 0 : Errno.EFAULT.result();
  }

  /// How long the time slices of a task are, in nanoseconds; 0 without an end.
  private long slice(Task task) {
    int pid = (int) task.argument(0);
    Task whose = pid < 0 ? null : find(task, pid);
    if (whose == null) {
      return (pid < 0 ? Errno.EINVAL : Errno.ESRCH).result();
    }
    return Schedule.of(whose).policy() == Schedule.FIFO ? 0 : sliceNanos;
  }

  private long getPriority(Task task) {
    List<Task> those = those(task);
    if (those == null) {
      return Errno.EINVAL.result();
    }
    int least = those.stream().mapToInt(one -> Schedule.of(one).nice()).min().orElse(NICE_BASE);
    return those.isEmpty() ? Errno.ESRCH.result() : NICE_BASE - least;
  }

  private long setPriority(Task task) {
    List<Task> those = those(task);
    if (those == null) {
      return Errno.EINVAL.result();
    }
    int nice = Math.clamp((int) task.argument(2), Schedule.LEAST_NICE, Schedule.MOST_NICE);
    long result = Errno.ESRCH.result();
    for (Task one : those) {
      long refused = refusal(task, one, nice);
      if (refused == 0) {
        Schedule.Wish before = Schedule.of(one);
        priorities.set(
            one,
            new Schedule.Wish(before.policy(), before.priority(), nice, before.resetsOnFork()));
        result = result == Errno.ESRCH.result() ? 0 : result;
      } else {
        result = refused;
      }
    }
    return result;
  }

  private long refusal(Task task, Task whose, int nice) {
    Credentials caller = task.process().credentials;
    if (!caller.maySchedule(whose.process().credentials)) {
      return Errno.EPERM.result();
    }
    if (isTooHigh(processes, task, whose, nice)) {
      return Errno.EACCES.result();
    }
    return caller.hasAllOf(whose.process().credentials) ? 0 : Errno.EPERM.result();
  }

  /// Whether a nice value is less than what another task has and may be given.
  static boolean isTooHigh(Processes processes, Task task, Task whose, int nice) {
    boolean lower = nice < Schedule.of(whose).nice();
    boolean limited = NICE_BASE - nice > processes.ownLimits().nice(whose.process());
    boolean may = task.process().credentials.has(Capability.SYS_NICE);
    return lower && limited && !may;
  }

  /// The tasks that `which` and `who` mean, or null if there is no such way to mean some.
  private @Nullable List<Task> those(Task task) {
    int which = (int) task.argument(0);
    int who = (int) task.argument(1);
    if (which < PRIO_PROCESS || which > PRIO_USER) {
      return null;
    }
    if (which == PRIO_PROCESS) {
      Task one = find(task, who);
      return one == null ? List.of() : List.of(one);
    }
    int whose =
        who != 0
            ? who
            : which == PRIO_PGRP ? task.process().group : task.process().credentials.ruid();
    List<Task> those = new ArrayList<>();
    for (Process process : processes.on(task.process().host)) {
      if (whose == (which == PRIO_PGRP ? process.group : process.credentials.ruid())) {
        those.addAll(process.tasks);
      }
    }
    return those;
  }
}
