package dev.ringfence.kernel.sync;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.List;

/// The calls under `pthread_barrier_wait(3)` and `pthread_once(3)`.
///
/// A barrier lies in memory: how many must come at offset 0, how many have at 4, and
/// the number of the round at 8. What runs once
/// has 0 at its address before, 1 meanwhile and 2 afterwards.
public final class BarrierCalls {
  private static final int ARRIVED = 4;
  private static final int ROUND = 8;

  private static final long RUNNING = 1;
  private static final long DONE = 2;

  private final Scheduler scheduler;
  private final Names names;

  public BarrierCalls(Scheduler scheduler, Names names) {
    this.scheduler = scheduler;
    this.names = names;
  }

  public void addTo(Calls calls) {
    add(calls, "int __barrier_wait(pthread_barrier_t *barrier)", this::arrive)
        .waits()
        .acts(Act.ARRIVE)
        .prospect(this::mayComeLater);
    add(calls, "int __once_begin(pthread_once_t *control)", this::begin).waits();
    add(calls, "int __once_end(pthread_once_t *control)", this::end).acts(Act.UNLOCK);
  }

  private static Call add(Calls calls, String prototype, Calls.Handler handler) {
    return calls.add("pthread.h", prototype, handler).failing(Failure.NONE).fast().continues();
  }

  /// Waits for the others: 1 for the last one, 0 for all others.
  private long arrive(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long needed = UserMemory.getInt(memory, address);
    long arrived = UserMemory.getInt(memory, address + ARRIVED);
    WaitObject barrier = names.object(task, address, "barrier");
    long round = UserMemory.getInt(memory, address + ROUND);
    boolean released = task.progress != 0 && task.progress != round + 1;
    Ordering ordering = scheduler.facts().ordering();
    if (needed < 1 || arrived < 0 || released) {
      ordering.acquires(task, new Ordering.Part(barrier, task.progress));
      return 0;
    }
    if (task.progress == 0) {
      arrived++;
      if (!UserMemory.put(memory, address + ARRIVED, 4, arrived == needed ? 0 : arrived)) {
        return 0;
      }
      ordering.releases(task, new Ordering.Part(barrier, round + 1));
      if (arrived == needed) {
        ordering.acquires(task, new Ordering.Part(barrier, round + 1));
        UserMemory.put(memory, address + ROUND, 4, round + 1 & Integer.MAX_VALUE);
        scheduler.wake(barrier.queue());
        task.hasWoken = needed > 1;
        return 1;
      }
    }
    task.progress = round + 1;
    scheduler.block(task, barrier.queue(), barrier.name(), () -> mayCome(task, barrier, address));
    return Calls.BLOCKED;
  }

  /// What must hold for a barrier at which others wait now to be passed later.
  private Wait mayComeLater(Task task, Foreseen call) {
    AddressSpace memory = task.process().memory();
    if (!call.knows(0) || UserMemory.getInt(memory, call.value(0) + ARRIVED) <= 0) {
      return Wait.TIMER;
    }
    WaitObject barrier = names.object(task, call.value(0), "barrier");
    return barrier.queue().isEmpty() ? Wait.TIMER : mayCome(task, barrier, call.value(0));
  }

  /// That as many come as are missing, of those that there are or that are made then.
  private Wait mayCome(Task waiter, WaitObject barrier, long address) {
    AddressSpace memory = waiter.process().memory();
    long missing =
        UserMemory.getInt(memory, address) - UserMemory.getInt(memory, address + ARRIVED);
    Standing reachers = names.reachers(waiter, barrier);
    WaitQueue queue = barrier.queue();
    long forks = Act.FORK.bit() | Act.ARRIVE.bit();
    return new Wait.Or(
        List.of(
            new Wait.EnoughMay((int) Math.max(1, missing), reachers, Act.ARRIVE.bit(), queue),
            new Wait.EnoughMay(1, reachers, Act.SPAWN.bit(), queue),
            new Wait.EnoughMay(1, reachers, forks, queue),
            names.mayMap(waiter, barrier, Act.ARRIVE)));
  }

  /// Whether the caller is to run it: 1, or 0 once it has been run.
  private long begin(Task task) {
    AddressSpace memory = task.process().memory();
    long address = task.argument(0);
    long state = UserMemory.getInt(memory, address);
    WaitObject once = names.object(task, address, "once");
    if (state == 0 && UserMemory.put(memory, address, 4, RUNNING)) {
      task.hold(once);
      return 1;
    }
    if (state != RUNNING) {
      scheduler.facts().ordering().acquires(task, once);
      return 0;
    }
    scheduler.block(task, once.queue(), once.name(), () -> mayEnd(task, once));
    return Calls.BLOCKED;
  }

  private Wait mayEnd(Task waiter, WaitObject once) {
    List<Wait> any = new ArrayList<>();
    for (Task task : names.sharers(waiter, once)) {
      if (task.holds(once)) {
        any.add(new Wait.May(task, Act.UNLOCK));
      }
    }
    return new Wait.Or(any);
  }

  private long end(Task task) {
    WaitObject once = names.object(task, task.argument(0), "once");
    task.release(once);
    scheduler.facts().ordering().releases(task, once);
    task.hasWoken = !once.queue().isEmpty();
    scheduler.wake(once.queue());
    return UserMemory.put(task.process().memory(), task.argument(0), 4, DONE)
        ? 0
        : Errno.EFAULT.result();
  }
}
