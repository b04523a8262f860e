package dev.ringfence.kernel.sched;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The calls `sched_setattr(2)` and `sched_getattr(2)`. `SCHED_DEADLINE` is refused as where no
/// bandwidth is left (`EBUSY`), and limits of utilisation as by a kernel without them.
final class ScheduleAttributes {
  private static final int FIRST_SIZE = 48;
  private static final int SIZE = 56;
  private static final int PAGE = 4096;
  private static final int DEADLINE = 6;

  /// The places of `struct sched_attr`.
  private static final int POLICY = 4;

  private static final int FLAGS = 8;
  private static final int NICE = 16;
  private static final int PRIORITY = 20;
  private static final int RUNTIME = 24;
  private static final int END = 32;
  private static final int PERIOD = 40;

  private static final long RESET_ON_FORK = 1;
  private static final long KEEP_POLICY = 8;
  private static final long KEEP_PARAMS = 16;
  private static final long CLAMPS = 0x60;
  private static final long ALL = 0x7F;

  /// The least and the most that a period of `SCHED_DEADLINE` may be, in nanoseconds.
  private static final long SHORTEST = 100_000;

  private static final long LONGEST = (1L << 22) * 1000;
  private static final long LEAST_RUNTIME = 1024;

  private final Processes processes;
  private final Priorities priorities;
  private final long sliceNanos;

  ScheduleAttributes(Processes processes, Priorities priorities, long sliceNanos) {
    this.processes = processes;
    this.priorities = priorities;
    this.sliceNanos = sliceNanos;
  }

  void addTo(Calls calls) {
    calls.add(
        "linux/sched.h",
        "int __sched_setattr(int pid, struct sched_attr *attr, unsigned flags)",
        this::set);
    calls.add(
        "linux/sched.h",
        "int __sched_getattr(int pid, struct sched_attr *attr, unsigned size, unsigned flags)",
        this::get);
  }

  private @Nullable Task find(Task caller) {
    int tid = (int) caller.argument(0);
    return tid == 0 ? caller : processes.task(caller.process().host, tid);
  }

  private long set(Task task) {
    AddressSpace memory = task.process().memory();
    long at = task.argument(1);
    if (at == 0 || (int) task.argument(0) < 0 || (int) task.argument(2) != 0) {
      return Errno.EINVAL.result();
    }
    long refusal = checkSize(memory, at);
    if (refusal != 0) {
      return refusal;
    }
    int said = (int) UserMemory.getInt(memory, at);
    long flags = number(memory, at + FLAGS);
    boolean clamps = (flags & CLAMPS) != 0;
    int policy = (int) UserMemory.getInt(memory, at + POLICY);
    if (clamps && said < SIZE || policy < 0) {
      return Errno.EINVAL.result();
    }
    Task whose = find(task);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    Schedule.Wish before = Schedule.of(whose);
    boolean keeps = (flags & KEEP_PARAMS) != 0;
    policy = (flags & KEEP_POLICY) != 0 ? before.policy() : policy;
    boolean resets =
        (flags & KEEP_POLICY) != 0 ? before.resetsOnFork() : (flags & RESET_ON_FORK) != 0;
    boolean keepsPriority = keeps && Schedule.isOfRealTime(before.policy());
    int priority =
        keepsPriority ? before.priority() : (int) UserMemory.getInt(memory, at + PRIORITY);
    int nice =
        Math.clamp(
            (int) UserMemory.getInt(memory, at + NICE), Schedule.LEAST_NICE, Schedule.MOST_NICE);
    boolean fair = policy == Schedule.OTHER || policy == Schedule.BATCH;
    nice = keeps || !fair ? before.nice() : nice;
    if ((flags & ~ALL) != 0) {
      return Errno.EINVAL.result();
    }
    if (policy == DEADLINE) {
      return refuseDeadline(task, memory, at, priority);
    }
    refusal = ScheduleCalls.refusal(processes, task, whose, policy, priority, resets);
    if (refusal == 0 && ScheduleCalls.isTooHigh(processes, task, whose, nice)) {
      refusal = Errno.EPERM.result();
    }
    if (refusal != 0 || clamps) {
      return refusal != 0 ? refusal : Errno.EOPNOTSUPP.result();
    }
    priorities.set(
        whose,
        keeps
            ? new Schedule.Wish(before.policy(), before.priority(), before.nice(), resets)
            : new Schedule.Wish(policy, priority, nice, resets));
    return 0;
  }

  /// Whether the structure has a size that is known, and says nothing beyond: a negative error
  /// number, or 0.
  private static long checkSize(AddressSpace memory, long at) {
    long said = UserMemory.getInt(memory, at);
    if (said < 0) {
      return Errno.EFAULT.result();
    }
    long size = said == 0 ? FIRST_SIZE : said;
    if (size >= FIRST_SIZE && size <= PAGE) {
      byte[] all = new byte[(int) size];
      if (!UserMemory.read(memory, at, all, 0, all.length)) {
        return Errno.EFAULT.result();
      }
      if (all.length <= SIZE || IntStream.range(SIZE, all.length).allMatch(i -> all[i] == 0)) {
        return 0;
      }
    }
    UserMemory.putInt(memory, at, SIZE);
    return Errno.E2BIG.result();
  }

  private static long number(AddressSpace memory, long at) {
    Long value = UserMemory.getLong(memory, at);
    return value == null ? 0 : value;
  }

  /// What `SCHED_DEADLINE` is refused with.
  private static long refuseDeadline(Task task, AddressSpace memory, long at, int priority) {
    long runtime = number(memory, at + RUNTIME);
    long end = number(memory, at + END);
    long period = number(memory, at + PERIOD);
    long cycle = period == 0 ? end : period;
    boolean valid =
        priority == 0
            && end > 0
            && period >= 0
            && runtime >= LEAST_RUNTIME
            && runtime <= end
            && end <= cycle
            && cycle >= SHORTEST
            && cycle <= LONGEST;
    if (!valid) {
      return Errno.EINVAL.result();
    }
    boolean may = task.process().credentials.has(Capability.SYS_NICE);
    return (may ? Errno.EBUSY : Errno.EPERM).result();
  }

  private long get(Task task) {
    AddressSpace memory = task.process().memory();
    long at = task.argument(1);
    long size = task.argument(2) & 0xFFFF_FFFFL;
    boolean odd = (int) task.argument(0) < 0 || (int) task.argument(3) != 0;
    if (at == 0 || odd || size < FIRST_SIZE || size > PAGE) {
      return Errno.EINVAL.result();
    }
    Task whose = find(task);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    if (!UserMemory.isReachable(memory, at, size, true)) {
      return Errno.EFAULT.result();
    }
    for (long i = 0; i < size; i++) {
      UserMemory.put(memory, at + i, 1, 0);
    }
    Schedule.Wish wish = Schedule.of(whose);
    UserMemory.putInt(memory, at, Math.min(size, SIZE));
    UserMemory.putInt(memory, at + POLICY, wish.policy());
    UserMemory.put(memory, at + FLAGS, Long.BYTES, wish.resetsOnFork() ? RESET_ON_FORK : 0);
    if (Schedule.isOfRealTime(wish.policy())) {
      UserMemory.putInt(memory, at + PRIORITY, wish.priority());
    } else {
      UserMemory.putInt(memory, at + NICE, wish.nice());
      UserMemory.put(memory, at + RUNTIME, Long.BYTES, sliceNanos);
    }
    return 0;
  }
}
