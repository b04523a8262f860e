package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.proc.StatusText;
import dev.ringfence.kernel.proc.Totals;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.tty.Terminal;
import dev.ringfence.machine.Profile;
import org.jspecify.annotations.Nullable;

/// The processes in the form of `ps -l` (procps), where WCHAN is the call that a process waits in.
final class ProcessList {
  private static final int WCHAN = 6;
  private static final long SECOND = 1_000_000_000;

  private ProcessList() {}

  static String of(Kernel kernel, Profile profile, int host) {
    StringBuilder out = new StringBuilder();
    out.append("F S   UID     PID    PPID  C PRI  NI ADDR SZ WCHAN  TTY          TIME CMD\n");
    for (Process process : kernel.processes().on(host)) {
      long seconds = profile.nanos(Usage.of(process)) / SECOND;
      out.append(
          "0 %c %5d %7d %7d %2d %3d %3s - %5d %-6s %-8s %s %s%s\n"
              .formatted(
                  StatusText.state(process),
                  process.credentials.euid(),
                  process.pid(),
                  process.parent,
                  share(process, kernel),
                  60 + priority(process),
                  nice(process),
                  Totals.of(process).size() / 4,
                  call(kernel, process),
                  terminal(kernel.parts().terminals().of(process)),
                  "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60),
                  StatusText.name(process),
                  process.zombie ? " <defunct>" : ""));
    }
    return out.toString();
  }

  private static int priority(Process process) {
    return process.tasks.isEmpty() ? 20 : Schedule.shownPriority(process.tasks.getFirst());
  }

  /// Its nice value, which means nothing for one of real time.
  private static String nice(Process process) {
    Schedule.Wish wish =
        process.tasks.isEmpty() ? Schedule.Wish.USUAL : Schedule.of(process.tasks.getFirst());
    return wish.priority() > 0 ? "-" : Integer.toString(wish.nice());
  }

  /// The share of the machine's life that it has been on a CPU, in percent.
  private static long share(Process process, Kernel kernel) {
    return Math.min(99, 100 * Usage.of(process) / Math.max(1, kernel.now()));
  }

  private static String terminal(@Nullable Terminal terminal) {
    return terminal == null ? "?" : terminal.name().substring("/dev/".length());
  }

  private static String call(Kernel kernel, Process process) {
    if (process.tasks.isEmpty()) {
      return "-";
    }
    Task first = process.tasks.getFirst();
    String call = first.state == Task.State.BLOCKED ? kernel.callOf(first) : "-";
    return call.substring(0, Math.min(WCHAN, call.length()));
  }
}
