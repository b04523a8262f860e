package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.clock.CpuClock;
import dev.ringfence.kernel.process.Process;

/// Something to be done when a clock of CPU time comes to a time. That is looked at whenever a task
/// of the process whose clock it is comes back from its CPU ([CpuTimers]).
public final class CpuAlarm {
  private static final int NEVER = 0;

  private final CpuClock clock;
  private final Process owner;
  private final Runnable action;
  private long due = NEVER;

  /// @param owner whose it is, and with which it goes
  public CpuAlarm(CpuClock clock, Process owner, Runnable action) {
    this.clock = clock;
    this.owner = owner;
    this.action = action;
  }

  public CpuClock clock() {
    return clock;
  }

  /// Has it ring at a time of its clock, in cycles.
  public void set(long time) {
    due = Math.max(1, time);
    clock.process().signals.ownCpuTimers().add(this);
  }

  public void cancel() {
    due = NEVER;
    clock.process().signals.cpuTimers.remove(this);
  }

  public boolean isSet() {
    return due != NEVER;
  }

  /// The time at which it rings.
  public long time() {
    return due;
  }

  /// Rings if it is time, once.
  void look() {
    if (owner.zombie) {
      cancel();
    } else if (isSet() && clock.used() >= due) {
      cancel();
      action.run();
    }
  }
}
