package dev.ringfence.kernel.signal;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.CpuClock;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import org.jspecify.annotations.Nullable;

/// The calls on timers that send signals: `alarm(2)`, `setitimer(2)`, `timer_create(2)`.
///
/// The timers of `timer_create` have numbers from 0 on; [#REAL] is the one of `alarm` and
/// `ITIMER_REAL`.
public final class TimerCalls {
  private static final int REAL = -1;
  private static final long SECOND = 1_000_000_000;

  /// Nanoseconds from a timer's expiry to its signal: an interrupt and the way out of it. So what
  /// is left of a sleep that an alarm ends is less than what is left between the two, as on Linux.
  private static final long LATENCY = 20_000;

  private static final int ABSTIME = 1;
  private static final int CLOCK_TAI = 11;
  private static final int SIGEV_SIGNAL = 0;
  private static final int SIGEV_NONE = 1;
  private static final int SIGEV_THREAD = 2;
  private static final int SIGEV_THREAD_ID = 4;
  private static final int TIMERS_MAX = 1024;

  /// What is read of a `struct sigevent`.
  private static final int EVENT_SIZE = 20;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Profile profile;

  public TimerCalls(Processes processes, Scheduler scheduler, Profile profile) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls.add("unistd.h", "unsigned int alarm(unsigned int seconds)", this::alarm).acts(Act.KILL);
    calls
        .add(
            "sys/time.h",
            "int setitimer(int which, const struct itimerval *value, struct itimerval *ovalue)",
            this::setitimer)
        .acts(Act.KILL);
    calls.add("sys/time.h", "int getitimer(int which, struct itimerval *value)", this::getitimer);
    calls.add(
        "time.h",
        "int __timer_create(clockid_t clockid, struct sigevent *sevp, timer_t *timerid)",
        this::create);
    calls
        .add(
            "time.h",
            "int __timer_settime(timer_t timerid, int flags, const struct itimerspec *value,"
                + " struct itimerspec *ovalue)",
            this::settime)
        .acts(Act.KILL);
    calls.add(
        "time.h", "int __timer_gettime(timer_t timerid, struct itimerspec *value)", this::gettime);
    calls.add("time.h", "int __timer_delete(timer_t timerid)", this::delete);
    calls.add("time.h", "int __timer_getoverrun(timer_t timerid)", this::overrun);
  }

  private IntervalTimer make(Process process, int number) {
    IntervalTimer[] made = new IntervalTimer[1];
    IntervalTimer timer = new IntervalTimer(process.pid(), () -> rings(process, made[0]));
    made[0] = timer;
    timer.signal = Signal.SIGALRM.number();
    timer.info = SignalInfo.fromKernel(timer.signal);
    process.signals.add(number, timer);
    return timer;
  }

  private IntervalTimer real(Process process) {
    IntervalTimer timer = process.signals.timers.get(REAL);
    return timer == null ? make(process, REAL) : timer;
  }

  private void rings(Process process, IntervalTimer timer) {
    CpuAlarm cpu = timer.cpu;
    if (cpu != null && timer.interval > 0) {
      cpu.set(cpu.clock().used() + timer.interval);
    } else if (timer.interval > 0) {
      scheduler.set(timer.alarm, scheduler.now() + timer.interval);
    }
    changed(process);
    if (timer.signal == 0) {
      return;
    }
    Task target = timer.target;
    boolean gone = target != null && target.state == Task.State.DEAD;
    if (pending(process, timer).isLate(timer.info)) {
      timer.late++;
    } else if (!gone) {
      timer.delivered = timer.late;
      timer.late = 0;
      if (target == null) {
        processes.signals().send(process, timer.info);
      } else {
        processes.signals().send(target, timer.info);
      }
    }
  }

  private static PendingSignals pending(Process process, IntervalTimer timer) {
    Task target = timer.target;
    return target == null ? process.signals.pending() : target.signals.pending();
  }

  /// What may be sent to the process by itself has changed.
  private void changed(Process process) {
    process.surprising = true;
    processes.lost(process);
  }

  private long left(Task task, IntervalTimer timer) {
    CpuAlarm cpu = timer.cpu;
    if (cpu != null) {
      long nanos = profile.nanos(Math.max(0, cpu.time() - cpu.clock().used()));
      return cpu.isSet() ? Math.max(1, nanos) : 0;
    }
    return timer.alarm.isSet()
        ? Math.max(1, profile.nanos(timer.alarm.time() - task.context().time) - LATENCY)
        : 0;
  }

  /// Sets a timer to so many nanoseconds from now, or stops it.
  private void set(Task task, IntervalTimer timer, long nanos, long interval) {
    CpuAlarm cpu = timer.cpu;
    timer.interval = cycles(interval);
    if (nanos == 0) {
      timer.cancel();
    } else if (cpu != null) {
      cpu.set(cpu.clock().used() + cycles(nanos));
    } else {
      scheduler.set(timer.alarm, task.context().time + cycles(nanos + LATENCY));
    }
    changed(task.process());
  }

  /// A span in cycles, of which the time when it ends can still be told.
  private long cycles(long nanos) {
    return Math.min(profile.cycles(nanos), Long.MAX_VALUE / 2);
  }

  private long alarm(Task task) {
    IntervalTimer timer = real(task.process());
    long left = left(task, timer);
    set(task, timer, (task.argument(0) & 0xFFFFFFFFL) * SECOND, 0);
    // Rounded as Linux does it: never to 0 while it is set.
    return left == 0 ? 0 : Math.max(1, (left + SECOND / 2) / SECOND);
  }

  private @Nullable Long nanos(Task task, long at, long unit) {
    Long seconds = UserMemory.getLong(task.process().memory(), at);
    Long parts = UserMemory.getWord(task.process().memory(), at + 8);
    if (seconds == null || parts == null) {
      return null;
    }
    boolean bad = seconds < 0 || parts < 0 || parts >= SECOND / unit;
    return bad ? -1 : Math.min(seconds, Integer.MAX_VALUE) * SECOND + parts * unit;
  }

  private boolean put(Task task, long to, IntervalTimer timer, long unit) {
    AddressSpace memory = task.process().memory();
    return put(memory, to, profile.nanos(timer.interval), left(task, timer), unit);
  }

  private static boolean put(AddressSpace memory, long to, long interval, long left, long unit) {
    return UserMemory.put(memory, to, 8, interval / SECOND)
        && UserMemory.put(memory, to + 8, 8, interval % SECOND / unit)
        && UserMemory.put(memory, to + 16, 8, left / SECOND)
        && UserMemory.put(memory, to + 24, 8, left % SECOND / unit);
  }

  private static boolean isOfCpuTime(long which) {
    return which == CpuTimers.VIRTUAL || which == CpuTimers.PROF;
  }

  private long setCpuTimer(Task task) {
    Process process = task.process();
    long from = task.argument(1);
    Long interval = from == 0 ? Long.valueOf(0) : nanos(task, from, 1000);
    Long value = from == 0 ? Long.valueOf(0) : nanos(task, from + 16, 1000);
    if (interval == null || value == null) {
      return Errno.EFAULT.result();
    }
    if (interval < 0 || value < 0) {
      return Errno.EINVAL.result();
    }
    int kind = (int) task.argument(0);
    CpuTimers timers = process.signals.ownCpuTimers();
    long oldInterval = profile.nanos(timers.interval(kind));
    long oldLeft = profile.nanos(timers.left(kind, Usage.of(process)));
    timers.set(kind, Usage.of(process), cycles(value), cycles(interval));
    long to = task.argument(2);
    return to == 0 || put(process.memory(), to, oldInterval, oldLeft, 1000)
        ? 0
        : Errno.EFAULT.result();
  }

  private long getCpuTimer(Task task, long to) {
    CpuTimers timers = task.process().signals.cpuTimers;
    int kind = (int) task.argument(0);
    long interval = profile.nanos(timers.interval(kind));
    long left = profile.nanos(timers.left(kind, Usage.of(task.process())));
    return put(task.process().memory(), to, interval, left, 1000) ? 0 : Errno.EFAULT.result();
  }

  private long setitimer(Task task) {
    if (isOfCpuTime(task.argument(0))) {
      return setCpuTimer(task);
    }
    if (task.argument(0) != 0) {
      long from = task.argument(1);
      boolean known = from == 0 || nanos(task, from, 1000) != null;
      return (known ? Errno.EINVAL : Errno.EFAULT).result();
    }
    return set(task, real(task.process()), task.argument(1), task.argument(2), 1000, 0);
  }

  private long getitimer(Task task) {
    if (isOfCpuTime(task.argument(0))) {
      return getCpuTimer(task, task.argument(1));
    }
    if (task.argument(0) != 0) {
      return Errno.EINVAL.result();
    }
    return put(task, task.argument(1), real(task.process()), 1000) ? 0 : Errno.EFAULT.result();
  }

  /// Sets a timer to what lies at an address, in seconds and units of so many nanoseconds.
  ///
  /// @param shown nanoseconds since boot at the moment that the time counts from, or 0 for now
  private long set(Task task, IntervalTimer timer, long from, long to, long unit, long shown) {
    Long interval = from == 0 ? Long.valueOf(0) : nanos(task, from, unit);
    Long value = from == 0 ? Long.valueOf(0) : nanos(task, from + 16, unit);
    if (interval == null || value == null) {
      return Errno.EFAULT.result();
    }
    if (interval < 0 || value < 0) {
      return Errno.EINVAL.result();
    }
    long oldInterval = profile.nanos(timer.interval);
    long oldLeft = left(task, timer);
    set(task, timer, value == 0 ? 0 : Math.max(1, value - shown), value == 0 ? 0 : interval);
    return to == 0 || put(task.process().memory(), to, oldInterval, oldLeft, unit)
        ? 0
        : Errno.EFAULT.result();
  }

  private long create(Task task) {
    Process process = task.process();
    AddressSpace memory = process.memory();
    int clock = (int) task.argument(0);
    long event = task.argument(1);
    int number = 0;
    while (process.signals.timers.containsKey(number)) {
      number++;
    }
    if (event != 0 && !UserMemory.isReachable(memory, event, EVENT_SIZE, false)) {
      return Errno.EFAULT.result();
    }
    boolean shows = clock == 0 || clock == CLOCK_TAI;
    CpuClock cpu = CpuClock.of(processes, task, clock);
    if (cpu == null && !shows && clock != 1 && clock != 7) {
      return (clock >= 4 && clock <= 9 || CpuClock.isOfFile(clock)
              ? Errno.EOPNOTSUPP
              : Errno.EINVAL)
          .result();
    }
    if (number == TIMERS_MAX) {
      return Errno.EAGAIN.result();
    }
    int signal = Signal.SIGALRM.number();
    long value = number;
    Task target = null;
    if (event != 0) {
      Long sent = UserMemory.getPointer(memory, event);
      signal = (int) UserMemory.getInt(memory, event + 8);
      int notify = (int) UserMemory.getInt(memory, event + 12);
      if (sent == null) {
        return Errno.EFAULT.result();
      }
      boolean known = notify >= SIGEV_SIGNAL && notify <= SIGEV_THREAD;
      if (!known && notify != SIGEV_THREAD_ID) {
        return Errno.EINVAL.result();
      }
      if (notify == SIGEV_THREAD_ID) {
        target = thread(process, UserMemory.getInt(memory, event + 16));
        if (target == null) {
          return Errno.EINVAL.result();
        }
      }
      value = sent;
      if (notify == SIGEV_NONE) {
        signal = 0;
      } else if (signal < 1 || signal > SignalSet.MOST) {
        return Errno.EINVAL.result();
      }
    }
    if (!UserMemory.putWord(memory, task.argument(2), number)) {
      return Errno.EFAULT.result();
    }
    IntervalTimer timer = make(process, number);
    timer.signal = signal;
    timer.target = target;
    timer.realTime = shows;
    timer.cpu = cpu == null ? null : new CpuAlarm(cpu, process, () -> rings(process, timer));
    timer.info = new SignalInfo(Math.max(1, signal), SignalInfo.SI_TIMER, number, 0, value);
    return 0;
  }

  private static @Nullable Task thread(Process process, long tid) {
    return process.tasks.stream().filter(task -> task.tid() == tid).findFirst().orElse(null);
  }

  private static @Nullable IntervalTimer timer(Task task) {
    int number = (int) task.argument(0);
    return number < 0 ? null : task.process().signals.timers.get(number);
  }

  private long settime(Task task) {
    IntervalTimer timer = timer(task);
    long from = task.argument(2);
    if (timer == null || from == 0) {
      boolean known =
          from == 0 || nanos(task, from, 1) != null && nanos(task, from + 16, 1) != null;
      return (known ? Errno.EINVAL : Errno.EFAULT).result();
    }
    timer.delivered = 0;
    timer.late = 0;
    boolean absolute = (task.argument(1) & ABSTIME) != 0;
    long epoch = timer.realTime ? Timespec.EPOCH * SECOND : 0;
    CpuAlarm cpu = timer.cpu;
    long now = cpu == null ? task.context().time : cpu.clock().used();
    long shown = absolute ? profile.nanos(now) + epoch : 0;
    return set(task, timer, from, task.argument(3), 1, shown);
  }

  private long gettime(Task task) {
    IntervalTimer timer = timer(task);
    if (timer == null) {
      return Errno.EINVAL.result();
    }
    return put(task, task.argument(1), timer, 1) ? 0 : Errno.EFAULT.result();
  }

  private long delete(Task task) {
    IntervalTimer timer = timer(task);
    if (timer == null) {
      return Errno.EINVAL.result();
    }
    timer.cancel();
    task.process().signals.timers.remove((int) task.argument(0));
    changed(task.process());
    return 0;
  }

  private long overrun(Task task) {
    IntervalTimer timer = timer(task);
    if (timer == null) {
      return Errno.EINVAL.result();
    }
    return pending(task.process(), timer).has(timer.info) ? timer.delivered : timer.late;
  }
}
