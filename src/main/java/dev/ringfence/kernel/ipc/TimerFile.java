package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AnonymousFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;

/// A timer that tells by reading how often it has expired (`timerfd_create(2)`). Times are cycles.
final class TimerFile extends AnonymousFile {
  private static final int SIZE = 8;
  private static final long SECOND = 1_000_000_000;

  private final Scheduler scheduler;
  private final WaitQueue readers = new WaitQueue();
  private final Reference reference = new Reference(this);
  private final Alarm alarm;

  private final Profile profile;
  private final int clock;

  /// The flags with which it was set.
  private int settings;

  private long interval;
  private long expirations;

  /// @param clock of `clock_gettime(2)`
  TimerFile(Scheduler scheduler, Profile profile, int pid, int clock, int status) {
    super(O_RDWR | status);
    this.scheduler = scheduler;
    this.profile = profile;
    this.clock = clock;
    alarm = new Alarm(pid, this::expired);
  }

  Reference reference() {
    return reference;
  }

  private void expired() {
    expirations++;
    if (interval > 0) {
      scheduler.set(alarm, scheduler.now() + interval);
    }
    pollers().wake(scheduler, POLLIN);
    scheduler.wake(readers);
  }

  /// Whether its absolute times are those of `CLOCK_REALTIME`.
  boolean isRealTime() {
    return clock == 0;
  }

  /// Sets it to expire at a time and then again and again, or stops it for a time of 0.
  void set(long time, long again, int flags) {
    settings = flags;
    interval = again;
    expirations = 0;
    if (time == 0) {
      alarm.cancel();
    } else {
      scheduler.set(alarm, time);
    }
  }

  long interval() {
    return interval;
  }

  /// Cycles from a time until it expires, or 0 if it is not set.
  long left(long now) {
    return alarm.isSet() ? Math.max(1, alarm.time() - now) : 0;
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.EVENT;
  }

  @Override
  public String label() {
    return "timerfd";
  }

  @Override
  public String details() {
    return "clockid: %d\nticks: %d\nsettime flags: 0%o\nit_value: %s\nit_interval: %s\n"
        .formatted(clock, expirations, settings, span(left(scheduler.now())), span(interval));
  }

  private String span(long cycles) {
    long nanos = profile.nanos(cycles);
    return "(%d, %d)".formatted(nanos / SECOND, nanos % SECOND);
  }

  @Override
  public boolean hasWrites() {
    return false;
  }

  @Override
  public long read(Task task, long buffer, long size) {
    if (size < SIZE) {
      return Errno.EINVAL.result();
    }
    if (expirations == 0) {
      // A call that waits does not look at that again.
      if (isNonblocking() && task.state != Task.State.BLOCKED) {
        return Errno.EAGAIN.result();
      }
      scheduler.block(task, readers, "a timer", this::mayBecomeReady);
      return Calls.BLOCKED;
    }
    if (!UserMemory.put(task.process().memory(), buffer, SIZE, expirations)) {
      return Errno.EFAULT.result();
    }
    expirations = 0;
    return SIZE;
  }

  @Override
  public long write(Task task, long buffer, long size) {
    return Errno.EINVAL.result();
  }

  @Override
  public int readiness() {
    return expirations > 0 ? POLLIN : 0;
  }

  /// That it expires, or that somebody who has it open sets it.
  @Override
  public Wait mayBecomeReady() {
    return alarm.isSet() ? Wait.TIMER : reference.may(Act.KILL);
  }

  @Override
  public void closed() {
    alarm.cancel();
  }
}
