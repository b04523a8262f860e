package dev.ringfence.kernel;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalDelivery;
import dev.ringfence.kernel.thread.ThreadEnd;
import dev.ringfence.machine.Costs;
import dev.ringfence.user.Context;
import org.jspecify.annotations.Nullable;

/// Carries out the system calls of tasks: a call is entered, and then it is finished, or its task
/// is blocked until it is made again.
final class SystemCalls {
  /// Bytes of a cache line, by which copies are charged; of a call that had to wait, whoever let it
  /// go on has had the work.
  private static final int LINE = 64;

  private final Costs costs;
  private final Crossing crossing;
  private final Counters counters;
  private final Scheduler scheduler;
  private final Processes processes;
  private final Calls calls;
  private final SignalDelivery delivery;
  private final ThreadEnd threadEnd;
  private final CallEvents events;
  private final Observers observers;
  private final Losses losses;
  private final TrapPaging paging;

  SystemCalls(
      Machine machine,
      Subsystems parts,
      CallEvents events,
      Counters counters,
      Observers observers,
      Losses losses,
      TrapPaging paging) {
    this.costs = machine.profile().costs();
    this.crossing = machine.crossing();
    this.counters = counters;
    this.scheduler = parts.scheduler;
    this.processes = parts.processes;
    this.calls = parts.table.calls;
    this.delivery = parts.table.delivery;
    this.threadEnd = parts.table.threadEnd;
    this.events = events;
    this.observers = observers;
    this.losses = losses;
    this.paging = paging;
  }

  /// Makes the call that a task has trapped with.
  void enter(Task task) {
    Context context = task.context();
    int number = context.callNumber();
    Call call = calls.has(number) ? calls.get(number) : null;
    if (call != null && !scheduler.admitsCall(task)) {
      return;
    }
    observers.called(task, call);
    processes.current(task.process());
    task.progress = task.resumed;
    task.resumed = 0;
    task.pending = null;
    task.until = 0;
    if (call == null) {
      cross(context);
      context.complete(Errno.ENOSYS.result());
      scheduler.resume(task);
      return;
    }
    if (call.isFast()) {
      context.time += costs.atomic();
      task.process().userTime += costs.atomic();
    } else {
      cross(context);
    }
    events.entered(task, call);
    task.hasWoken = false;
    boolean cancelled = task.mustCancel() && call.isCancellationPoint();
    long result = cancelled ? threadEnd.end(task, ThreadEnd.CANCELED) : call.carryOut(task);
    if (call.isFast() && (task.hasWoken || result == Calls.BLOCKED)) {
      cross(context);
    }
    if (result == Calls.BLOCKED) {
      result = interrupted(task, call);
    }
    if (result == Calls.BLOCKED) {
      scheduler.leave(task);
      tellBlocked(task, call);
    } else if (!processes.termination().endIfDying(task.process())
        && task.state == Task.State.ON_CPU) {
      finish(task, call, result, false);
      paging.goOn(task);
    }
  }

  /// Has a signal that the blocked task can take end its wait.
  ///
  /// @return what becomes of the call, as of [SignalDelivery#interrupt]
  private long interrupted(Task task, Call call) {
    boolean cancelled = task.mustCancel() && (call.isCancelledWaiting() || task.cancelAsynchronous);
    if (cancelled) {
      scheduler.unblock(task);
      task.state = Task.State.ON_CPU;
      return threadEnd.end(task, ThreadEnd.CANCELED);
    }
    long result = delivery.interrupt(task, call);
    if (result == Calls.GONE) {
      task.resumed = task.progress;
    }
    if (result != Calls.BLOCKED && task.state == Task.State.BLOCKED) {
      task.pending = null;
      scheduler.unblock(task);
      task.state = Task.State.ON_CPU;
    }
    return result;
  }

  private void cross(Context context) {
    context.time +=
        (crossing.byGate() ? costs.interruptGate() : costs.systemCall()) + costs.kernelWork();
    counters.syscalls++;
    if (crossing.byGate()) {
      counters.interruptGates++;
    }
  }

  private void tellBlocked(Task task, Call call) {
    losses.tell();
    events.blocked(task, call);
    observers.blocked(task);
  }

  private void finish(Task task, Call call, long result, boolean waited) {
    // A call without a result after which the task goes on is a successful execve.
    long returned = result == Calls.GONE ? 0 : result;
    long copied = waited ? 0 : call.copied(task, result);
    if (copied > 0) {
      task.context().time += (copied + LINE - 1) / LINE * costs.copyLine();
    }
    events.returned(task, call, returned, waited);
    observers.returned(task, call, result);
    if (result != Calls.GONE) {
      task.context().complete(result);
    }
  }

  /// Makes the calls of woken tasks again, in the order in which they were woken.
  ///
  /// @param trapped the task whose trap is being handled, which is at rest
  void retryWoken(@Nullable Task trapped) {
    for (Task task = scheduler.pollWoken(); task != null; task = scheduler.pollWoken()) {
      retry(task, trapped);
    }
  }

  /// Makes a blocked task's call again; later, if its process's memory is in use by another thread.
  void retry(Task task, @Nullable Task trapped) {
    Process process = task.process();
    if (task.state != Task.State.BLOCKED || process.signals.stopped) {
      return;
    }
    if (task.isRoused) {
      Task acting = scheduler.facts().act(task);
      scheduler.facts().woken(task, task.queue);
      scheduler.getInLine(task);
      observers.roused(task);
      scheduler.facts().act(acting);
      return;
    }
    boolean atRest = trapped != null && trapped.process() == process;
    if (!atRest && process.isRunning()) {
      process.retryLater(task);
      return;
    }
    Task acting = scheduler.facts().act(task);
    retry(task);
    scheduler.facts().act(acting);
  }

  /// Makes the call again of a task that was roused and has a CPU now.
  void lookAgain(Task task) {
    task.isRoused = false;
    task.isWoken = false;
    processes.current(task.process());
    Call call = calls.get(task.context().callNumber());
    observers.looksAgain(task, call);
    task.context().time += costs.atomic();
    task.process().userTime += costs.atomic();
    finishLooking(task, call);
    observers.hasLooked(task);
  }

  private void finishLooking(Task task, Call call) {
    long result = call.carryOut(task);
    if (result == Calls.BLOCKED) {
      cross(task.context());
      result = interrupted(task, call);
    }
    if (task.state == Task.State.DEAD) {
      return;
    }
    if (result == Calls.BLOCKED) {
      scheduler.leave(task);
      tellBlocked(task, call);
    } else if (!processes.termination().endIfDying(task.process())) {
      scheduler.unblock(task);
      finish(task, call, result, true);
      paging.goOn(task);
      observers.unblocked(task);
    }
  }

  private void retry(Task task) {
    processes.residents().use(task.process());
    processes.current(task.process());
    Call call = calls.get(task.context().callNumber());
    String before = task.waitsFor;
    WaitQueue queue = task.queue;
    long wakes = scheduler.facts().wakes();
    long result = call.carryOut(task);
    if (result == Calls.BLOCKED) {
      result = interrupted(task, call);
    }
    if (task.state == Task.State.DEAD) {
      return;
    }
    if (result == Calls.BLOCKED) {
      if (!task.waitsFor.equals(before)) {
        scheduler.facts().woken(task, queue);
        tellBlocked(task, call);
      } else {
        scheduler.facts().waitsOn(task, queue, scheduler.facts().wakes() > wakes);
        observers.blocked(task);
      }
    } else if (!processes.termination().endIfDying(task.process())) {
      scheduler.facts().woken(task, queue);
      scheduler.unblock(task);
      task.state = Task.State.READY;
      finish(task, call, result, true);
      paging.goOn(task);
      observers.unblocked(task);
    }
  }
}
