package dev.ringfence.kernel;

import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Rng;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.deadlock.LockGuard;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.real.StrayWrites;
import dev.ringfence.kernel.ring.InterruptTables;
import dev.ringfence.kernel.ring.PrivilegedInstructions;
import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalDelivery;
import dev.ringfence.kernel.thread.ThreadEnd;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import dev.ringfence.user.Gate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The kernel's one door. A shell lends processes to their CPUs as [Effects] ask, and brings them
/// back by [#returned]; everything else is decided here, in the order of virtual time, whatever the
/// order in which processes come back.
public final class Kernel implements Gate {
  /// What the kernel asks of the shell around it.
  public interface Effects {
    /// Run the process's user side once, then call [Kernel#returned].
    void run(Process process);

    /// Drop these translations, then call [Kernel#acknowledged].
    void shootdown(Process process, Shootdown shootdown);

    /// The process has ended and will not be lent again.
    default void ended(Process process) {}
  }

  private final Costs costs;
  private final Effects effects;
  private final Subsystems parts;
  private final Scheduler scheduler;
  private final Processes processes;
  private final SignalDelivery delivery;
  private final ThreadEnd threadEnd;
  private final LockGuard guard;
  private final Calls calls;
  private final Counters counters = new Counters();
  private final Events events;
  private final Observers observers = new Observers();
  private final Lookout lookout;
  private final Probes probes;
  private final RunEnd end;
  private final TrapPaging paging;
  private final Losses losses;
  private final InterruptTables interrupts = new InterruptTables();
  private final StrayWrites strays;
  private final SystemCalls systemCalls;
  private final Traps traps;
  private final long seed;
  private final Consumer<Process> lending = this::lend;
  private @Nullable Task unsettled;

  /// @param listener is told of all events
  public Kernel(Machine machine, Effects effects, Consumer<Event> listener) {
    this.costs = machine.profile().costs();
    this.effects = effects;
    this.seed = machine.seed();
    events = new Events(listener);
    parts = new Subsystems(machine, events, counters);
    scheduler = parts.scheduler;
    processes = parts.processes;
    calls = parts.table.calls;
    delivery = parts.table.delivery;
    threadEnd = parts.table.threadEnd;
    guard = parts.table.guard;
    end = new RunEnd(machine.limits(), scheduler, events);
    lookout = new Lookout(scheduler);
    paging = new TrapPaging(parts.pager, scheduler, end);
    losses = new Losses(processes, observers, effects);
    strays = new StrayWrites(parts.physical, machine.profile(), processes, events, scheduler::now);
    CallEvents callEvents = new CallEvents(scheduler, events);
    Faults faults = new Faults(machine, parts, events, counters, paging);
    systemCalls = new SystemCalls(machine, parts, callEvents, counters, observers, losses, paging);
    traps =
        new Traps(
            machine,
            counters,
            scheduler,
            processes,
            systemCalls,
            faults,
            new PrivilegedInstructions(costs, events, interrupts, scheduler::now),
            interrupts,
            new WildJumps(strays, calls, machine.profile().addressing()),
            observers,
            end);
    probes =
        new Probes(parts, costs, events, counters, observers, callEvents, faults, lookout, end);
  }

  /// Adds a process that begins at boot.
  public Process create(
      String name,
      String path,
      List<String> arguments,
      List<String> environment,
      int index,
      int count) {
    return processes.creation().create(name, path, arguments, environment, index, count);
  }

  /// Puts a process that is about to begin on a host, which it and its children do not leave.
  ///
  /// @param host by its place among those of the network
  public void place(Process process, int host) {
    processes.creation().place(process, host);
    long cpus = parts.table.network.settings().hosts().get(host).cpus();
    if (cpus != 0) {
      scheduler.reserve(host, cpus);
    }
  }

  /// Leads the run another way, from the boot on.
  ///
  /// @param holds when tasks are held, of which the kernel knows none otherwise
  public void direct(List<Hold> holds) {
    scheduler.direct(holds);
  }

  /// Sets everything going.
  public void boot() {
    if (seed != Machine.IN_ORDER) {
      scheduler.shuffle(new Rng(seed));
    }
    processes.all().forEach(scheduler.facts()::begins);
    advance();
  }

  /// A process that was lent has come back.
  public void returned(Process process) {
    observers.returned(process);
    Task called = unsettled;
    if (called == null) {
      scheduler.returned(process);
    } else {
      unsettled = null;
      settle(called);
      end.checkLimits();
    }
    advance();
  }

  /// Whether a system call can be handled while its process stays lent: nothing else can come
  /// before it, and the call needs no more of the thread than it shows.
  @Override
  public boolean isOpen(Context context) {
    Task task = scheduler.alone(context);
    if (task == null
        || observers.ordersAreTold()
        || lookout.isDue(context.time)
        || end.isReached()
        || !calls.has(context.callNumber())) {
      return false;
    }
    Process process = task.process();
    return process.fatalSignal == 0
        && !interrupts.areLost(context.cpu)
        && !strays.areDangerous()
        && !process.willRetry()
        && !process.signals.cpuTimers.areSet()
        && !calls.get(context.callNumber()).isCopyingRegisters();
  }

  /// Handles a system call for which the gate [#isOpen]. If more than the call is to be done now,
  /// or the thread cannot go on, the process has to come back by [#returned] first.
  @Override
  public boolean pass(Context context) {
    Task task = Objects.requireNonNull(scheduler.taskOn(context.cpu));
    scheduler.called(task);
    paging.atRest(task.process());
    traps.call(task);
    paging.atRest(null);
    if (!processes.hasLosses() && task.process().memory().shootdown() == null) {
      end.checkLimits();
      if (!end.isReached() && scheduler.continues(task)) {
        return true;
      }
    }
    unsettled = task;
    return false;
  }

  /// A process has dropped the translations it was told to.
  public void acknowledged(Process process) {
    process.memory().acknowledged();
    effects.run(process);
  }

  /// The main loop, until something has to come back that has been lent: tasks get the CPUs, their
  /// processes are lent, and of what is there the earliest is handled.
  private void advance() {
    while (!end.isReached()) {
      Task notified = scheduler.assign();
      if (notified != null) {
        paging.atRest(notified.process());
        if (notified.isRoused) {
          systemCalls.lookAgain(notified);
          settle(notified);
        } else {
          interrupt(notified);
        }
        paging.atRest(null);
        continue;
      }
      scheduler.dispatch(lending);
      if (end.isReached()) {
        return;
      }
      Scheduler.Next next = scheduler.next();
      if (next != null && lookout.isDue(scheduler.now())) {
        lookout.show(next);
        if (end.isReached()) {
          return;
        }
      }
      switch (next) {
        case null -> {
          return;
        }
        case Scheduler.Next.Expiry _, Scheduler.Next.Ring _ when traps.runsWild(null) -> {
          return;
        }
        case Scheduler.Next.Expiry(Task task) -> expire(task);
        case Scheduler.Next.Ring(Alarm alarm) -> {
          alarm.ring();
          settle(null);
        }
        case Scheduler.Next.Trap(Task task) -> handle(task);
      }
      end.checkLimits();
    }
  }

  /// A task on a CPU has been sent a signal, or is to be cancelled, and is told before it goes on.
  private void interrupt(Task task) {
    task.context().time += costs.interrupt();
    observers.interrupted(task);
    if (task.mustCancel() && task.cancelAsynchronous) {
      threadEnd.end(task, ThreadEnd.CANCELED);
    }
    if (task.state == Task.State.ON_CPU) {
      delivery.deliver(task);
    }
    settle(null);
  }

  /// The time has come until which a task waits: for pages, or in a call.
  private void expire(Task task) {
    task.deadline = Long.MAX_VALUE;
    if (task.state == Task.State.PAGING) {
      scheduler.ready(task);
    } else {
      systemCalls.retry(task, null);
    }
    settle(null);
  }

  /// Lends a process to its CPUs, after it has dropped the translations that hold no more.
  private void lend(Process process) {
    String wild = strays.areDangerous() ? strays.execution(process) : null;
    if (wild != null) {
      end.crash(process.tasks.getFirst(), StrayWrites.WILD, wild);
      return;
    }
    observers.lent(process);
    Shootdown shootdown = process.memory().shootdown();
    if (shootdown == null) {
      effects.run(process);
    } else {
      observers.flushed(process, shootdown);
      effects.shootdown(process, shootdown);
    }
  }

  /// Handles a task's trap, whose process has come back.
  private void handle(Task task) {
    Process process = task.process();
    observers.cameBack(process);
    paging.atRest(process);
    if (process.fatalSignal != 0) {
      processes.termination().end(process, process.fatalSignal);
    } else if (task.context().cause == Cause.STRAYED) {
      strays.tell(task);
      traps.goOn(task);
    } else {
      for (Task other = process.pollRetry(); other != null; other = process.pollRetry()) {
        systemCalls.retry(other, task);
      }
      if (!traps.handle(task)) {
        return;
      }
    }
    settle(task);
    paging.atRest(null);
  }

  /// Does what follows from what has been done.
  ///
  /// @param trapped the task whose trap was handled, which is at rest
  private void settle(@Nullable Task trapped) {
    losses.tell();
    systemCalls.retryWoken(trapped);
    losses.tell();
    while (guard.recover()) {
      losses.tell();
      systemCalls.retryWoken(trapped);
      losses.tell();
    }
  }

  /// Ends the run for a reason that is reported: nothing is handled any more.
  public void stop(String reason) {
    end.stop(reason);
  }

  /// Ends the run, as the machine has crashed: see [RunEnd#crash].
  public void crash(@Nullable Task who, String reason, String why) {
    end.crash(who, reason, why);
  }

  /// Something that the kernel will do at a time that [#set] says, before all else that is to
  /// happen then.
  public Alarm alarm(Runnable action) {
    return new Alarm(0, action);
  }

  /// Sets when an alarm goes off, in cycles, in place of when it was to do so before.
  public void set(Alarm alarm, long time) {
    scheduler.set(alarm, time);
  }

  /// Whether nothing can happen any more.
  public boolean isQuiescent() {
    return scheduler.isQuiescent();
  }

  /// What ended the run before its time, or the empty string.
  public String stoppedBy() {
    return end.reason();
  }

  /// The virtual time, in cycles.
  public long now() {
    return scheduler.now();
  }

  /// Memory, the scheduler, files and what else there is, to be looked at.
  public Subsystems parts() {
    return parts;
  }

  /// Where those attach who look at the run.
  public Probes probes() {
    return probes;
  }

  /// Where the kernel tells what happens.
  public Events events() {
    return events;
  }

  /// What the run adds up to so far.
  public Counters counters() {
    return counters;
  }

  public Processes processes() {
    return processes;
  }

  /// All system calls, as the C front end needs them.
  public List<SystemCall> calls() {
    return calls.all();
  }

  /// A call by its number.
  public Call call(int number) {
    return calls.get(number);
  }

  /// The name of the call that the task is blocked in.
  public String callOf(Task task) {
    return processes.signals().isStopped(task)
        ? "stop"
        : calls.get(task.context().callNumber()).plainName();
  }

  /// What could end the blocked task's wait.
  public Wait waitOf(Task task) {
    return processes.signals().wait(task);
  }

  /// Shows the blocked tasks whose calls are about to be made again.
  public void forEachWoken(Consumer<Task> action) {
    scheduler.forEachWoken(action);
  }

  /// All system calls, for when there is no kernel yet.
  public static List<SystemCall> declarations(Profile profile) {
    Limits limits = new Limits(1, 1, 1);
    Machine least = new Machine(profile, 1 << 20, 1, 1, 1, Machine.IN_ORDER, false, limits);
    return new Subsystems(least, new Events(_ -> {}), new Counters()).table.calls.all();
  }
}
