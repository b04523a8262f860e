package dev.ringfence.kernel.proc;

import dev.ringfence.event.Counters;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.sched.CpuRange;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.List;
import java.util.Locale;

/// What the machine does: `/proc/stat`, `/proc/uptime` and `/proc/loadavg`. Averages over minutes
/// are not kept: the load is that of the moment.
final class ActivityText {
  private static final long SECOND = 1_000_000_000;

  private final Machine machine;
  private final Profile profile;
  private final Scheduler scheduler;
  private final Processes processes;
  private final Counters counters;

  ActivityText(Machine machine, Scheduler scheduler, Processes processes, Counters counters) {
    this.machine = machine;
    profile = machine.profile();
    this.scheduler = scheduler;
    this.processes = processes;
    this.counters = counters;
  }

  /// `/proc/stat` (`proc_stat(5)`): of CPU time only user, system and idle are told apart.
  String stat(int host) {
    List<Scheduler.Work> work = work(host);
    long all = work.stream().mapToLong(Scheduler.Work::all).sum();
    long user = work.stream().mapToLong(Scheduler.Work::user).sum();
    StringBuilder out = new StringBuilder();
    out.append(cpu("cpu ", all, user, work.size()));
    for (int cpu = 0; cpu < work.size(); cpu++) {
      out.append(cpu("cpu" + cpu, work.get(cpu).all(), work.get(cpu).user(), 1));
    }
    out.append("intr ").append(counters.traps - counters.syscalls).append('\n');
    out.append("ctxt ").append(counters.contextSwitches).append('\n');
    out.append("btime ").append(Timespec.EPOCH_NANOS / SECOND).append('\n');
    out.append("processes ").append(processes.creation().forks()).append('\n');
    out.append("procs_running ").append(scheduler.running()).append('\n');
    return out.append("procs_blocked 0\n").toString();
  }

  /// What the CPUs of a host have executed.
  private List<Scheduler.Work> work(int host) {
    CpuRange own = machine.cpusOf(host);
    return scheduler.work().subList(own.first(), own.first() + own.count());
  }

  private String cpu(String name, long all, long user, int cpus) {
    long idle = Math.max(0, scheduler.now() * cpus - all);
    return "%s %d 0 %d %d 0 0 0 0 0 0\n"
        .formatted(name, ticks(user), ticks(Math.max(0, all - user)), ticks(idle));
  }

  /// `/proc/uptime`: seconds since the machine began, and of all CPUs together the idle ones.
  String uptime(int host) {
    List<Scheduler.Work> work = work(host);
    long busy = work.stream().mapToLong(Scheduler.Work::all).sum();
    long idle = Math.max(0, scheduler.now() * work.size() - busy);
    return String.format(Locale.ROOT, "%.2f %.2f\n", seconds(scheduler.now()), seconds(idle));
  }

  /// `/proc/loadavg`, of a host that sees its own processes.
  String load(int host) {
    int running = scheduler.running();
    int tasks = 0;
    for (Process process : processes.on(host)) {
      tasks += process.tasks.size();
    }
    String load = String.format(Locale.ROOT, "%.2f", (double) running);
    return "%s %s %s %d/%d %d\n"
        .formatted(load, load, load, running, tasks, processes.creation().forks() + Process.INIT);
  }

  private long ticks(long cycles) {
    return profile.nanos(cycles) / StatText.TICK;
  }

  private double seconds(long cycles) {
    return profile.nanos(cycles) / (double) SECOND;
  }
}
