package dev.ringfence.kernel;

import dev.ringfence.c.Program;
import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.FileCalls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.ProcessCalls;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Access;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Vector;
import dev.ringfence.machine.Walker;
import dev.ringfence.user.Context;
import java.util.List;
import java.util.function.Consumer;

/// The kernel's one door. A shell lends processes to their CPUs as [Effects] ask, and brings them back
/// by [#returned]; everything else is decided here, in the order of virtual time, whatever the order in
/// which processes come back.
public final class Kernel {
  /// What the kernel asks of the shell around it.
  public interface Effects {
    /// Run the process's user side once, then call [Kernel#returned].
    void run(Process process);

    /// Drop these translations, then call [Kernel#acknowledged].
    void shootdown(Process process, Shootdown shootdown);
  }

  private final Costs costs;
  private final Effects effects;
  private final Consumer<Event> events;
  private final Frames frames;
  private final PhysicalMemory physical;
  private final Scheduler scheduler;
  private final Processes processes;
  private final Calls calls = new Calls();
  private final long limit;
  private long syscalls;
  private boolean limitReached;

  public Kernel(Machine machine, Effects effects, Consumer<Event> events) {
    this.costs = machine.profile().costs();
    this.effects = effects;
    this.events = events;
    this.limit = machine.limit();
    physical = new PhysicalMemory(machine.memory());
    frames = new Frames(physical);
    scheduler =
        new Scheduler(machine.cpus(), machine.quantum(), machine.window(), costs, events);
    processes = new Processes(physical, frames, machine.profile(), scheduler, events);
    new FileCalls(scheduler, processes).addTo(calls);
    new ProcessCalls(processes, scheduler, machine.profile()).addTo(calls);
  }

  /// All system calls, as the C front end needs them.
  public List<SystemCall> calls() {
    return calls.all();
  }

  /// Makes a program available as `/bin/NAME`.
  public void install(Program program) {
    processes.install(new Image(program, physical, frames));
  }

  /// Adds a process that begins at boot.
  public Process create(String name, String path, List<String> arguments, int index, int count) {
    return processes.create(name, path, arguments, index, count);
  }

  /// Sets everything going.
  public void boot() {
    advance();
  }

  /// A process that was lent has come back.
  public void returned(Process process) {
    scheduler.returned(process);
    advance();
  }

  /// A process has dropped the translations it was told to.
  public void acknowledged(Process process) {
    process.memory().acknowledged();
    effects.run(process);
  }

  private void advance() {
    while (true) {
      retryWoken();
      if (limitReached) {
        return;
      }
      scheduler.dispatch(this::lend);
      Scheduler.Next next = scheduler.next();
      if (next == null) {
        return;
      }
      if (scheduler.now() > limit) {
        limitReached = true;
      } else if (next.timer()) {
        next.task().deadline = Long.MAX_VALUE;
        retry(next.task());
      } else {
        handle(next.task());
      }
    }
  }

  private void lend(Process process) {
    Shootdown shootdown = process.memory().shootdown();
    if (shootdown == null) {
      effects.run(process);
    } else {
      effects.shootdown(process, shootdown);
    }
  }

  private void handle(Task task) {
    Process process = task.process();
    if (process.fatalSignal != 0) {
      processes.end(process, process.fatalSignal);
      return;
    }
    switch (task.context().cause) {
      case PREEMPTED -> scheduler.resume(task);
      case SYSCALL -> enter(task);
      case FAULT -> fault(task);
    }
  }

  private void enter(Task task) {
    Context context = task.context();
    int number = context.callNumber();
    context.time += costs.systemCall() + costs.kernelWork();
    syscalls++;
    task.progress = 0;
    if (!calls.has(number)) {
      context.complete(Errno.ENOSYS.result());
      scheduler.resume(task);
      return;
    }
    events.accept(
        new Event.CallEntered(
            scheduler.now(),
            task.tid(),
            context.cpu,
            calls.name(number),
            context.argument(0),
            context.argument(1),
            context.argument(2),
            context.argument(3),
            context.userLine()));
    long result = calls.call(number, task);
    if (result == Calls.BLOCKED) {
      scheduler.leave(task);
      events.accept(
          new Event.CallBlocked(scheduler.now(), task.tid(), calls.name(number), task.reason));
    } else if (!endIfDying(task) && task.state == Task.State.ON_CPU) {
      finish(task, number, result);
      scheduler.resume(task);
    }
  }

  /// A fatal signal that a call has brought on its own process takes effect at once.
  private boolean endIfDying(Task task) {
    Process process = task.process();
    if (process.fatalSignal != 0 && !process.zombie) {
      processes.end(process, process.fatalSignal);
    }
    return process.zombie;
  }

  private void finish(Task task, int number, long result) {
    if (result != Calls.GONE) {
      task.context().complete(result);
      events.accept(
          new Event.CallReturned(scheduler.now(), task.tid(), calls.name(number), result));
    }
  }

  private void retryWoken() {
    for (Task task = scheduler.pollWoken(); task != null; task = scheduler.pollWoken()) {
      retry(task);
    }
  }

  /// Makes a blocked task's call again.
  private void retry(Task task) {
    if (task.state != Task.State.BLOCKED) {
      return;
    }
    int number = task.context().callNumber();
    long result = calls.call(number, task);
    if (result != Calls.BLOCKED && !endIfDying(task)) {
      scheduler.unblock(task);
      finish(task, number, result);
      scheduler.ready(task);
    }
  }

  private void fault(Task task) {
    Context context = task.context();
    context.time += costs.fault();
    if (context.vector == Vector.PF && mend(task)) {
      scheduler.resume(task);
      return;
    }
    events.accept(
        new Event.FaultRaised(
            scheduler.now(),
            task.tid(),
            context.vector.number(),
            context.errorCode,
            context.faultAddress,
            context.userLine()));
    Signal signal =
        switch (context.vector) {
          case DE -> Signal.SIGFPE;
          case UD -> Signal.SIGILL;
          case AC -> Signal.SIGBUS;
          case DB, BP -> Signal.SIGTRAP;
          case OF, BR, NM, DF, TS, NP, SS, GP, PF -> Signal.SIGSEGV;
        };
    processes.signal(task.process(), signal, 0);
    endIfDying(task);
  }

  /// Brings in, clears or copies the page if the access is legal.
  private boolean mend(Task task) {
    Context context = task.context();
    Access access =
        (context.errorCode & Walker.INSTRUCTION_FETCH) != 0
            ? Access.FETCH
            : (context.errorCode & Walker.WRITE) != 0 ? Access.WRITE : Access.READ;
    AddressSpace.Outcome outcome = task.process().memory().fault(context.faultAddress, access);
    int pid = task.process().pid();
    switch (outcome) {
      case ZERO_FILLED, COPIED -> {
        boolean copied = outcome == AddressSpace.Outcome.COPIED;
        context.time += copied ? costs.pageCopy() : costs.pageZero();
        events.accept(
            new Event.PageFilled(scheduler.now(), pid, context.faultAddress, copied));
      }
      case MAPPED -> {}
      case REFUSED -> {
        return false;
      }
      case OUT_OF_MEMORY -> {
        processes.signal(task.process(), Signal.SIGKILL, 0);
        endIfDying(task);
      }
    }
    return true;
  }

  /// Whether nothing can happen any more.
  public boolean isQuiescent() {
    return scheduler.isQuiescent();
  }

  /// Whether the run was ended by its limit of virtual time.
  public boolean limitReached() {
    return limitReached;
  }

  /// The virtual time, in cycles.
  public long now() {
    return scheduler.now();
  }

  /// How many system calls there have been.
  public long syscalls() {
    return syscalls;
  }

  public Processes processes() {
    return processes;
  }

  /// How many frames of physical memory are in use.
  public int framesInUse() {
    return frames.inUse();
  }
}
