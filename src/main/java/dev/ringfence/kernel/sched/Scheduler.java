package dev.ringfence.kernel.sched;

import dev.ringfence.core.Rng;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.machine.Costs;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Round robin over several CPUs in virtual time, and priorities where tasks have some.
///
/// The order of everything is that of virtual time: at the same time timers first, then CPUs by the
/// beginning of their slices and by number. A CPU is sent on to its horizon, the next thing already
/// decided (the end of its quantum, the next timer, and, when other CPUs are busy, the end of the
/// present window, at which all CPUs meet); what another CPU does to its task meanwhile takes
/// effect when it comes back, as an inter-processor interrupt would.
public final class Scheduler extends Waiting {
  private final Cpus cpus;
  private final long quantum;
  private final long window;
  private final Costs costs;
  private final Events events;
  private final Counters counters;
  private final Consumer<Process> use;
  private final RunQueue ready = new RunQueue();
  private final Priorities priorities;

  /// Where those wait of which a page is fetched, as far as facts have it.
  private final WaitQueue pages = new WaitQueue();

  /// Who leads the run another way, or null.
  private @Nullable Director director;

  private long now;
  private long busy;

  /// What [#next] found.
  public sealed interface Next {
    /// A task's wait is over.
    record Expiry(Task task) implements Next {}

    /// An alarm goes off.
    record Ring(Alarm alarm) implements Next {}

    /// A task has come back from its CPU.
    record Trap(Task task) implements Next {}
  }

  /// @param quantum cycles of a time slice
  /// @param window cycles of a window: a CPU runs ahead of other busy ones to its end at most
  /// @param use is told of each process of which a task goes on a CPU
  public Scheduler(
      int cpus,
      long quantum,
      long window,
      Costs costs,
      Events events,
      Counters counters,
      Consumer<Process> use) {
    super(events);
    this.use = use;
    this.cpus = new Cpus(cpus);
    this.quantum = quantum;
    this.window = window;
    this.costs = costs;
    this.events = events;
    this.counters = counters;
    this.priorities = new Priorities(ready, events, () -> now);
  }

  /// What tasks have in place of the usual way to be scheduled.
  public Priorities priorities() {
    return priorities;
  }

  @Override
  public long now() {
    return now;
  }

  /// Cycles that all CPUs together have executed.
  public long busy() {
    return busy;
  }

  /// Has tasks of a host run on its own CPUs only, from now on.
  ///
  /// @param cpus by number, as bits
  public void reserve(int host, long cpus) {
    ready.reserve(host, cpus);
  }

  /// Puts a task at the end of the run queue.
  public void ready(Task task) {
    task.state = Task.State.READY;
    ready.add(task);
    facts.readied(task);
  }

  /// Puts the run queue in a random order.
  public void shuffle(Rng rng) {
    ready.shuffle(rng);
  }

  /// Takes a task that has ended from wherever it is. Its CPU becomes idle.
  public void remove(Task task) {
    withdraw(task);
    unblock(task);
    task.state = Task.State.DEAD;
  }

  /// Has a task that goes on, or is about to, wait for the device on which pages are until a time.
  /// Neither signals nor the analysis see it as blocked.
  public void pause(Task task, long until) {
    leave(task);
    task.state = Task.State.PAGING;
    task.blockedAt = now;
    task.waitsFor = Task.PAGE;
    facts.paused(task, pages, Task.PAGE);
    deadline(task, Math.max(until, task.context().time));
  }

  /// Has tasks be held, from now on.
  public void direct(List<Hold> holds) {
    director = new Director(holds);
  }

  /// A task is at rest and about to make a system call. False when it is held first, and will trap
  /// with the call again.
  public boolean admitsCall(Task task) {
    return director == null || !isHeld(task, director.beforeCall(task), director);
  }

  private boolean isHeld(Task task, long cycles, Director by) {
    if (cycles <= 0) {
      return false;
    }
    leave(task);
    task.state = Task.State.PAGING;
    task.blockedAt = now;
    task.waitsFor = Hold.HELD;
    facts.paused(task, by.held, Hold.HELD);
    deadline(task, task.context().time + cycles);
    return true;
  }

  /// A blocked task is to make its call again when it has a CPU.
  public void getInLine(Task task) {
    task.isWoken = true;
    ready(task);
  }

  /// Takes a task that is ready, on a CPU or waits for a page away from there.
  public void withdraw(Task task) {
    if (task.state == Task.State.PAGING) {
      task.deadline = Long.MAX_VALUE;
    }
    if (task.state == Task.State.READY) {
      ready.remove(task);
    }
    leave(task);
    if (task.isRoused) {
      fallAsleep(task);
    }
  }

  /// A task that was roused, and has not made its call again, goes on waiting: the next one looks
  /// in its place.
  private void fallAsleep(Task task) {
    WaitQueue queue = Objects.requireNonNull(task.queue);
    rouseFirst(queue);
    task.isRoused = false;
    task.isWoken = false;
    task.state = Task.State.BLOCKED;
    facts.paused(task, queue, task.waitsFor);
  }

  /// Takes account of what tasks on CPUs have executed, in a run that goes on no longer.
  public void settle() {
    for (Cpu cpu : cpus.all) {
      Task task = cpu.task;
      if (task != null && !task.process().lent) {
        account(cpu, task, task.context().time);
      }
    }
  }

  /// Frees the task's CPU if it has one.
  public void leave(Task task) {
    Cpu cpu = cpus.of(task);
    if (cpu != null) {
      account(cpu, task, task.context().time);
      cpu.time = Math.max(now, task.context().time);
      cpu.task = null;
      cpu.reported = false;
      facts.left(task, cpu.number, cpu.time);
    }
  }

  /// A process has come back: what its tasks report waits for its turn.
  public void returned(Process process) {
    process.lent = false;
    for (Cpu cpu : cpus.all) {
      Task task = cpu.task;
      if (task != null && task.process() == process && cpu.out) {
        cpu.out = false;
        cpu.time = task.context().time;
        cpu.user += cpu.time - cpu.entered;
        cpu.reported = task.context().cause != Cause.PREEMPTED || cpu.time >= task.context().until;
      }
    }
  }

  /// The task of a context that is on a CPU, if no other CPU is busy and the slice lasts; or null.
  public @Nullable Task alone(Context context) {
    Cpu cpu = cpus.all[context.cpu];
    Task task = cpu.task;
    if (task == null || task.context() != context || context.time >= context.until) {
      return null;
    }
    return cpus.areBusyBeside(cpu) ? null : task;
  }

  /// The task on a CPU, or null.
  public @Nullable Task taskOn(int cpu) {
    return cpus.all[cpu].task;
  }

  /// As [#returned] and [#next], for a task that is [#alone] and makes a system call: nothing else
  /// can come before.
  public void called(Task task) {
    Cpu cpu = cpus.all[task.context().cpu];
    task.process().lent = false;
    cpu.time = task.context().time;
    cpu.user += cpu.time - cpu.entered;
    now = Math.max(now, cpu.time);
    facts.act(task);
    account(cpu, task, cpu.time);
  }

  /// As [#assign] and [#dispatch], for the task that was [#called], if they would do no more than
  /// lend its process again. Whether they would.
  public boolean continues(Task task) {
    Cpu cpu = cpus.all[task.context().cpu];
    boolean stays = ready.isEmpty() || cpus.all.length == 1 && !ready.isOrdered();
    boolean noOthers = woken.isEmpty() && stays;
    if (cpu.task != task || task.signals.notified || !noOthers || timers.earliest() <= cpu.time) {
      return false;
    }
    begin(cpu, task);
    task.process().lent = true;
    return true;
  }

  private void begin(Cpu cpu, Task task) {
    cpu.begin = cpu.time;
    cpu.entered = task.context().time;
    long until = horizon(cpu);
    task.context().until = director == null ? until : director.until(task, until);
  }

  private void account(Cpu cpu, Task task, long time) {
    busy += cpu.account(task, time);
  }

  /// The next thing to handle, in the order of virtual time, or null while it is not decided: a CPU
  /// that is still out may come back earlier.
  public @Nullable Next next() {
    Timers.Timer timer = timers.first();
    Cpu first = cpus.firstReported();
    if (timer != null && (first == null || timer.time() <= first.time)) {
      if (cpus.areDecided(timer.time(), -1, -1)) {
        now = Math.max(now, timer.time());
        timers.removeFirst();
        facts.act(null);
        Alarm alarm = timer.alarm();
        return alarm != null
            ? new Next.Ring(alarm)
            : new Next.Expiry(Objects.requireNonNull(timer.task()));
      }
    } else if (first != null && cpus.areDecided(first.time, first.begin, first.number)) {
      now = Math.max(now, first.time);
      first.reported = false;
      Task task = first.task;
      if (task == null) {
        throw new IllegalStateException("a CPU without a task has reported");
      }
      account(first, task, first.time);
      facts.act(task);
      return new Next.Trap(task);
    }
    return null;
  }

  /// The task goes on where it was, on its CPU, or gives way if its quantum is used up.
  public void resume(Task task) {
    Cpu cpu = cpus.of(task);
    if (cpu == null) {
      return;
    }
    cpu.time = task.context().time;
    if (director != null && isHeld(task, director.beforeResuming(task), director)) {
      return;
    }
    if (cpu.time >= cpu.quantumEnd) {
      boolean yields = cpu.quantumEnd == 0;
      if (yields || task.schedule == null || Schedule.of(task).policy() != Schedule.FIFO) {
        events.sliceEnded(cpu.time, cpu.number, task.tid());
      }
      cpu.quantumEnd = cpu.time + quantum;
      if (ready.wants(cpu, task, yields) && !task.context().missesTimer()) {
        task.context().time += costs.interrupt();
        giveWay(task);
      }
    }
  }

  /// Uses up the task's quantum, so that it gives way when it resumes.
  public void expire(Task task) {
    Cpu cpu = cpus.of(task);
    if (cpu != null) {
      cpu.quantumEnd = 0;
    }
  }

  /// The task goes to the end of the run queue.
  public void giveWay(Task task) {
    leave(task);
    task.state = Task.State.READY;
    ready.addBack(task);
    facts.readied(task);
  }

  /// Gives CPUs whose tasks are at rest to tasks of a higher rank: first the one whose task has the
  /// lowest. A CPU that is out follows when it comes back, at the latest at its horizon.
  private void preempt() {
    for (Cpu cpu = cpus.lowest(ready); cpu != null; cpu = cpus.lowest(ready)) {
      Task task = Objects.requireNonNull(cpu.task);
      if (Schedule.of(task).policy() == Schedule.RR) {
        task.schedule().sliceLeft = Math.max(0, cpu.quantumEnd - task.context().time);
      }
      leave(task);
      task.state = Task.State.READY;
      ready.addFirst(task);
      facts.readied(task);
      occupy(cpu, Objects.requireNonNull(ready.take(cpu)));
    }
  }

  /// Gives idle CPUs work.
  ///
  /// @return a task that may have signals to take, or a call to make again, and whose process is at
  ///     rest; or null
  public @Nullable Task assign() {
    for (Cpu cpu : cpus.all) {
      Task next = cpu.task == null ? ready.take(cpu) : null;
      if (next != null) {
        occupy(cpu, next);
      }
    }
    if (ready.isOrdered() && !ready.isEmpty()) {
      preempt();
    }
    for (Cpu cpu : cpus.all) {
      Task task = cpu.task;
      if (task != null
          && (task.isRoused || task.signals.notified)
          && !task.process().lent
          && cpus.isAtRest(task.process())) {
        facts.act(task);
        return task;
      }
    }
    return null;
  }

  /// Lends every process whose tasks are all at rest to the shell; of those that share memory only
  /// one at a time, the earliest first, since what they do to it must not depend on threads.
  ///
  /// @param lend takes a process whose user side has its tasks placed
  public void dispatch(Consumer<Process> lend) {
    for (Cpu cpu : cpus.all) {
      Task task = cpu.task;
      cpu.waits = false;
      if (task != null && !task.process().lent && cpus.isAtRest(task.process())) {
        if (task.process().memory().isShared() && cpus.haveToFinishBefore(cpu, task.process())) {
          cpu.waits = true;
          cpu.begin = cpu.time;
        } else {
          lend(task.process(), lend);
        }
      }
    }
  }

  private void occupy(Cpu cpu, Task task) {
    cpu.task = task;
    if (task.waitsFor.equals(Task.PAGE)) {
      counters.idleForIo += Math.max(0, now - Math.max(cpu.time, task.blockedAt));
      task.waitsFor = "";
    }
    cpu.time = Math.max(now, cpu.time) + costs.contextSwitch();
    cpu.accounted = cpu.time;
    cpu.user = 0;
    cpu.out = false;
    cpu.quantumEnd = cpu.time + Schedule.slice(task, quantum);
    cpu.reported = false;
    task.state = Task.State.ON_CPU;
    use.accept(task.process());
    task.context().cpu = cpu.number;
    task.context().time = cpu.time;
    counters.contextSwitches++;
    events.dispatched(cpu.time, cpu.number, task.tid());
  }

  private void lend(Process process, Consumer<Process> lend) {
    process.user().clear();
    for (Cpu cpu : cpus.all) {
      Task task = cpu.task;
      if (task != null && task.process() == process) {
        begin(cpu, task);
        cpu.out = true;
        process.user().place(task.context());
      }
    }
    process.lent = true;
    lend.accept(process);
  }

  private long horizon(Cpu cpu) {
    long until = Math.min(cpu.quantumEnd, Math.max(timers.earliest(), cpu.time + 1));
    return cpus.areBusyBeside(cpu) ? Math.min(until, (cpu.time / window + 1) * window) : until;
  }

  /// Whether no CPU is out, or about to be: whatever each has done has come back before the present
  /// time. That is so in all shells at the same times, as it asks when slices began.
  public boolean isAtRest() {
    return cpus.areAtRest(now);
  }

  /// What a CPU has executed: cycles in all, and of these in ring 3.
  public record Work(long all, long user) {}

  /// What each CPU has executed.
  public List<Work> work() {
    return cpus.work();
  }

  /// How many tasks are on CPUs or in the run queue.
  public int running() {
    return ready.size() + cpus.busy();
  }

  /// Whether nothing runs, nothing can run and no timer is set.
  public boolean isQuiescent() {
    return cpus.busy() == 0 && ready.isEmpty() && woken.isEmpty() && timers.areVoid();
  }
}
