package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Scheduler;

/// A timer that tells by reading how often it has expired (`timerfd_create(2)`). Times are cycles.
final class TimerFile implements OpenFile {
  private static final int SIZE = 8;

  private final Scheduler scheduler;
  private final Pollers pollers = new Pollers();
  private final WaitQueue readers = new WaitQueue();
  private final Descriptors.Reference reference = new Descriptors.Reference(this);
  private final Alarm alarm;

  /// Whether its absolute times are those of `CLOCK_REALTIME`.
  final boolean realTime;

  private long interval;
  private long expirations;
  private int status;

  TimerFile(Scheduler scheduler, int pid, boolean realTime, int status) {
    this.scheduler = scheduler;
    this.realTime = realTime;
    this.status = status;
    alarm = new Alarm(pid, this::expired);
  }

  Descriptors.Reference reference() {
    return reference;
  }

  private void expired() {
    expirations++;
    if (interval > 0) {
      scheduler.set(alarm, scheduler.now() + interval);
    }
    scheduler.wake(readers);
    pollers.wake(scheduler, POLLIN);
  }

  /// Sets it to expire at a time and then again and again, or stops it for a time of 0.
  void set(long time, long again) {
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

  /// It has no offset, but nothing against one.
  @Override
  public long seek(long offset, int whence) {
    return 0;
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
    return "clockid: %d\nticks: %d\n".formatted(realTime ? 0 : 1, expirations);
  }

  @Override
  public int flags() {
    return O_RDWR | status;
  }

  @Override
  public void setFlags(int flags) {
    status = flags & O_NONBLOCK;
  }

  @Override
  public long read(Task task, long buffer, long size) {
    if (size < SIZE) {
      return Errno.EINVAL.result();
    }
    if (expirations == 0) {
      if ((status & O_NONBLOCK) != 0) {
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
  public Pollers pollers() {
    return pollers;
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
