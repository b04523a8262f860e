package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.Ids;
import dev.ringfence.kernel.access.Privileges;
import dev.ringfence.kernel.fs.node.ProcSubject;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.CpuRange;
import dev.ringfence.kernel.signal.SignalSets;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import static java.util.stream.Collectors.joining;

/// `/proc/PID/status` and `/proc/PID/task/TID/status`: what there is to know of a process or one of
/// its threads, in words (`proc_pid_status(5)`).
public final class StatusText {
  /// Signals that may wait: `RLIMIT_SIGPENDING`.
  private static final int SIGPENDING = 31_000;

  private static final int FD_SIZE = 256;

  /// `TASK_COMM_LEN` without the zero at the end.
  static final int NAME = 15;

  private final IntFunction<CpuRange> cpus;

  /// @param cpus of each host
  StatusText(IntFunction<CpuRange> cpus) {
    this.cpus = cpus;
  }

  String of(ProcSubject subject) {
    Process process = subject.process();
    Task task = subject.task();
    StringBuilder out = new StringBuilder();
    line(out, "Name", name(subject).replace("\\", "\\\\").replace("\n", "\\n"));
    line(out, "Umask", "%04o".formatted(process.umask));
    char state = state(process, task);
    line(out, "State", state + " (" + word(state) + ")");
    line(out, "Tgid", process.pid());
    line(out, "Ngid", 0);
    line(out, "Pid", subject.tid());
    line(out, "PPid", process.parent);
    line(out, "TracerPid", 0);
    Credentials who = process.credentials;
    line(out, "Uid", ids(who.users()));
    line(out, "Gid", ids(who.ownGroups()));
    line(out, "FDSize", FD_SIZE);
    line(
        out,
        "Groups",
        who.groups().stream().map(g -> Integer.toUnsignedString(g) + " ").collect(joining()));
    if (task != null) {
      memory(out, Totals.of(process));
    }
    line(out, "Threads", Math.max(1, process.tasks.size()));
    if (task != null) {
      signals(out, SignalSets.of(task.signals, process.signals));
      capabilities(out, who.privileges());
      cpus(out, cpus.apply(process.host), task.schedule == null ? 0 : task.schedule.affinity);
    }
    return out.toString();
  }

  private static void memory(StringBuilder out, Totals totals) {
    kilobytes(out, "VmSize", totals.size());
    kilobytes(out, "VmLck", 0);
    kilobytes(out, "VmPin", 0);
    kilobytes(out, "VmRSS", totals.resident());
    kilobytes(out, "RssAnon", totals.anonymous());
    kilobytes(out, "RssFile", totals.file());
    kilobytes(out, "RssShmem", totals.shared());
    kilobytes(out, "VmData", totals.data());
    kilobytes(out, "VmStk", totals.stack());
    kilobytes(out, "VmExe", totals.text());
    kilobytes(out, "VmLib", 0);
    kilobytes(out, "VmPTE", totals.tables());
    kilobytes(out, "VmSwap", 0);
    kilobytes(out, "HugetlbPages", totals.huge());
  }

  private static void signals(StringBuilder out, SignalSets sets) {
    line(out, "SigQ", sets.queued() + "/" + SIGPENDING);
    line(out, "SigPnd", "%016x".formatted(sets.pending()));
    line(out, "ShdPnd", "%016x".formatted(sets.shared()));
    line(out, "SigBlk", "%016x".formatted(sets.blocked()));
    line(out, "SigIgn", "%016x".formatted(sets.ignored()));
    line(out, "SigCgt", "%016x".formatted(sets.caught()));
  }

  private static String ids(Ids ids) {
    return IntStream.of(ids.real(), ids.effective(), ids.saved(), ids.file())
        .mapToObj(Integer::toUnsignedString)
        .collect(joining("\t"));
  }

  private static void capabilities(StringBuilder out, Privileges privileges) {
    line(out, "CapInh", "%016x".formatted(privileges.inheritable()));
    line(out, "CapPrm", "%016x".formatted(privileges.permitted()));
    line(out, "CapEff", "%016x".formatted(privileges.effective()));
    line(out, "CapBnd", "%016x".formatted(privileges.bounding()));
    line(out, "CapAmb", "%016x".formatted(privileges.ambient()));
    line(out, "NoNewPrivs", privileges.fixed() ? 1 : 0);
  }

  private static void cpus(StringBuilder out, CpuRange own, long affinity) {
    int cpus = own.count();
    long allowed = affinity == 0 ? own.mask() : affinity;
    line(out, "Cpus_allowed", Long.toHexString(allowed));
    StringBuilder list = new StringBuilder();
    for (int cpu = 0; cpu < cpus; cpu++) {
      int last = cpu;
      while ((allowed >>> cpu & 1) != 0 && last + 1 < cpus && (allowed >>> last + 1 & 1) != 0) {
        last++;
      }
      if ((allowed >>> cpu & 1) != 0) {
        list.append(list.isEmpty() ? "" : ",").append(cpu).append(last > cpu ? "-" + last : "");
        cpu = last;
      }
    }
    line(out, "Cpus_allowed_list", list.toString());
  }

  /// The name of its first thread.
  public static String name(Process process) {
    return name(process, process.tasks.isEmpty() ? null : process.tasks.getFirst());
  }

  /// The name of a thread.
  static String name(ProcSubject subject) {
    return name(subject.process(), subject.task());
  }

  private static String name(Process process, @Nullable Task task) {
    String whole = task == null ? process.executable.replaceFirst(".*/", "") : task.shownName();
    return whole.substring(0, Math.min(NAME, whole.length()));
  }

  /// What a thread does, as `ps(1)` writes it: R, S, T, or Z for one that has ended.
  static char state(Process process, @Nullable Task task) {
    if (task == null) {
      return 'Z';
    }
    if (process.signals.stopped) {
      return 'T';
    }
    return task.state == Task.State.BLOCKED && !task.isRoused ? 'S' : 'R';
  }

  /// As `ps(1)` writes it: R, S, T or Z.
  public static char state(Process process) {
    if (process.zombie) {
      return 'Z';
    }
    if (process.signals.stopped) {
      return 'T';
    }
    for (Task task : process.tasks) {
      if (task.state != Task.State.BLOCKED) {
        return 'R';
      }
    }
    return 'S';
  }

  private static String word(char state) {
    return switch (state) {
      case 'R' -> "running";
      case 'T' -> "stopped";
      case 'Z' -> "zombie";
      default -> "sleeping";
    };
  }

  private static void line(StringBuilder out, String name, Object value) {
    out.append(name).append(":\t").append(value).append('\n');
  }

  private static void kilobytes(StringBuilder out, String name, long value) {
    out.append("%s:\t%8d kB\n".formatted(name, value));
  }
}
