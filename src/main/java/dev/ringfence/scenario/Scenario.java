package dev.ringfence.scenario;

import dev.ringfence.c.lex.Source;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.kernel.Crossing;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.tty.TerminalSpec;
import dev.ringfence.machine.Addressing;
import dev.ringfence.scenario.expect.Claims;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A scenario as it was read and checked.
///
/// @param variants the names of its variants, in the order of their lines
/// @param variant the one that was chosen, or null
/// @param define macros in every program
/// @param accounts the machine's users and groups
/// @param files by name, which processes find where they begin
/// @param policy which processes may reach which others, or null if there is no policy
/// @param deadlock what is done about deadlocks
/// @param ipc the limits of IPC
/// @param network the hosts, and what lies between them
/// @param devices beside those that every machine has
/// @param terminals with users who type
/// @param load null if there is none; the processes it begins have the count 0
/// @param holds which tasks are kept off the CPUs, and when
/// @param seed of all random choices
public record Scenario(
    Path file,
    String title,
    String about,
    List<String> variants,
    @Nullable String variant,
    Hardware machine,
    Map<String, String> define,
    List<ProcessSpec> processes,
    Accounts accounts,
    Map<String, FileSpec> files,
    @Nullable List<Policy.Rule> policy,
    DeadlockPolicy deadlock,
    IpcLimits ipc,
    NetworkSpec network,
    List<Peripheral.Spec> devices,
    List<TerminalSpec> terminals,
    @Nullable LoadSpec load,
    Expectations expect,
    Limit limit,
    List<HoldSpec> holds,
    long seed) {

  /// The same with something else done about deadlocks.
  Scenario under(DeadlockPolicy other) {
    return new Scenario(
        file, title, about, variants, variant, machine, define, processes, accounts, files, policy,
        other, ipc, network, devices, terminals, load, expect, limit, holds, seed);
  }

  /// The machine.
  ///
  /// @param profile the name of a file in `conf/machines`
  /// @param memory bytes
  /// @param quantum nanoseconds of a time slice
  /// @param window nanoseconds that a CPU may run ahead while others are busy
  /// @param crossing how processes enter the kernel
  /// @param addressing how pointers become addresses
  public record Hardware(
      String profile,
      int cpus,
      long memory,
      long quantum,
      long window,
      Crossing crossing,
      Addressing addressing,
      Paging paging) {
    /// The most CPUs that a machine may have.
    public static final int MOST_CPUS = 64;
  }

  /// A program and the processes that run it from the start.
  ///
  /// @param count how many; 0 for a program that only `execve(2)` starts, as `/bin/NAME`
  /// @param text the C source
  /// @param body whether the text is only the body of `main`
  /// @param arguments from `argv[0]` on
  /// @param environment "NAME=value" each
  /// @param user to whom its processes belong
  /// @param own to whom the file of the program belongs
  /// @param rights what it may do beyond what all may
  /// @param scheduling how its processes are scheduled at first
  /// @param host that it runs on, by its place
  /// @param terminal the name of its controlling terminal, or null for the console
  public record ProcessSpec(
      String name,
      int count,
      Source text,
      boolean body,
      List<String> arguments,
      List<String> environment,
      Account user,
      Ownership own,
      Rights rights,
      Schedule.Wish scheduling,
      int host,
      @Nullable String terminal) {
    /// The macros that the program finds: those of all programs, and the selectors of its gates,
    /// which also see to it that their functions are there.
    Map<String, String> macros(Map<String, String> all) {
      Map<String, String> macros = new TreeMap<>(all);
      List<Rights.Gate> gates = rights.gates();
      for (int i = 0; i < gates.size(); i++) {
        String selector =
            "((void)&" + gates.get(i).function() + ", " + Rights.Gate.selector(i) + ")";
        macros.put("GATE_" + gates.get(i).name(), selector);
      }
      return macros;
    }

    /// Variables as a process finds them.
    public static List<String> environment(Map<String, String> variables) {
      return variables.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList();
    }
  }

  /// A file that is there from the start.
  public record FileSpec(byte[] bytes, Ownership own) {}

  /// What the author says will happen.
  ///
  /// @param crash whether the machine crashes
  /// @param denials what the policy denies, each as "from -> to by way"
  /// @param exit by process, such as `worker` or `worker[2]`, the exit status that is not 0, or the
  ///     name of a signal
  /// @param thresholds bounds on metrics
  /// @param claims on processes and events
  public record Expectations(
      Deadlock deadlock,
      boolean crash,
      Set<String> denials,
      Map<String, String> exit,
      List<Threshold> thresholds,
      Claims claims) {
    /// Nothing is expected but that all goes well.
    public static final Expectations USUAL =
        new Expectations(Deadlock.NONE, false, Set.of(), Map.of(), List.of(), Claims.NONE);

    /// Whether one is on system calls.
    public boolean boundsCalls() {
      return thresholds.stream().anyMatch(t -> t.metric() == Threshold.Metric.CALLS);
    }

    /// Which of the frequent events have to be told, so that all can be judged.
    public Steps steps() {
      return Steps.most(claims.steps(), boundsCalls() ? Steps.OF_CPUS : Steps.NONE);
    }
  }

  /// Whether processes get stuck.
  public enum Deadlock {
    NONE,
    POSSIBLE,
    CERTAIN
  }

  /// When the run is ended although it could go on.
  ///
  /// @param time nanoseconds of virtual time
  /// @param cpu nanoseconds that all CPUs together may execute
  /// @param livelock nanoseconds without progress after which it is looked whether the state comes
  ///     back, or 0 for never
  public record Limit(long time, long cpu, long events, long livelock) {
    /// None: a load ends by itself.
    public static final Limit NONE =
        new Limit(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, Long.MAX_VALUE, 0);
  }
}
