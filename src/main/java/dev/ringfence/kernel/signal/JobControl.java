package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.TurnQueue;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;

/// Stops processes and lets them go on, and knows which process groups are orphaned: those that
/// have nobody outside in their session who could let them go on (`credentials(7)`).
///
/// The processes of a scenario count as started by a shell of their session.
public final class JobControl {
  private static final int SIGHUP = 1;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Signals signals;
  private final WaitQueue stops = new WaitQueue();

  /// How many processes are stopped.
  private int stopped;

  JobControl(Processes processes, Scheduler scheduler, Signals signals) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.signals = signals;
  }

  /// Whether a signal that stops by default does so: one from a terminal does not stop a process
  /// whose group is orphaned.
  boolean stops(Process process, int signal) {
    return signal == SIGSTOP || !isOrphaned(process.group);
  }

  /// Whether a group is orphaned.
  public boolean isOrphaned(int group) {
    for (Process member : processes.all()) {
      if (member.group == group && !member.zombie && hasShell(member)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the parent is of the same session and another group.
  private boolean hasShell(Process member) {
    if (member.parent == Process.INIT) {
      return !member.adopted;
    }
    Process parent = processes.get(member.parent);
    return parent != null && parent.group != member.group && parent.session == member.session;
  }

  /// Stops all threads of a process, which must be at rest.
  void stop(Process process, int signal) {
    stopped += process.signals.stopped ? 0 : 1;
    process.signals.stopped = true;
    process.signals.stopNews = signal;
    process.signals.continueNews = false;
    for (Task task : process.tasks) {
      if (task.state != Task.State.BLOCKED) {
        scheduler.withdraw(task);
      }
      if (task.state != Task.State.BLOCKED) {
        scheduler.block(task, stops, "SIGCONT", () -> Wait.NEVER);
        scheduler.facts().paused(task, stops, "SIGCONT");
      } else if (task.queue instanceof TurnQueue turns) {
        turns.giveTurn(task);
        scheduler.wakeFirst(turns);
      }
    }
    process.surprising = true;
    processes.lost(process);
    signals.tellParent(process, SignalInfo.CLD_STOPPED, signal);
  }

  /// Lets a stopped process go on.
  void goOn(Process process) {
    if (!process.signals.stopped) {
      return;
    }
    stopped--;
    process.signals.stopped = false;
    process.signals.stopNews = 0;
    process.signals.continueNews = true;
    for (Task task : process.tasks) {
      task.signals.notified |= Signals.deliverable(task) != 0;
      if (task.queue == stops) {
        scheduler.unblock(task);
        scheduler.ready(task);
      } else if (task.state == Task.State.BLOCKED) {
        task.signals.hasBeenStopped = true;
        scheduler.wake(task);
      }
    }
    process.surprising = true;
    processes.lost(process);
    signals.tellParent(process, SignalInfo.CLD_CONTINUED, SIGCONT);
  }

  /// Whether the thread is stopped rather than blocked in a call.
  boolean isStopped(Task task) {
    return task.queue == stops;
  }

  /// A process is about to end: its own group, or one of a child's, may be orphaned by that. If
  /// somebody in such a group is stopped, all of it are hung up and go on.
  public void ending(Process process) {
    stopped -= process.signals.stopped ? 1 : 0;
    if (stopped <= 0) {
      return;
    }
    Process parent = processes.get(process.parent);
    boolean fromShell = process.parent == Process.INIT && !process.adopted;
    if (fromShell
        || parent != null && parent.group != process.group && parent.session == process.session) {
      hangUp(process.group, process);
    }
    for (Process child : process.children()) {
      if (child.group != process.group && child.session == process.session) {
        hangUp(child.group, process);
      }
    }
  }

  /// @param ending who counts no more, neither as a member nor as a parent
  private void hangUp(int group, Process ending) {
    boolean anyStopped = false;
    for (Process member : processes.all()) {
      if (member.group == group && member != ending && !member.zombie) {
        anyStopped |= member.signals.stopped;
        if (member.parent != ending.pid() && hasShell(member)) {
          return;
        }
      }
    }
    if (anyStopped) {
      for (Process member : processes.all().toArray(new Process[0])) {
        if (member.group == group && member != ending && !member.zombie) {
          signals.send(member, SignalInfo.fromKernel(SIGHUP));
          signals.send(member, SignalInfo.fromKernel(SIGCONT));
        }
      }
    }
  }
}
