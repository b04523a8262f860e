package dev.ringfence.kernel;

import dev.ringfence.c.Program;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.FaultOutcome;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.machine.Access;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.Vector;
import dev.ringfence.machine.Walker;
import dev.ringfence.user.Context;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Handles the faults of tasks: brings in pages, or raises the signal that tells of the fault.
final class Faults {
  private static final int SEGV_MAPERR = 1;
  private static final int SEGV_ACCERR = 2;

  private final Processes processes;
  private final Costs costs;
  private final Events events;
  private final Counters counters;
  private final OutOfMemory outOfMemory;
  private final TrapPaging paging;
  private final Scheduler scheduler;

  /// The tasks whose last fault was on a page that had to be fetched first.
  private final Set<Integer> awaiting = new HashSet<>();

  /// Is told of each fault that is not mended, before anything is done about it.
  Consumer<Task> witness = _ -> {};

  Faults(Machine machine, Subsystems parts, Events events, Counters counters, TrapPaging paging) {
    this.processes = parts.processes;
    this.costs = machine.profile().costs();
    this.events = events;
    this.counters = counters;
    this.outOfMemory = new OutOfMemory(machine, parts, events);
    this.paging = paging;
    this.scheduler = parts.scheduler;
  }

  void handle(Task task) {
    Context context = task.context();
    context.time += costs.fault();
    if (context.vector == Vector.PF) {
      counters.pageFaults++;
    }
    if (context.vector == Vector.PF && mend(task)) {
      if (task.state == Task.State.ON_CPU) {
        paging.goOn(task);
      }
      return;
    }
    SignalInfo signal = signalOf(context, task.process().memory());
    witness.accept(task);
    events.accept(
        new Event.FaultRaised(
            scheduler.now(),
            task.tid(),
            context.vector.number(),
            context.errorCode,
            context.faultAddress,
            context.program().name(),
            context.userLine(),
            context.ring(),
            signal.signal(),
            signal.code()));
    if (context.vector == Vector.BP || context.vector == Vector.OF) {
      context.skip();
    }
    processes.signals().force(task, signal);
    if (!processes.termination().endIfDying(task.process())) {
      scheduler.resume(task);
    }
  }

  /// What Linux tells of a fault (sigaction(2), si_code): of a page fault it says whether anything
  /// is mapped there, which may differ from whether the processor found the page present.
  private static SignalInfo signalOf(Context context, AddressSpace memory) {
    Signal signal =
        switch (context.vector) {
          case DE -> Signal.SIGFPE;
          case UD -> Signal.SIGILL;
          case AC, SS, NP -> Signal.SIGBUS;
          case DB, BP -> Signal.SIGTRAP;
          case OF, BR, NM, DF, TS, GP, PF -> Signal.SIGSEGV;
        };
    int code =
        switch (context.vector) {
          case PF -> isMapped(memory, context.faultAddress) ? SEGV_ACCERR : SEGV_MAPERR;
          case DE, AC -> 1;
          case UD -> 2;
          case DB, BP, OF, BR, NM, DF, TS, NP, SS, GP -> SignalInfo.SI_KERNEL;
        };
    long address =
        switch (context.vector) {
          case PF -> context.faultAddress;
          case DE, UD -> Program.address(context.pc());
          case AC, DB, BP, OF, BR, NM, DF, TS, NP, SS, GP -> 0;
        };
    return new SignalInfo(signal.number(), code, 0, 0, address);
  }

  private static boolean isMapped(AddressSpace memory, long address) {
    return memory.isMapped(address) || memory.isGuard(address);
  }

  /// Brings in, clears or copies the page if the access is legal.
  private boolean mend(Task task) {
    Context context = task.context();
    Access access =
        (context.errorCode & Walker.INSTRUCTION_FETCH) != 0
            ? Access.FETCH
            : (context.errorCode & Walker.WRITE) != 0 ? Access.WRITE : Access.READ;
    FaultOutcome outcome = task.process().memory().fault(context.faultAddress, access);
    int pid = task.process().pid();
    switch (outcome) {
      case ZERO_FILLED, COPIED -> {
        boolean copied = outcome == FaultOutcome.COPIED;
        long each = copied ? costs.pageCopy() : costs.pageZero();
        context.time += each * task.process().memory().frames(context.faultAddress);
        events.accept(new Event.PageFilled(scheduler.now(), pid, context.faultAddress, copied));
      }
      case MAPPED -> {}
      case AWAY -> {
        counters.majorFaults++;
        awaiting.add(task.tid());
        return true;
      }
      case REFUSED -> {
        return false;
      }
      case BEYOND -> {
        witness.accept(task);
        int signal = Signal.SIGBUS.number();
        int code = SignalInfo.BUS_ADRERR;
        processes.signals().force(task, new SignalInfo(signal, code, 0, 0, context.faultAddress));
        processes.termination().endIfDying(task.process());
      }
      case OUT_OF_MEMORY -> {
        outOfMemory.handle(task);
        return true;
      }
    }
    mended(task);
    return true;
  }

  /// Counts a fault without waiting, and one that has waited for its page only once.
  private void mended(Task task) {
    outOfMemory.passed();
    if (!awaiting.isEmpty() && awaiting.remove(task.tid())) {
      counters.pageFaults--;
    } else {
      counters.minorFaults++;
    }
  }
}
