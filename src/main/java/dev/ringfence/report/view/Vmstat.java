package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.proc.MemoryText;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.List;

/// The machine in the form of `vmstat` (procps): one line, with averages since the machine began.
final class Vmstat {
  private static final long SECOND = 1_000_000_000;

  private Vmstat() {}

  static String of(Kernel kernel, Profile profile) {
    FrameMap frames = kernel.parts().proc().frames();
    List<Scheduler.Work> work = kernel.parts().work();
    long used = work.stream().mapToLong(Scheduler.Work::all).sum();
    long user = work.stream().mapToLong(Scheduler.Work::user).sum();
    long all = Math.max(1, Math.max(used, kernel.now() * work.size()));
    long inUser = Math.round(100.0 * user / all);
    long inSystem = Math.round(100.0 * Math.max(0, used - user) / all);
    long nanos = Math.max(1, profile.nanos(kernel.now()));
    return """
    procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
     r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
    """
        + "%2d %2d %6d %6d %6d %6d %4d %4d %5d %5d %4d %4d %2d %2d %2d %2d %2d\n"
            .formatted(
                kernel.parts().running(),
                0,
                0,
                FrameMap.kibibytes(frames.count(FrameMap.Kind.FREE)),
                0,
                FrameMap.kibibytes(MemoryText.cached(frames)),
                0,
                0,
                0,
                0,
                perSecond(kernel.counters().traps - kernel.counters().syscalls, nanos),
                perSecond(kernel.counters().contextSwitches, nanos),
                inUser,
                inSystem,
                Math.max(0, 100 - inUser - inSystem),
                0,
                0);
  }

  private static long perSecond(long count, long nanos) {
    return Math.round((double) count * SECOND / nanos);
  }
}
