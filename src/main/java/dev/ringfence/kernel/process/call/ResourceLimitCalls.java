package dev.ringfence.kernel.process.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.CpuLimit;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.OwnLimits.Bound;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;

/// The calls on what a process may use: `getrlimit(2)`, `setrlimit(2)`, `prlimit(2)`.
///
/// All limits can be set; those on the stack and on data have no effect.
public final class ResourceLimitCalls {
  private static final int MOST_NICE = 40;
  private static final int MOST_PRIORITY = 99;

  private final Processes processes;
  private final ResourceLimits limits;
  private final CpuLimit cpuLimit;

  /// @param second in cycles
  public ResourceLimitCalls(Processes processes, ResourceLimits limits, long second) {
    this.processes = processes;
    this.limits = limits;
    cpuLimit = new CpuLimit(processes, ResourceLimits.CPU, second);
    processes.ownLimits().onInheritance(cpuLimit::watch);
  }

  public void addTo(Calls calls) {
    calls.add(
        "sys/resource.h", "int getrlimit(int resource, struct rlimit *rlim)", this::getrlimit);
    calls.add(
        "sys/resource.h",
        "int setrlimit(int resource, const struct rlimit *rlim)",
        this::setrlimit);
    calls.add(
        "sys/resource.h",
        "int prlimit(pid_t pid, int resource, const struct rlimit *newlimit,"
            + " struct rlimit *oldlimit)",
        this::prlimit);
  }

  private static boolean isResource(int resource) {
    return resource >= 0 && resource < ResourceLimits.COUNT;
  }

  private static long put(Task task, long to, Bound bound) {
    AddressSpace memory = task.process().memory();
    boolean done =
        UserMemory.put(memory, to, 8, bound.soft())
            && UserMemory.put(memory, to + 8, 8, bound.hard());
    return done ? 0 : Errno.EFAULT.result();
  }

  private long getrlimit(Task task) {
    int resource = (int) task.argument(0);
    return isResource(resource)
        ? put(task, task.argument(1), limits.bound(task.process(), resource))
        : Errno.EINVAL.result();
  }

  private long setrlimit(Task task) {
    Long soft = UserMemory.getLong(task.process().memory(), task.argument(1));
    Long hard = UserMemory.getLong(task.process().memory(), task.argument(1) + 8);
    return soft == null || hard == null
        ? Errno.EFAULT.result()
        : set(task, task.process(), (int) task.argument(0), new Bound(soft, hard));
  }

  private long prlimit(Task task) {
    AddressSpace memory = task.process().memory();
    int resource = (int) task.argument(1);
    long from = task.argument(2);
    long to = task.argument(3);
    Long soft = from == 0 ? Long.valueOf(0) : UserMemory.getLong(memory, from);
    Long hard = from == 0 ? Long.valueOf(0) : UserMemory.getLong(memory, from + 8);
    if (soft == null || hard == null) {
      return Errno.EFAULT.result();
    }
    int pid = (int) task.argument(0);
    Task found = pid == 0 ? task : processes.task(task.process().host, pid);
    if (found == null) {
      return Errno.ESRCH.result();
    }
    Process whose = found.process();
    if (!mayLimit(task.process(), whose)) {
      return Errno.EPERM.result();
    }
    if (!isResource(resource)) {
      return Errno.EINVAL.result();
    }
    Bound before = limits.bound(whose, resource);
    long refusal = from == 0 ? 0 : set(task, whose, resource, new Bound(soft, hard));
    return refusal != 0 || to == 0 ? refusal : put(task, to, before);
  }

  /// Whether a process may see and set the limits of another: all users of that one must be its
  // own.
  private static boolean mayLimit(Process caller, Process whose) {
    Credentials who = caller.credentials;
    Credentials other = whose.credentials;
    boolean users =
        other.ruid() == who.ruid() && other.euid() == who.ruid() && other.suid() == who.ruid();
    boolean groups =
        other.rgid() == who.rgid() && other.egid() == who.rgid() && other.sgid() == who.rgid();
    return caller == whose || users && groups || who.has(Capability.SYS_RESOURCE);
  }

  private long set(Task task, Process whose, int resource, Bound wanted) {
    if (!isResource(resource) || Long.compareUnsigned(wanted.soft(), wanted.hard()) > 0) {
      return Errno.EINVAL.result();
    }
    boolean most =
        resource != ResourceLimits.NOFILE
            || Long.compareUnsigned(wanted.hard(), Descriptors.OPEN_MAX) <= 0;
    boolean raises = Long.compareUnsigned(wanted.hard(), limits.bound(whose, resource).hard()) > 0;
    if (!most || raises && !task.process().credentials.has(Capability.SYS_RESOURCE)) {
      return Errno.EPERM.result();
    }
    processes.ownLimits().limit(whose, resource, wanted, limits.usual(resource));
    long soft = wanted.soft() & Long.MAX_VALUE;
    int whole = (int) Math.min(soft, Integer.MAX_VALUE);
    switch (resource) {
      case ResourceLimits.CPU -> cpuLimit.watch(whose);
      case ResourceLimits.AS -> whose.memory().limit(soft);
      case ResourceLimits.MEMLOCK -> whose.memory().limitLocked(soft);
      case ResourceLimits.NOFILE -> whose.descriptors().limit = whole;
      case ResourceLimits.SIGPENDING -> whose.signals.mostPending = whole;
      case ResourceLimits.MSGQUEUE -> processes.ownLimits().limitQueueBytes(whose, soft);
      case ResourceLimits.NICE ->
          processes.ownLimits().limitNice(whose, Math.min(whole, MOST_NICE));
      case ResourceLimits.RTPRIO ->
          processes.ownLimits().limitRealTime(whose, Math.min(whole, MOST_PRIORITY));
      default -> {}
    }
    return 0;
  }
}
