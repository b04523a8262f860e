package dev.ringfence.kernel.clock;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.process.OwnLimits.Bound;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.signal.CpuAlarm;
import dev.ringfence.kernel.signal.SignalInfo;

/// `RLIMIT_CPU` of processes: from the soft limit on they are sent `SIGXCPU` each second, at the
/// hard one `SIGKILL`.
public final class CpuLimit {
  private final Processes processes;
  private final int resource;
  private final long second;

  /// @param resource its number
  /// @param second in cycles
  public CpuLimit(Processes processes, int resource, long second) {
    this.processes = processes;
    this.resource = resource;
    this.second = second;
  }

  /// Looks after a process whose limit is new.
  public void watch(Process process) {
    Bound bound = processes.ownLimits().bound(process, resource);
    if (bound.soft() != Bound.NONE.soft()) {
      ring(process, cycles(Math.max(1, bound.soft())));
    }
  }

  private long cycles(long seconds) {
    return seconds < 0 || seconds > Long.MAX_VALUE / 2 / second
        ? Long.MAX_VALUE / 2
        : seconds * second;
  }

  private void ring(Process process, long at) {
    CpuClock clock = new CpuClock(process, null);
    new CpuAlarm(clock, process, () -> rings(process, at)).set(at);
  }

  /// A limit that has been raised meanwhile has an alarm of its own.
  private void rings(Process process, long at) {
    Bound bound = processes.ownLimits().bound(process, resource);
    if (bound.soft() == Bound.NONE.soft() || at < cycles(Math.max(1, bound.soft()))) {
      return;
    }
    boolean last = at >= cycles(Math.max(1, bound.hard()));
    Signal signal = last ? Signal.SIGKILL : Signal.SIGXCPU;
    process.surprising = true;
    processes.lost(process);
    processes.signals().send(process, SignalInfo.fromKernel(signal.number()));
    if (!last) {
      ring(process, at + second);
    }
  }
}
