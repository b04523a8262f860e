package dev.ringfence.kernel.process.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.PrivilegeCalls;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.CpuRange;
import java.util.function.IntFunction;

/// The calls on how a process is known and where it runs: `prctl(2)`, `sched_getaffinity(2)`.
public final class LimitCalls {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_GET_PDEATHSIG = 2;
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_SET_NAME = 15;
  private static final int PR_GET_NAME = 16;
  private static final int PR_GET_TIMING = 13;
  private static final int PR_SET_TIMING = 14;
  private static final int PR_GET_SECCOMP = 21;
  private static final int PR_GET_TSC = 25;
  private static final int PR_TSC_ENABLE = 1;
  private static final int PR_SET_TIMERSLACK = 29;
  private static final int PR_GET_TIMERSLACK = 30;
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int PR_GET_CHILD_SUBREAPER = 37;
  private static final int PR_SET_THP_DISABLE = 41;
  private static final int PR_GET_THP_DISABLE = 42;
  private static final int COMM = 16;

  private final Processes processes;
  private final IntFunction<CpuRange> cpus;

  /// @param cpus of each host
  public LimitCalls(Processes processes, IntFunction<CpuRange> cpus) {
    this.processes = processes;
    this.cpus = cpus;
  }

  public void addTo(Calls calls) {
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
      case PR_SET_CHILD_SUBREAPER -> {
        task.process().adoptOrphans(argument != 0);
        return 0;
      }
      case PR_GET_CHILD_SUBREAPER -> {
        return tell(task, argument, task.process().adoptsOrphans() ? 1 : 0);
      }
      case PR_GET_TSC -> {
        return tell(task, argument, PR_TSC_ENABLE);
      }
      case PR_GET_TIMING, PR_GET_SECCOMP -> {
        return 0;
      }
      case PR_SET_TIMING -> {
        return argument == 0 ? 0 : Errno.EINVAL.result();
      }
      case PR_SET_TIMERSLACK -> {
        processes.ownLimits().slack(task.process(), argument);
        return 0;
      }
      case PR_GET_TIMERSLACK -> {
        return processes.ownLimits().slack(task.process());
      }
      case PR_SET_THP_DISABLE, PR_GET_THP_DISABLE -> {
        return hugePages(task, argument);
      }
      default -> {
        return PrivilegeCalls.control(task);
      }
    }
  }

  private static long tell(Task task, long to, int value) {
    boolean done = UserMemory.putInt(task.process().memory(), to, value);
    return done ? 0 : Errno.EFAULT.result();
  }

  /// Sets or tells whether huge pages shall not come by themselves, which they never do.
  private long hugePages(Task task, long argument) {
    boolean sets = (int) task.argument(0) == PR_SET_THP_DISABLE;
    long rest = task.argument(2) | task.argument(3) | task.argument(4);
    if (rest != 0 || !sets && argument != 0) {
      return Errno.EINVAL.result();
    }
    if (!sets) {
      return processes.ownLimits().isWithoutHugePages(task.process()) ? 1 : 0;
    }
    processes.ownLimits().withoutHugePages(task.process(), argument != 0);
    return 0;
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
