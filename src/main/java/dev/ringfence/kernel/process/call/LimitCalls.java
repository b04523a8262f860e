package dev.ringfence.kernel.process.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.PrivilegeCalls;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.clock.CpuLimit;
import dev.ringfence.kernel.process.OwnLimits.Bound;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.CpuRange;
import dev.ringfence.kernel.signal.ProcessSignals;
import java.util.function.IntFunction;

/// The calls on what a process may use and how it is known: `getrlimit(2)`, `getpriority(2)`,
/// `prctl(2)`, `sched_getaffinity(2)`.
///
/// The limits on the stack, the heap and locked memory are told as they are, and setting them to
/// something else is refused.
public final class LimitCalls {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_GET_PDEATHSIG = 2;
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_SET_NAME = 15;
  private static final int PR_GET_NAME = 16;
  private static final int COMM = 16;

  private final Processes processes;
  private final IntFunction<CpuRange> cpus;
  private final ResourceLimits limits;
  private final CpuLimit cpuLimit;

  /// @param cpus of each host
  /// @param second in cycles
  public LimitCalls(
      Processes processes, IntFunction<CpuRange> cpus, ResourceLimits limits, long second) {
    cpuLimit = new CpuLimit(processes, ResourceLimits.CPU, second);
    processes.ownLimits().onInheritance(cpuLimit::watch);
    this.limits = limits;
    this.processes = processes;
    this.cpus = cpus;
  }

  public void addTo(Calls calls) {
    calls.add(
        "sys/resource.h", "int getrlimit(int resource, struct rlimit *rlim)", this::getrlimit);
    calls.add(
        "sys/resource.h",
        "int setrlimit(int resource, const struct rlimit *rlim)",
        this::setrlimit);
    calls.add(
        "sys/prctl.h",
        "int __prctl(int option, unsigned long arg2, unsigned long arg3, unsigned long arg4,"
            + " unsigned long arg5)",
        this::prctl);
    calls.add("sched.h", "int getcpu(unsigned int *cpu, unsigned int *node)", this::place);
    calls.add(
        "sched.h",
        "int __affinity(pid_t pid, size_t size, unsigned long *mask, int set)",
        this::affinity);
    calls.add("unistd.h", "int __cpus(void)", task -> cpusOf(task).count()).fast();
  }

  private long limit(Process process, int resource, Bound wanted) {
    Bound before = processes.ownLimits().bound(process, resource);
    boolean raises = Long.compareUnsigned(wanted.hard(), before.hard()) > 0;
    if (raises && !process.credentials.has(Capability.SYS_RESOURCE)) {
      return Errno.EPERM.result();
    }
    processes.ownLimits().limit(process, resource, wanted);
    if (resource == ResourceLimits.CPU) {
      cpuLimit.watch(process);
    } else if (resource == ResourceLimits.AS) {
      process.memory().limit(wanted.soft() & Long.MAX_VALUE);
    }
    return 0;
  }

  private long getrlimit(Task task) {
    Process process = task.process();
    int resource = (int) task.argument(0);
    if (resource < 0 || resource >= ResourceLimits.COUNT) {
      return Errno.EINVAL.result();
    }
    long to = task.argument(1);
    boolean done =
        UserMemory.put(process.memory(), to, 8, limits.of(process, resource, false))
            && UserMemory.put(process.memory(), to + 8, 8, limits.of(process, resource, true));
    return done ? 0 : Errno.EFAULT.result();
  }

  private long setrlimit(Task task) {
    Process process = task.process();
    int resource = (int) task.argument(0);
    Long soft = UserMemory.getLong(process.memory(), task.argument(1));
    Long hard = UserMemory.getLong(process.memory(), task.argument(1) + 8);
    if (soft == null || hard == null) {
      return Errno.EFAULT.result();
    }
    if (resource < 0 || resource >= ResourceLimits.COUNT || Long.compareUnsigned(soft, hard) > 0) {
      return Errno.EINVAL.result();
    }
    if (resource == ResourceLimits.NOFILE) {
      if (hard > Descriptors.OPEN_MAX || hard < 0) {
        return Errno.EPERM.result();
      }
      process.descriptors().limit = (int) (long) soft;
      return 0;
    }
    if (resource == ResourceLimits.SIGPENDING) {
      if (hard > ProcessSignals.SIGPENDING || hard < 0) {
        return Errno.EPERM.result();
      }
      process.signals.mostPending = (int) (long) soft;
      return 0;
    }
    if (resource == ResourceLimits.MSGQUEUE) {
      if (Long.compareUnsigned(hard, limits.queueBytes()) > 0) {
        return Errno.EPERM.result();
      }
      processes.ownLimits().limitQueueBytes(process, soft);
      return 0;
    }
    if (resource == ResourceLimits.NICE || resource == ResourceLimits.RTPRIO) {
      int most = (int) Math.min(resource == ResourceLimits.NICE ? 40 : 99, hard & Long.MAX_VALUE);
      boolean raises = most > limits.of(process, resource, true);
      if (raises && !process.credentials.has(Capability.SYS_RESOURCE)) {
        return Errno.EPERM.result();
      }
      int now = (int) Math.min(most, soft & Long.MAX_VALUE);
      if (resource == ResourceLimits.NICE) {
        processes.ownLimits().limitNice(process, now);
      } else {
        processes.ownLimits().limitRealTime(process, now);
      }
      return 0;
    }
    return switch (resource) {
      case ResourceLimits.CPU,
          ResourceLimits.FSIZE,
          ResourceLimits.CORE,
          ResourceLimits.RSS,
          ResourceLimits.NPROC,
          ResourceLimits.AS,
          ResourceLimits.LOCKS ->
          limit(process, resource, new Bound(soft, hard));
      default -> soft == limits.of(process, resource, false) ? 0 : Errno.EPERM.result();
    };
  }

  private long prctl(Task task) {
    AddressSpace memory = task.process().memory();
    long argument = task.argument(1);
    switch ((int) task.argument(0)) {
      case PR_SET_PDEATHSIG -> {
        if (argument < 0 || argument > 64) {
          return Errno.EINVAL.result();
        }
        task.process().signals.ofParentsEnd = (byte) argument;
        return 0;
      }
      case PR_GET_PDEATHSIG -> {
        return UserMemory.putInt(memory, argument, task.process().signals.ofParentsEnd)
            ? 0
            : Errno.EFAULT.result();
      }
      case PR_GET_DUMPABLE -> {
        return task.process().dumpable ? 1 : 0;
      }
      case PR_SET_DUMPABLE -> {
        if (argument != 0 && argument != 1) {
          return Errno.EINVAL.result();
        }
        task.process().dumpable = argument == 1;
        return 0;
      }
      case PR_SET_NAME -> {
        String name = UserMemory.string(memory, argument, COMM - 1);
        if (name == null) {
          return Errno.EFAULT.result();
        }
        task.name = name;
        return 0;
      }
      case PR_GET_NAME -> {
        byte[] name = new byte[COMM];
        byte[] bytes = task.shownName().getBytes(UTF_8);
        System.arraycopy(bytes, 0, name, 0, Math.min(COMM - 1, bytes.length));
        return UserMemory.write(memory, argument, name, 0, COMM) ? 0 : Errno.EFAULT.result();
      }
      default -> {
        return PrivilegeCalls.control(task);
      }
    }
  }

  private CpuRange cpusOf(Task task) {
    return cpus.apply(task.process().host);
  }

  /// Threads run on any CPU; a set without one of the host's is refused, others are taken note
  /// of. Sets by a mask of any size, and tells by one of whole words that has all CPUs.
  private long affinity(Task task) {
    AddressSpace memory = task.process().memory();
    long size = task.argument(1) & 0xFFFF_FFFFL;
    boolean sets = task.argument(3) != 0;
    byte[] given = new byte[(int) Math.min(size, Long.BYTES)];
    if (sets && !UserMemory.read(memory, task.argument(2), given, 0, given.length)) {
      return Errno.EFAULT.result();
    }
    boolean whole = size % memory.regions().word() == 0 && size * Byte.SIZE >= cpusOf(task).count();
    if (!sets && !whole) {
      return Errno.EINVAL.result();
    }
    int pid = (int) task.argument(0);
    Task whose = pid == 0 ? task : processes.task(task.process().host, pid);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    Credentials caller = task.process().credentials;
    Credentials other = whose.process().credentials;
    if (sets && !(caller.maySchedule(other) && caller.hasAllOf(other))) {
      return Errno.EPERM.result();
    }
    long all = cpusOf(task).mask();
    if (sets) {
      long wanted = 0;
      for (int i = 0; i < given.length; i++) {
        wanted |= (given[i] & 0xFFL) << i * Byte.SIZE;
      }
      if ((wanted & all) == 0) {
        return Errno.EINVAL.result();
      }
      whose.schedule().affinity = wanted & all;
      return 0;
    }
    long asked = whose.schedule == null ? 0 : whose.schedule.affinity;
    long mask = asked == 0 ? all : asked;
    byte[] shown = new byte[(int) Math.min(size, 128)];
    for (int i = 0; i < Math.min(shown.length, Long.BYTES); i++) {
      shown[i] = (byte) (mask >>> i * Byte.SIZE);
    }
    boolean done = UserMemory.write(memory, task.argument(2), shown, 0, shown.length);
    return done ? 0 : Errno.EFAULT.result();
  }

  /// All CPUs are of one node.
  private long place(Task task) {
    AddressSpace memory = task.process().memory();
    long cpu = task.argument(0);
    long node = task.argument(1);
    int own = cpusOf(task).numberOf(task.context().cpu);
    return (cpu == 0 || UserMemory.putInt(memory, cpu, own))
            && (node == 0 || UserMemory.putInt(memory, node, 0))
        ? 0
        : Errno.EFAULT.result();
  }
}
