package dev.ringfence.kernel;

import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.account.CallAccounts;
import dev.ringfence.kernel.account.CallAccounts.CallUse;
import dev.ringfence.kernel.account.FrameGauge;
import dev.ringfence.kernel.account.RingAccounts;
import dev.ringfence.kernel.account.RingUse;
import dev.ringfence.kernel.account.StackSampler;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.UserAccess;
import dev.ringfence.kernel.process.Creation;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.fact.Facts;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Costs;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Where those who look at a run attach to its kernel, at the latest before the boot unless said
/// otherwise. They are told of what happens, on the kernel's thread, and change nothing; what
/// nobody asks for costs nothing.
public final class Probes {
  /// Is told which pages are used.
  public interface References {
    /// @param page its address, in pages
    void used(int pid, long page);
  }

  /// Is shown what the kernel is about to handle, and changes nothing.
  public interface Scout {
    /// @param atRest whether whatever each CPU has done has come back, as for [Probes#observe]
    void sees(Scheduler.Next next, boolean atRest);
  }

  /// The headers of calls on objects in the memory of their callers.
  private static final Set<String> SYNCHRONISING =
      Set.of("pthread.h", "semaphore.h", "linux/futex.h");

  private final Scheduler scheduler;
  private final Processes processes;
  private final Frames frames;
  private final Calls calls;
  private final Events events;
  private final Counters counters;
  private final Costs costs;
  private final Observers observers;
  private final CallEvents callEvents;
  private final Faults faults;
  private final Lookout lookout;
  private final RunEnd end;

  Probes(
      Subsystems parts,
      Costs costs,
      Events events,
      Counters counters,
      Observers observers,
      CallEvents callEvents,
      Faults faults,
      Lookout lookout,
      RunEnd end) {
    this.scheduler = parts.scheduler;
    this.processes = parts.processes;
    this.frames = parts.frames;
    this.calls = parts.table.calls;
    this.events = events;
    this.counters = counters;
    this.costs = costs;
    this.observers = observers;
    this.callEvents = callEvents;
    this.faults = faults;
    this.lookout = lookout;
    this.end = end;
  }

  /// Sets who is told when tasks wait and when they go on.
  public void watch(Watch whoever) {
    observers.watch(whoever);
  }

  /// Has an observer be told of all that happens from now on, as [Events#observe] says, and first
  /// of the processes that are there.
  public void follow(Consumer<Event> observer) {
    processes.all().forEach(process -> observer.accept(Creation.created(process, scheduler.now())));
    events.observe(observer);
  }

  /// Has somebody be told what orders the acts of tasks, and what memory they access.
  public void order(Ordering whoever) {
    Facts facts = scheduler.facts();
    facts.order(whoever);
    observers.order(whoever);
    frames.tell(
        new UserAccess() {
          @Override
          public void accessed(AddressSpace space, long address, long size, boolean write) {
            Task task = facts.acting();
            if (task != null && task.process().memory() == space && !synchronises(task)) {
              whoever.touches(task, address, size, write, facts.line());
            }
          }

          @Override
          public void renewed(AddressSpace space, long from, long to) {
            whoever.renewed(space, from, to);
          }
        });
  }

  /// Whether the task makes a call on an object in memory, which orders accesses and is none.
  private boolean synchronises(Task task) {
    int number = task.context().callNumber();
    return calls.has(number) && SYNCHRONISING.contains(calls.get(number).header());
  }

  /// Sets who is told which pages processes use, as far as their TLBs miss them.
  public void references(References whoever) {
    observers.references(whoever);
    processes.residents().traceMisses();
  }

  /// Sets who is told when a process has ended.
  public void mourn(Consumer<Process> whoever) {
    observers.mourn(whoever);
  }

  /// Sets who is told of each fault that is not mended, before anything is done about it: to look,
  /// and to change nothing.
  public void witnessFaults(Consumer<Task> whoever) {
    faults.witness = whoever;
  }

  /// Keeps accounts of crossings between rings from now on.
  public void countRings() {
    observers.rings(new RingAccounts(counters, costs));
  }

  /// Keeps accounts of system calls from now on.
  public void countCalls() {
    observers.calls(new CallAccounts());
  }

  /// What system calls have come to since [#countCalls]; empty without that.
  public List<CallUse> callUses() {
    return observers.callUses();
  }

  /// Has events tell whenever other frames are in use than before.
  public void watchFrames() {
    observers.frames(new FrameGauge(frames, events, scheduler::now));
  }

  /// Has events tell at each trap which functions the task is in.
  public void sampleStacks() {
    observers.stacks(new StackSampler(events));
  }

  /// What processes have spent on crossings since [#countRings]; empty without that.
  public List<RingUse> rings() {
    if (end.isReached()) {
      scheduler.settle();
    }
    return observers.uses(processes);
  }

  /// Has events describe calls as `strace(1)` does.
  public void describeCalls() {
    callEvents.describe();
  }

  /// Has somebody look at the machine, and change nothing, when all processes are first at rest at
  /// a time or after it. Nothing else is done then or at any other time than without it. There is
  /// one such time; the observer may set the next one.
  public void observe(long time, Runnable whoever) {
    lookout.observe(time, whoever);
  }

  /// Has somebody see all that is to be handled from a time on, until told otherwise: nothing else
  /// is done then than without that. Traps take longer meanwhile, on the machine that simulates.
  public void scout(long time, Scout whoever) {
    lookout.scout(time, whoever);
  }
}
