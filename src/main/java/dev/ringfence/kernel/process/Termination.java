package dev.ringfence.kernel.process;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How threads and processes end (`_exit(2)`): what they have goes back, who waits for that is
/// told, and parents get to know.
public final class Termination {
  private final Processes processes;
  private final ProcessTable table;
  private final Scheduler scheduler;
  private final Consumer<Event> events;
  private final List<Consumer<Task>> ofTasks = new ArrayList<>();
  private final List<Consumer<Process>> ofProcesses = new ArrayList<>();

  Termination(
      Processes processes, ProcessTable table, Scheduler scheduler, Consumer<Event> events) {
    this.processes = processes;
    this.table = table;
    this.scheduler = scheduler;
    this.events = events;
  }

  /// Adds something that is done when a process ends, before its files are closed.
  public void atEnd(Consumer<Process> action) {
    ofProcesses.add(action);
  }

  /// Adds what is done when a task has ended, or is about to run another program, while its memory
  /// is still there.
  public void atTaskEnd(Consumer<Task> action) {
    ofTasks.add(action);
  }

  /// A task leaves its memory.
  public void leaves(Task task) {
    ofTasks.forEach(action -> action.accept(task));
  }

  /// A fatal signal that a process has brought on itself takes effect at once.
  ///
  /// @return whether the process has ended
  public boolean endIfDying(Process process) {
    if (process.fatalSignal != 0 && !process.zombie) {
      end(process, process.fatalSignal);
    }
    return process.zombie;
  }

  /// Ends a process that is at rest: closes its files, gives its memory back, hands its children to
  /// init and tells its parent.
  ///
  /// @param status as `wait(2)` gives it
  public void end(Process process, int status) {
    lookLast(process);
    for (Task task : process.tasks) {
      scheduler.facts().ordering().releases(task, process);
      scheduler.remove(task);
      Reliance.leaveAll(task);
      task.holdings().forEach(holding -> scheduler.wake(holding.object().queue()));
      process.keepTime(task);
    }
    process.tasks.forEach(this::leaves);
    processes.lost(process);
    processes.signals().jobControl().ending(process);
    processes.residents().leave(process);
    process.removeTasks();
    process.retryNone();
    leave(process);
    process.signals.stopTimers();
    process.zombie = true;
    processes.forget(process);
    process.status = status;
    events.accept(
        new Event.ProcessExited(
            scheduler.now(), process.pid(), status, process.credentials.ruid()));
    Process before = processes.current();
    processes.current(process);
    ofProcesses.forEach(action -> action.accept(process));
    process.tellEnd(scheduler);
    process.descriptors().closeAll();
    process.memory().release();
    processes.current(before);
    Process reaper = reaper(process);
    List<Process> orphans = new ArrayList<>();
    process.children().forEach(orphans::add);
    for (Process child : orphans) {
      process.remove(child);
      child.parent = reaper == null ? Process.INIT : reaper.pid();
      child.adopted = true;
      if (reaper != null) {
        reaper.add(child);
      }
      if (child.signals.ofParentsEnd != 0 && !child.zombie) {
        int signal = child.signals.ofParentsEnd;
        processes.signals().send(child, SignalInfo.from(process, signal, SignalInfo.SI_USER, 0));
      }
      if (child.zombie && reaper == null) {
        forget(child);
      } else if (child.zombie) {
        tellParent(child);
      }
    }
    tellParent(process);
  }

  /// The nearest ancestor that adopts orphans, or null for init.
  private @Nullable Process reaper(Process process) {
    Process ancestor = table.get(process.parent);
    while (ancestor != null && (!ancestor.subreaper || ancestor.zombie)) {
      ancestor = ancestor.parent == Process.INIT ? null : table.get(ancestor.parent);
    }
    return ancestor;
  }

  private void lookLast(Process process) {
    for (Task task : process.tasks) {
      boolean waits = task.state == Task.State.BLOCKED && !task.signals.hasBeenStopped;
      if (waits && task.pending instanceof LastLook last) {
        Process before = processes.current();
        processes.current(process);
        last.look();
        processes.current(before);
      }
    }
  }

  private void tellParent(Process process) {
    int signal = process.status & 0x7F;
    int status = signal == 0 ? process.status >> 8 : signal;
    processes
        .signals()
        .tellParent(process, signal == 0 ? SignalInfo.CLD_EXITED : SignalInfo.CLD_KILLED, status);
    if (process.parent == Process.INIT) {
      forget(process);
      return;
    }
    Process parent = table.get(process.parent);
    if (parent != null && parent.signals.reapsByItself()) {
      reap(parent, process);
    }
  }

  /// Ends one thread of several. What it still held stays taken for ever.
  public void end(Task task) {
    Process process = task.process();
    Ordering ordering = scheduler.facts().ordering();
    ordering.releases(task, new Ordering.Part(process, task.tid()));
    ordering.releases(task, process);
    for (Holding holding : task.holdings()) {
      scheduler.wake(holding.object().queue());
      holding.object().abandoned = new WaitObject.Deed(task.tid(), holding.place(), holding.time());
    }
    scheduler.remove(task);
    leaves(task);
    Reliance.leaveAll(task);
    process.remove(task);
    process.retryNever(task);
    process.keepTime(task);
    processes.signals().lookAgain(process);
    processes.lost(process);
    events.accept(new Event.ThreadExited(scheduler.now(), task.tid()));
    process.threads().tellEnd(scheduler);
  }

  /// Ends all threads of a process but one, as `execve(2)` does. The process must be at rest.
  public void endOtherThreads(Task survivor) {
    for (Task task : List.copyOf(survivor.process().tasks)) {
      if (task != survivor) {
        end(task);
      }
    }
  }

  /// Takes a process away from what it waited on by address.
  public static void leave(Process process) {
    process.waitObjects().values().forEach(object -> object.left(process));
    process.clearWaitObjects();
  }

  /// Forgets a zombie that has been waited for.
  public void reap(Process parent, Process child) {
    parent.remove(child);
    parent.keepTime(child);
    forget(child);
  }

  private void forget(Process zombie) {
    table.remove(zombie.pid());
    zombie.reaped = true;
    zombie.tellEnd(scheduler);
  }
}
