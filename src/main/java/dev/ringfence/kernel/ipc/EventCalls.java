package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.BitSet;

/// The calls on descriptors that tell of events: `eventfd(2)`, `timerfd_create(2)`.
public final class EventCalls {
  private static final int O_CLOEXEC = 0x80000;
  private static final int SEMAPHORE = 1;
  private static final int ABSTIME = 1;
  private static final int CANCEL_ON_SET = 2;
  private static final int REALTIME = 0;
  private static final int MONOTONIC = 1;
  private static final int BOOTTIME = 7;
  private static final int REALTIME_ALARM = 8;
  private static final int BOOTTIME_ALARM = 9;
  private static final long SECOND = 1_000_000_000;

  /// Which numbers of event counters are taken.
  private final BitSet counters = new BitSet();

  private final Scheduler scheduler;
  private final Profile profile;

  public EventCalls(Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls.add("sys/eventfd.h", "int eventfd(unsigned int initval, int flags)", this::counter);
    calls.add("sys/timerfd.h", "int timerfd_create(int clockid, int flags)", this::timer);
    calls
        .add(
            "sys/timerfd.h",
            "int timerfd_settime(int fd, int flags, const struct itimerspec *value,"
                + " struct itimerspec *ovalue)",
            this::set)
        .acts(Act.KILL);
    calls.add("sys/timerfd.h", "int timerfd_gettime(int fd, struct itimerspec *value)", this::get);
  }

  private static long open(Task task, Reference reference, int flags) {
    return task.process().descriptors().open(reference, (flags & O_CLOEXEC) != 0);
  }

  private long counter(Task task) {
    int flags = (int) task.argument(1);
    if ((flags & ~(O_CLOEXEC | OpenFile.O_NONBLOCK | SEMAPHORE)) != 0) {
      return Errno.EINVAL.result();
    }
    EventCounter counter =
        new EventCounter(
            scheduler,
            task.argument(0) & 0xFFFF_FFFFL,
            (flags & SEMAPHORE) != 0,
            flags & OpenFile.O_NONBLOCK,
            counters.nextClearBit(0),
            counters::clear);
    counters.set(counters.nextClearBit(0));
    return open(task, counter.reference(), flags);
  }

  private long timer(Task task) {
    int clock = (int) task.argument(0);
    int flags = (int) task.argument(1);
    boolean wakes = clock == REALTIME_ALARM || clock == BOOTTIME_ALARM;
    boolean known = wakes || clock == REALTIME || clock == MONOTONIC || clock == BOOTTIME;
    if (!known || (flags & ~(O_CLOEXEC | OpenFile.O_NONBLOCK)) != 0) {
      return Errno.EINVAL.result();
    }
    if (wakes && !task.process().credentials.has(Capability.WAKE_ALARM)) {
      return Errno.EPERM.result();
    }
    if (wakes) {
      clock = clock == REALTIME_ALARM ? REALTIME : BOOTTIME;
    }
    TimerFile timer =
        new TimerFile(scheduler, profile, task.process().pid(), clock, flags & OpenFile.O_NONBLOCK);
    return open(task, timer.reference(), flags);
  }

  private long set(Task task) {
    long from = task.argument(2);
    long again = Timespec.cycles(task, from, profile);
    long first = Timespec.cycles(task, from + 16, profile);
    int flags = (int) task.argument(1);
    if (again == Errno.EFAULT.result() || first == Errno.EFAULT.result()) {
      return Errno.EFAULT.result();
    }
    if ((flags & ~(ABSTIME | CANCEL_ON_SET)) != 0 || again < 0 || first < 0) {
      return Errno.EINVAL.result();
    }
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (!(file instanceof TimerFile timer)) {
      return (file == null ? Errno.EBADF : Errno.EINVAL).result();
    }
    AddressSpace memory = task.process().memory();
    long now = task.context().time;
    long interval = timer.interval();
    long left = timer.left(now);
    int clock = timer.isRealTime() ? Timespec.REALTIME : MONOTONIC;
    boolean absolute = (flags & ABSTIME) != 0;
    long time = absolute ? Timespec.until(task, from + 16, clock, profile) : now + first;
    timer.set(first == 0 ? 0 : Math.max(now + 1, time), again, flags);
    long to = task.argument(3);
    return to == 0 || put(memory, to, interval, left) ? 0 : Errno.EFAULT.result();
  }

  private long get(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (!(file instanceof TimerFile timer)) {
      return (file == null ? Errno.EBADF : Errno.EINVAL).result();
    }
    long left = timer.left(task.context().time);
    return put(task.process().memory(), task.argument(1), timer.interval(), left)
        ? 0
        : Errno.EFAULT.result();
  }

  private boolean put(AddressSpace memory, long to, long intervalCycles, long leftCycles) {
    long interval = profile.nanos(intervalCycles);
    long left = profile.nanos(leftCycles);
    return UserMemory.put(memory, to, 8, interval / SECOND)
        && UserMemory.put(memory, to + 8, 8, interval % SECOND)
        && UserMemory.put(memory, to + 16, 8, left / SECOND)
        && UserMemory.put(memory, to + 24, 8, left % SECOND);
  }
}
