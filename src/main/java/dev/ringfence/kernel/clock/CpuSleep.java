package dev.ringfence.kernel.clock;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.CpuAlarm;
import dev.ringfence.machine.Profile;
import java.util.HashMap;
import java.util.Map;

/// Sleeps until a process or another thread has used so much CPU time (`clock_nanosleep(2)`).
final class CpuSleep {
  private static final int TIMER_ABSTIME = 1;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Profile profile;
  private final WaitQueue sleepers = new WaitQueue();
  private final Map<Task, CpuAlarm> alarms = new HashMap<>();

  CpuSleep(Processes processes, Scheduler scheduler, Profile profile) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
  }

  /// As `clock_nanosleep(2)` with such a clock, of which a thread's own is none to wait for.
  long call(Task task, int number) {
    CpuAlarm known = alarms.get(task);
    if (known != null) {
      return await(task, known);
    }
    CpuClock clock = CpuClock.of(processes, task, number);
    if (CpuClock.isOfFile(number)) {
      return Errno.EOPNOTSUPP.result();
    }
    long cycles = Timespec.cycles(task, task.argument(2), profile);
    if (cycles < 0) {
      return cycles;
    }
    if (clock == null || clock.thread() == task) {
      return Errno.EINVAL.result();
    }
    boolean absolute = (task.argument(1) & TIMER_ABSTIME) != 0;
    long due = absolute ? cycles : clock.used() + cycles;
    if (clock.used() >= due) {
      return 0;
    }
    CpuAlarm alarm = new CpuAlarm(clock, task.process(), () -> rings(task));
    alarms.put(task, alarm);
    alarm.set(due);
    return await(task, alarm);
  }

  private void rings(Task task) {
    if (task.state == Task.State.BLOCKED) {
      scheduler.wake(task);
    } else {
      alarms.remove(task);
    }
  }

  private long await(Task task, CpuAlarm alarm) {
    if (!alarm.isSet()) {
      alarms.remove(task);
      return 0;
    }
    scheduler.block(task, sleepers, "CPU time", () -> alarm.clock().mayGoOn(task));
    return Calls.BLOCKED;
  }

  /// A signal has ended a sleep until a time.
  long abandon(Task task) {
    left(task);
    return Errno.EINTR.result();
  }

  /// A signal has ended a sleep: cycles that were left of it, or -1 if it was none of these.
  long left(Task task) {
    CpuAlarm alarm = alarms.remove(task);
    if (alarm == null) {
      return -1;
    }
    long left = alarm.isSet() ? Math.max(0, alarm.time() - alarm.clock().used()) : 0;
    alarm.cancel();
    return left;
  }
}
