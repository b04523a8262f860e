package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.call.ResourceLimits;

/// `/proc/PID/limits`: what a process may use, as `getrlimit(2)` tells it, in a table
/// (`proc_pid_limits(5)`).
final class LimitsText {
  private LimitsText() {}

  /// What they are called, and their units.
  private static final String[][] NAMES = {
    {"Max cpu time", "seconds"},
    {"Max file size", "bytes"},
    {"Max data size", "bytes"},
    {"Max stack size", "bytes"},
    {"Max core file size", "bytes"},
    {"Max resident set", "bytes"},
    {"Max processes", "processes"},
    {"Max open files", "files"},
    {"Max locked memory", "bytes"},
    {"Max address space", "bytes"},
    {"Max file locks", "locks"},
    {"Max pending signals", "signals"},
    {"Max msgqueue size", "bytes"},
    {"Max nice priority", ""},
    {"Max realtime priority", ""},
    {"Max realtime timeout", "us"}
  };

  static String of(Process process, ResourceLimits limits) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-25s %-20s %-20s %-10s\n".formatted("Limit", "Soft Limit", "Hard Limit", "Units"));
    for (int resource = 0; resource < ResourceLimits.COUNT; resource++) {
      String unit = NAMES[resource][1];
      text.append("%-25s ".formatted(NAMES[resource][0]));
      text.append("%-20s ".formatted(word(limits.of(process, resource, false))));
      text.append("%-20s ".formatted(word(limits.of(process, resource, true))));
      text.append(unit.isEmpty() ? "\n" : "%-10s\n".formatted(unit));
    }
    return text.toString();
  }

  private static String word(long limit) {
    return limit == ResourceLimits.INFINITY ? "unlimited" : Long.toString(limit);
  }
}
