package dev.ringfence.kernel.proc;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.fs.node.ProcSubject;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.signal.SignalSets;
import dev.ringfence.kernel.tty.Terminal;
import dev.ringfence.machine.Profile;
import java.util.BitSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `/proc/PID/stat` and `/proc/PID/task/TID/stat`: 52 numbers about a process or one of its threads
/// in one line (`proc_pid_stat(5)`). Those of which the machine keeps no account are 0; of a
/// thread's time as much is of ring 3 as of its process's.
final class StatText {
  private static final int FIELDS = 52;

  private static final int SIGCHLD = 17;

  /// The terminal's group, the priority, the nice value and the signal to the parent may be less
  /// than 0.
  private static final BitSet SIGNED =
      BitSet.valueOf(new long[] {1 << 8 | 1 << 18 | 1 << 19 | 1L << 38});

  /// Nanoseconds of a tick: `_SC_CLK_TCK` is 100.
  static final long TICK = 10_000_000;

  private final Machine machine;
  private final Profile profile;
  private final Function<Process, @Nullable Terminal> terminals;

  /// @param terminals the terminals that control processes
  StatText(Machine machine, Function<Process, @Nullable Terminal> terminals) {
    this.machine = machine;
    profile = machine.profile();
    this.terminals = terminals;
  }

  String of(ProcSubject subject) {
    Process process = subject.process();
    Task task = subject.task();
    long[] fields = new long[FIELDS + 1];
    fields[4] = process.parent;
    fields[5] = process.group;
    fields[6] = process.session;
    Terminal terminal = terminals.apply(process);
    fields[7] = terminal == null ? 0 : terminal.device();
    fields[8] = terminal == null || terminal.foreground() == 0 ? -1 : terminal.foreground();
    long all = Usage.of(process);
    long used = subject.whole() ? all : task == null ? 0 : task.cpuTime;
    double share = Math.min(1, (double) process.userTime / Math.max(1, all));
    long user = subject.whole() ? process.userTime : (long) (used * share);
    fields[14] = ticks(user);
    fields[15] = ticks(Math.max(0, used - user));
    fields[17] = ticks(process.childrenTime());
    fields[18] = 20;
    fields[20] = Math.max(1, process.tasks.size());
    fields[25] = -1;
    fields[38] = subject.isFirst() ? SIGCHLD : -1;
    memory(fields, process);
    if (task != null) {
      SignalSets sets = SignalSets.of(task.signals, process.signals);
      fields[31] = sets.pending();
      fields[32] = sets.blocked() & Integer.MAX_VALUE;
      fields[33] = sets.ignored() & Integer.MAX_VALUE;
      fields[34] = sets.caught() & Integer.MAX_VALUE;
      Schedule.Wish wish = Schedule.of(task);
      fields[18] = Schedule.shownPriority(task);
      fields[19] = wish.nice();
      fields[39] = machine.cpusOf(process.host).numberOf(task.context().cpu);
      fields[40] = Math.max(wish.priority(), Schedule.ceiling(task));
      fields[41] = wish.policy();
    }
    String numbers =
        IntStream.rangeClosed(4, FIELDS)
            .mapToObj(i -> SIGNED.get(i) ? "" + fields[i] : Long.toUnsignedString(fields[i]))
            .collect(Collectors.joining(" "));
    return "%d (%s) %c %s\n"
        .formatted(
            subject.tid(), StatusText.name(subject), StatusText.state(process, task), numbers);
  }

  private static void memory(long[] fields, Process process) {
    Totals totals = Totals.of(process);
    fields[23] = totals.size() * 1024;
    fields[24] = totals.resident() / 4;
    if (!process.tasks.isEmpty()) {
      Program program = process.tasks.getFirst().context().program();
      fields[26] = Program.TEXT_BASE;
      fields[27] = Program.address(program.code().length);
      fields[28] = process.memory().regions().stackTop();
      fields[45] = program.dataBase();
      fields[46] = program.end();
    }
  }

  private long ticks(long cycles) {
    return profile.nanos(cycles) / TICK;
  }
}
