package dev.ringfence.kernel;

import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.memory.Footprint;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.machine.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/// Ends a process when memory is out, as Linux's OOM killer does: the one that takes most, in
/// memory, in swap, with its page tables, and by its `oom_score_adj`; of several that take as much,
/// the youngest.
final class OutOfMemory {
  /// How often a task waits for other processes to be at rest, so that their pages can be put away.
  private static final int MOST_WAITS = 16;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Events events;
  private final @Nullable Pager pager;

  /// Cycles after which every running process has been at rest.
  private final long window;

  /// Of memory and swap.
  private final long pages;

  private int waits;

  OutOfMemory(Machine machine, Subsystems parts, Events events) {
    this.processes = parts.processes;
    this.scheduler = parts.scheduler;
    this.events = events;
    this.pager = parts.pager;
    this.window = machine.window();
    this.pages = (machine.memory() + machine.virtualMemory().swap()) / PhysicalMemory.FRAME;
  }

  /// Memory was found again.
  void passed() {
    waits = 0;
  }

  /// There is no frame for a page that the task needs: it tries again when there may be one.
  void handle(Task task) {
    boolean mayWait = pager != null && pager.hasPassedOver() && waits < MOST_WAITS;
    if (mayWait || isAnyDying()) {
      waits++;
      scheduler.pause(task, scheduler.now() + window);
      return;
    }
    waits = 0;
    kill();
    if (pager != null) {
      pager.relieve();
    }
    processes.termination().endIfDying(task.process());
    if (task.state == Task.State.ON_CPU && isAnyDying()) {
      scheduler.pause(task, scheduler.now() + window);
    }
  }

  private boolean isAnyDying() {
    for (Process process : processes.all()) {
      if (process.fatalSignal != 0 && !process.zombie) {
        return true;
      }
    }
    return false;
  }

  private void kill() {
    Process victim = null;
    Footprint most = null;
    long worst = 0;
    for (Process process : processes.all()) {
      Footprint footprint = process.zombie ? null : process.memory().footprint();
      if (footprint == null) {
        continue;
      }
      long badness = footprint.badness() + processes.oomAdjustment(process) * pages / 1000;
      if (most == null || badness >= worst) {
        victim = process;
        most = footprint;
        worst = badness;
      }
    }
    if (victim != null && most != null) {
      events.accept(
          new Event.OutOfMemory(
              scheduler.now(),
              victim.pid(),
              most.mapped(),
              most.anonymous(),
              most.file(),
              most.shared(),
              most.swapped(),
              most.tables()));
      processes.signals().send(victim, SignalInfo.fromKernel(Signal.SIGKILL.number()));
    }
  }
}
