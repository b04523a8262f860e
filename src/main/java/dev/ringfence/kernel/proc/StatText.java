package dev.ringfence.kernel.proc;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.Machine;
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

/// `/proc/PID/stat`: 52 numbers about a process in one line (`proc_pid_stat(5)`). Those of which
/// the machine keeps no account are 0.
final class StatText {
  private static final int FIELDS = 52;

  /// The terminal's group, the priority and the nice value may be less than 0.
  private static final BitSet SIGNED = BitSet.valueOf(new long[] {1 << 8 | 1 << 18 | 1 << 19});

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

  String of(Process process) {
    long[] fields = new long[FIELDS + 1];
    fields[4] = process.parent;
    fields[5] = process.group;
    fields[6] = process.session;
    Terminal terminal = terminals.apply(process);
    fields[7] = terminal == null ? 0 : terminal.device();
    fields[8] = terminal == null || terminal.foreground() == 0 ? -1 : terminal.foreground();
    long user = process.userTime;
    fields[14] = ticks(user);
    fields[15] = ticks(Math.max(0, Usage.of(process) - user));
    fields[17] = ticks(process.childrenTime());
    fields[18] = 20;
    fields[20] = Math.max(1, process.tasks.size());
    fields[25] = -1;
    fields[38] = 17;
    memory(fields, process);
    if (!process.tasks.isEmpty()) {
      Task first = process.tasks.getFirst();
      SignalSets sets = SignalSets.of(first.signals, process.signals);
      fields[31] = sets.pending();
      fields[32] = sets.blocked() & Integer.MAX_VALUE;
      fields[33] = sets.ignored() & Integer.MAX_VALUE;
      fields[34] = sets.caught() & Integer.MAX_VALUE;
      Schedule.Wish wish = Schedule.of(first);
      fields[18] = Schedule.shownPriority(first);
      fields[19] = wish.nice();
      fields[39] = machine.cpusOf(process.host).numberOf(first.context().cpu);
      fields[40] = Math.max(wish.priority(), Schedule.ceiling(first));
      fields[41] = wish.policy();
    }
    String numbers =
        IntStream.rangeClosed(4, FIELDS)
            .mapToObj(i -> SIGNED.get(i) ? "" + fields[i] : Long.toUnsignedString(fields[i]))
            .collect(Collectors.joining(" "));
    return "%d (%s) %c %s\n"
        .formatted(process.pid(), StatusText.name(process), StatusText.state(process), numbers);
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
