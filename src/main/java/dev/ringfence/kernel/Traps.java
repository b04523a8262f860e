package dev.ringfence.kernel;

import dev.ringfence.event.Counters;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.kernel.real.StrayWrites;
import dev.ringfence.kernel.ring.InterruptTables;
import dev.ringfence.kernel.ring.PrivilegedInstructions;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import org.jspecify.annotations.Nullable;

/// Handles what tasks trap with, by its cause; unless the machine crashes of it.
final class Traps {
  private final Costs costs;
  private final Crossing crossing;
  private final Counters counters;
  private final Scheduler scheduler;
  private final Processes processes;
  private final SystemCalls systemCalls;
  private final Faults faults;
  private final PrivilegedInstructions instructions;
  private final InterruptTables interrupts;
  private final WildJumps wildJumps;
  private final Observers observers;
  private final RunEnd end;

  Traps(
      Machine machine,
      Counters counters,
      Scheduler scheduler,
      Processes processes,
      SystemCalls systemCalls,
      Faults faults,
      PrivilegedInstructions instructions,
      InterruptTables interrupts,
      WildJumps wildJumps,
      Observers observers,
      RunEnd end) {
    this.costs = machine.profile().costs();
    this.crossing = machine.crossing();
    this.counters = counters;
    this.scheduler = scheduler;
    this.processes = processes;
    this.systemCalls = systemCalls;
    this.faults = faults;
    this.instructions = instructions;
    this.interrupts = interrupts;
    this.wildJumps = wildJumps;
    this.observers = observers;
    this.end = end;
  }

  /// Handles the trap of a task whose process is at rest. False when the machine has crashed.
  boolean handle(Task task) {
    enterKernel(task);
    expireCpuTimers(task.process());
    if (resets(task) || runsWild(task)) {
      return false;
    }
    switch (task.context().cause) {
      case PREEMPTED, STRAYED -> {
        observers.stopped(Mechanism.SCHEDULER);
        scheduler.resume(task);
      }
      case SYSCALL -> systemCalls.enter(task);
      case PRIVILEGED -> privileged(task);
      case FAULT -> {
        observers.faulted(task);
        faults.handle(task);
      }
    }
    observers.handled(task);
    return true;
  }

  /// Lets a task go on that came back without a trap of its own, unless its time slice is over.
  void goOn(Task task) {
    observers.trapped(task);
    observers.stopped(Mechanism.SCHEDULER);
    scheduler.resume(task);
    observers.handled(task);
  }

  /// Handles a system call that came through the gate.
  void call(Task task) {
    enterKernel(task);
    systemCalls.enter(task);
    observers.handled(task);
  }

  /// A task has trapped, which makes the kernel change to its own page tables if it has some, and
  /// back later.
  private void enterKernel(Task task) {
    counters.traps++;
    observers.trapped(task);
    if (crossing.isolates()) {
      counters.isolationFlushes++;
      task.context().time += costs.tableSwitch();
      task.process().user().mmu().flush();
    }
  }

  /// Whether what the task has trapped with goes through its CPU's IDT, and that is gone.
  private boolean resets(Task task) {
    Context context = task.context();
    if (!interrupts.areLost(context.cpu)) {
      return false;
    }
    boolean gate =
        switch (context.cause) {
          case FAULT -> true;
          case PREEMPTED -> !context.missesTimer();
          case SYSCALL -> crossing.byGate();
          case PRIVILEGED, STRAYED -> false;
        };
    if (gate) {
      Vector exception = context.cause == Cause.FAULT ? context.vector : null;
      end.crash(task, InterruptTables.RESET, interrupts.explain(exception));
    }
    return gate;
  }

  /// Whether the machine now goes where there is no code.
  ///
  /// @param task that has trapped, or null for an interrupt of the timer while nobody runs
  boolean runsWild(@Nullable Task task) {
    String why = wildJumps.because(task);
    if (why != null) {
      end.crash(task, StrayWrites.WILD, why);
    }
    return why != null;
  }

  private void privileged(Task task) {
    observers.stopped(Mechanism.PRIVILEGED);
    if (instructions.execute(task)) {
      processes.signals().lookAgain(task.process());
      scheduler.resume(task);
    } else {
      faults.handle(task);
    }
  }

  private void expireCpuTimers(Process process) {
    if (process.signals.cpuTimers.areSet()) {
      int signal = process.signals.cpuTimers.expired(Usage.of(process));
      if (signal != 0) {
        process.surprising = true;
        processes.lost(process);
        processes.signals().send(process, SignalInfo.fromKernel(signal));
      }
      process.signals.cpuTimers.look();
    }
  }
}
