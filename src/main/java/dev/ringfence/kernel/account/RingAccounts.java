package dev.ringfence.kernel.account;

import dev.ringfence.event.Counters;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.machine.Costs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The accounts of what processes spend on crossings between rings. They are kept on demand, and
/// only look at what the kernel does and charges: nothing depends on them.
public final class RingAccounts {
  /// So many processes have accounts of their own; those that come later share one.
  private static final int MOST = 4096;

  private record Account(String name, RingCounts counts) {}

  private final Counters counters;
  private final Costs costs;
  private final Map<Integer, Account> accounts = new LinkedHashMap<>();
  private final RingCounts others = new RingCounts();
  private boolean hasOthers;

  private Mechanism mechanism = Mechanism.OTHER;
  private boolean fast;
  private long begun;
  private long calls;

  /// @param counters of the kernel
  public RingAccounts(Counters counters, Costs costs) {
    this.counters = counters;
    this.costs = costs;
  }

  private RingCounts of(Process process) {
    Account known = accounts.get(process.pid());
    if (known == null && accounts.size() < MOST) {
      known = new Account(process.label(), new RingCounts());
      accounts.put(process.pid(), known);
    }
    hasOthers |= known == null;
    return known == null ? others : known.counts;
  }

  /// The task has trapped, and nothing has been charged for that yet.
  public void trapped(Task task) {
    begun = task.context().time;
    calls = counters.syscalls;
  }

  /// The trap is a call, or of a number that no call has.
  public void called(Task task, @Nullable Call call) {
    fast = call != null && call.isFast();
    mechanism = call == null ? Mechanism.OTHER : Mechanisms.of(call, task);
  }

  /// The trap is a fault.
  public void faulted(Task task) {
    fast = false;
    mechanism = Mechanisms.ofFault(task);
  }

  /// The trap is for something else.
  public void stopped(Mechanism why) {
    fast = false;
    mechanism = why;
  }

  /// What the task trapped for has been handled. A fast call has spent an atomic instruction in
  /// ring 3; a task that gave way was interrupted as well.
  public void handled(Task task) {
    long spent = task.context().time - begun - (fast ? costs.atomic() : 0);
    if (task.state == Task.State.READY) {
      of(task.process()).crossed(Mechanism.SCHEDULER, costs.interrupt());
      spent -= costs.interrupt();
    }
    if (counters.syscalls != calls || spent > 0) {
      of(task.process()).crossed(mechanism, spent);
    }
  }

  /// The task was interrupted, for a signal.
  public void interrupted(Task task) {
    of(task.process()).crossed(Mechanism.SIGNAL, costs.interrupt());
  }

  /// A call has ended, and this is its result.
  public void returned(Task task, Call call, long result) {
    long copied = call.copied(task, result);
    if (copied > 0) {
      of(task.process()).copied(Mechanisms.of(call, task), copied);
    }
  }

  /// The process is told to drop translations.
  public void flushed(Process process, Shootdown shootdown) {
    of(process).flushed(shootdown == Shootdown.ALL);
  }

  /// The process has ended.
  public void ended(Process process) {
    settle(process, of(process));
  }

  private static void settle(Process process, RingCounts counts) {
    counts.all += Usage.of(process);
    counts.user += process.userTime;
  }

  /// What all have spent so far.
  public List<RingUse> uses(Processes processes) {
    List<RingUse> uses = new ArrayList<>();
    long all = others.all;
    long user = others.user;
    for (Process process : processes.all()) {
      Account account = accounts.get(process.pid());
      if (account == null && !process.zombie) {
        all += Usage.of(process);
        user += process.userTime;
      }
    }
    accounts.forEach(
        (pid, account) -> {
          Process alive = processes.get(pid);
          long cpu = account.counts.all;
          long ring3 = account.counts.user;
          if (alive != null && !alive.zombie) {
            cpu = Usage.of(alive);
            ring3 = alive.userTime;
          }
          uses.add(use(pid, account.name, cpu, ring3, account.counts));
        });
    if (hasOthers || all > 0) {
      uses.add(use(0, "others", all, user, others));
    }
    return uses;
  }

  private static RingUse use(int pid, String name, long cpu, long ring3, RingCounts counts) {
    return new RingUse(pid, name, cpu, cpu - ring3, ring3, counts.parts());
  }
}
