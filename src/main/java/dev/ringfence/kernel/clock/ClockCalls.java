package dev.ringfence.kernel.clock;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;

/// The calls that tell the time and that sleep: `clock_gettime(2)`, `nanosleep(2)`, `times(2)`,
/// `getrusage(2)`.
public final class ClockCalls {
  private static final int REALTIME = 0;
  private static final int PROCESS_CPUTIME = 2;
  private static final int THREAD_CPUTIME = 3;
  private static final int REALTIME_COARSE = 5;
  private static final int MONOTONIC_COARSE = 6;
  private static final int BOOTTIME = 7;

  /// Those that would wake a machine that sleeps, which takes a clock that it does not have.
  private static final int REALTIME_ALARM = 8;

  private static final int BOOTTIME_ALARM = 9;
  private static final int TAI = 11;
  private static final int TIMER_ABSTIME = 1;
  private static final long SECOND = 1_000_000_000;

  /// Nanoseconds from one tick of a coarse clock to the next.
  private static final long JIFFY = 4_000_000;

  /// Nanoseconds of a tick of `times(2)`: `_SC_CLK_TCK` is 100.
  private static final long TICK = 10_000_000;

  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_CHILDREN = -1;
  private static final int RUSAGE_THREAD = 1;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Profile profile;
  private final Usage usage;
  private final WaitQueue sleepers = new WaitQueue();
  private final CpuSleep cpuSleep;

  public ClockCalls(Processes processes, Scheduler scheduler, Profile profile) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
    this.usage = new Usage(profile);
    cpuSleep = new CpuSleep(processes, scheduler, profile);
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "time.h",
            "int nanosleep(const struct timespec *req, struct timespec *rem)",
            this::nanosleep)
        .waitsAtMost()
        .interrupted(task -> remaining(task, 1))
        .cancels(true);
    calls
        .add(
            "time.h",
            "int clock_nanosleep(clockid_t clockid, int flags, const struct timespec *req,"
                + " struct timespec *rem)",
            this::clockNanosleep)
        .waitsAtMost()
        .failing(Failure.NUMBER)
        .interrupted(
            task ->
                (task.argument(1) & TIMER_ABSTIME) != 0
                    ? cpuSleep.abandon(task)
                    : remaining(task, 3))
        .cancels(true);
    calls.add("time.h", "int clock_gettime(clockid_t clockid, struct timespec *tp)", this::get);
    calls.add("time.h", "int clock_getres(clockid_t clockid, struct timespec *res)", this::tick);
    calls.add("sys/times.h", "clock_t times(struct tms *buf)", this::times);
    calls.add("sys/resource.h", "int getrusage(int who, struct rusage *usage)", this::getrusage);
  }

  private static boolean isClock(long clock) {
    return clock >= 0 && clock <= BOOTTIME || clock == TAI;
  }

  private long get(Task task) {
    long clock = (int) task.argument(0);
    if (CpuClock.isNumber((int) clock)) {
      CpuClock cpu = CpuClock.of(processes, task, (int) clock);
      return cpu == null
          ? Errno.EINVAL.result()
          : put(task, task.argument(1), profile.nanos(cpu.used()));
    }
    if (!isClock(clock)) {
      return Errno.EINVAL.result();
    }
    long now = profile.nanos(task.context().time);
    long nanos =
        switch ((int) clock) {
          case REALTIME, TAI -> Timespec.EPOCH * SECOND + now;
          case REALTIME_COARSE -> Timespec.EPOCH * SECOND + now / JIFFY * JIFFY;
          case MONOTONIC_COARSE -> now / JIFFY * JIFFY;
          case PROCESS_CPUTIME -> profile.nanos(Usage.of(task.process()));
          case THREAD_CPUTIME -> profile.nanos(task.cpuTime);
          default -> now;
        };
    return put(task, task.argument(1), nanos);
  }

  private static long put(Task task, long to, long nanos) {
    AddressSpace memory = task.process().memory();
    boolean done =
        UserMemory.put(memory, to, 8, nanos / SECOND)
            && UserMemory.put(memory, to + 8, 8, nanos % SECOND);
    return done ? 0 : Errno.EFAULT.result();
  }

  private long tick(Task task) {
    int clock = (int) task.argument(0);
    boolean known =
        CpuClock.isNumber(clock) ? CpuClock.of(processes, task, clock) != null : isClock(clock);
    if (!known) {
      return Errno.EINVAL.result();
    }
    boolean coarse = clock == REALTIME_COARSE || clock == MONOTONIC_COARSE;
    return task.argument(1) == 0 ? 0 : put(task, task.argument(1), coarse ? JIFFY : 1);
  }

  private long nanosleep(Task task) {
    if (task.progress == 0) {
      long cycles = Timespec.cycles(task, task.argument(0), profile);
      if (cycles <= 0) {
        return cycles;
      }
      task.progress = task.context().time + cycles;
    }
    return sleep(task);
  }

  private long clockNanosleep(Task task) {
    long clock = (int) task.argument(0);
    if (clock == PROCESS_CPUTIME || CpuClock.isNumber((int) clock)) {
      return cpuSleep.call(task, (int) clock);
    }
    if (clock == REALTIME_ALARM || clock == BOOTTIME_ALARM) {
      long cycles = Timespec.cycles(task, task.argument(2), profile);
      return cycles < 0 ? cycles : Errno.EOPNOTSUPP.result();
    }
    if (!isClock(clock) || clock == THREAD_CPUTIME) {
      return Errno.EINVAL.result();
    }
    if (clock != REALTIME && clock != 1 && clock != BOOTTIME && clock != TAI) {
      return Errno.EOPNOTSUPP.result();
    }
    if (task.progress == 0) {
      boolean absolute = (task.argument(1) & TIMER_ABSTIME) != 0;
      int base = absolute && (clock == REALTIME || clock == TAI) ? Timespec.REALTIME : 1;
      long cycles = Timespec.until(task, task.argument(2), base, profile);
      if (cycles < 0) {
        return cycles;
      }
      task.progress = Math.max(1, absolute ? cycles : task.context().time + cycles);
    }
    return sleep(task);
  }

  private long sleep(Task task) {
    if (Math.max(scheduler.now(), task.context().time) >= task.progress) {
      return 0;
    }
    scheduler.block(task, sleepers, "a timer", () -> Wait.TIMER);
    if (task.deadline != task.progress) {
      scheduler.deadline(task, task.progress);
    }
    return Calls.BLOCKED;
  }

  /// A signal has ended a sleep: says how much is left of it.
  private long remaining(Task task, int argument) {
    long to = task.argument(argument);
    long cpu = cpuSleep.left(task);
    long left = profile.nanos(cpu >= 0 ? cpu : Math.max(0, task.progress - scheduler.now()));
    long result = to == 0 ? 0 : put(task, to, left);
    return result == 0 ? Errno.EINTR.result() : result;
  }

  private long times(Task task) {
    Process process = task.process();
    long to = task.argument(0);
    AddressSpace memory = process.memory();
    long own = profile.nanos(Usage.of(process)) / TICK;
    long children = profile.nanos(process.childrenTime()) / TICK;
    boolean done =
        to == 0
            || UserMemory.put(memory, to, 8, own)
                && UserMemory.put(memory, to + 8, 8, 0)
                && UserMemory.put(memory, to + 16, 8, children)
                && UserMemory.put(memory, to + 24, 8, 0);
    return done ? profile.nanos(task.context().time) / TICK : Errno.EFAULT.result();
  }

  private long getrusage(Task task) {
    Process process = task.process();
    long cycles;
    switch ((int) task.argument(0)) {
      case RUSAGE_SELF -> cycles = Usage.of(process);
      case RUSAGE_CHILDREN -> cycles = process.childrenTime();
      case RUSAGE_THREAD -> cycles = task.cpuTime;
      default -> {
        return Errno.EINVAL.result();
      }
    }
    return usage.put(task, task.argument(1), cycles) ? 0 : Errno.EFAULT.result();
  }
}
