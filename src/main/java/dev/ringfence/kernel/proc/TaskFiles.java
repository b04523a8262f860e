package dev.ringfence.kernel.proc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.node.ProcSubject;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.ResourceLimits;
import dev.ringfence.kernel.tty.Terminal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The files of `/proc/PID` and `/proc/PID/task/TID` (`proc(5)`).
final class TaskFiles {
  private static final int MOST_ADJUSTMENT = 1000;

  /// What no login has, as an unsigned number of 32 bits.
  private static final String UNSET = Integer.toUnsignedString(-1);

  private final Processes processes;
  private final ResourceLimits limits;

  TaskFiles(Processes processes, ResourceLimits limits) {
    this.processes = processes;
    this.limits = limits;
  }

  /// All of them.
  ///
  /// @param terminals the terminals that control processes
  /// @param calls the names of the calls that tasks have made
  List<TaskFile> all(
      Machine machine,
      MapsText maps,
      Function<Process, @Nullable Terminal> terminals,
      Function<Task, String> calls) {
    return List.of(
        TaskFile.of("children", TaskFiles::children).only(TaskFile.Where.THREAD),
        TaskFile.of("cmdline", this::commandLine),
        TaskFile.of("comm", who -> StatusText.name(who) + "\n").writtenBy(this::rename),
        TaskFile.of("environ", this::environment).with(0400).guarded(),
        TaskFile.of("limits", who -> LimitsText.of(who.process(), limits)),
        TaskFile.of("loginuid", _ -> UNSET).writtenBy((_, _) -> Errno.EPERM.result()),
        TaskFile.of("maps", who -> maps.of(who.process())).guarded(),
        TaskFile.of("mountinfo", _ -> MountText.information()),
        TaskFile.of("mounts", _ -> MountText.mounts()),
        TaskFile.of("oom_score_adj", this::adjustment).writtenBy(this::adjust),
        TaskFile.of("sessionid", _ -> UNSET),
        TaskFile.of("stat", new StatText(machine, terminals)::of),
        TaskFile.of("statm", TaskFiles::memory),
        TaskFile.of("status", new StatusText(machine::cpusOf)::of),
        TaskFile.of("wchan", who -> wait(who, calls)));
  }

  private static String strings(List<String> strings) {
    StringBuilder text = new StringBuilder();
    strings.forEach(string -> text.append(string).append('\0'));
    return text.toString();
  }

  private String commandLine(ProcSubject subject) {
    return subject.task() == null ? "" : strings(processes.arguments().of(subject.process()));
  }

  private String environment(ProcSubject subject) {
    return subject.task() == null
        ? ""
        : strings(processes.arguments().environment(subject.process()));
  }

  /// The children of a process, as those of its first thread.
  private static String children(ProcSubject subject) {
    StringBuilder text = new StringBuilder();
    if (subject.isFirst()) {
      subject.process().children().forEach(child -> text.append(child.pid()).append(' '));
    }
    return text.toString();
  }

  /// Numbers of pages: in all, resident, of those shared, of the program, of libraries, of data and
  /// stack, and such as have been written to (`proc_pid_statm(5)`).
  private static String memory(ProcSubject subject) {
    Totals totals = subject.task() == null ? Totals.NONE : Totals.of(subject.process());
    return "%d %d %d %d 0 %d 0\n"
        .formatted(
            totals.size() / 4,
            totals.resident() / 4,
            (totals.file() + totals.shared()) / 4,
            totals.text() / 4,
            (totals.data() + totals.stack()) / 4);
  }

  /// In what a thread sleeps: the name of its call in place of a function of the kernel's.
  private String wait(ProcSubject subject, Function<Task, String> calls) {
    Task task = subject.task();
    boolean sleeps = task != null && StatusText.state(subject.process(), task) == 'S';
    return sleeps && TaskFile.mayLook(processes, subject) ? calls.apply(task) : "0";
  }

  /// Gives a thread another name, if it is one of the caller's.
  private long rename(ProcSubject subject, String text) {
    Task task = subject.task();
    if (task == null || processes.current() != subject.process()) {
      return Errno.EINVAL.result();
    }
    int end = text.indexOf('\0');
    task.name = text.substring(0, Math.min(StatusText.NAME, end < 0 ? text.length() : end));
    return 0;
  }

  private String adjustment(ProcSubject subject) {
    return processes.oomAdjustment(subject.process()) + "\n";
  }

  /// Sets a process's `oom_score_adj`, which only root makes less than it is for all at first.
  private long adjust(ProcSubject subject, String text) {
    String number = text.strip();
    if (!number.matches("[+-]?[0-9]{1,9}")
        || Math.abs(Integer.parseInt(number)) > MOST_ADJUSTMENT) {
      return Errno.EINVAL.result();
    }
    Credentials who = processes.callersCredentials();
    if (Integer.parseInt(number) < 0 && !who.has(Capability.SYS_RESOURCE)) {
      return Errno.EACCES.result();
    }
    processes.oomAdjustment(subject.process(), Integer.parseInt(number));
    return 0;
  }
}
