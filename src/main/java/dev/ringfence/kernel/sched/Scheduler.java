package dev.ringfence.kernel.sched;

import dev.ringfence.core.Rng;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.process.Facts;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.machine.Costs;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Round robin over several CPUs in virtual time.
///
/// The order of everything is that of virtual time: at the same time timers first, then CPUs by the
/// beginning of their slices and by number. A CPU is sent on to its horizon, the next thing already
/// decided (the end of its quantum, the next timer, and, when other CPUs are busy, the end of the
/// present window, at which all CPUs meet); what another CPU does to its task meanwhile takes
/// effect when it comes back, as an inter-processor interrupt would.
public final class Scheduler {
  private final Cpu[] cpus;
  private final long quantum;
  private final long window;
  private final Costs costs;
  private final Events events;
  private final Counters counters;
  private final Consumer<Process> use;
  private final Deque<Task> ready = new ArrayDeque<>();
  private final Deque<Task> woken = new ArrayDeque<>();
  private final Timers timers = new Timers();
  private final Facts facts;

  /// Where those wait of which a page is fetched, as far as facts have it.
  private final WaitQueue pages = new WaitQueue();

  private long now;
  private long busy;

  /// The CPUs of hosts by place, as bits, with 0 for all; empty where every task may run on each.
  private long[] cpusOfHosts = {};

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
    this.use = use;
    this.cpus = new Cpu[cpus];
    for (int i = 0; i < cpus; i++) {
      this.cpus[i] = new Cpu(i);
    }
    this.quantum = quantum;
    this.window = window;
    this.costs = costs;
    this.events = events;
    this.counters = counters;
    facts = new Facts(events, this::now);
  }

  /// What is told of objects and tasks.
  public Facts facts() {
    return facts;
  }

  /// The virtual time of what is being handled.
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
    if (host >= cpusOfHosts.length) {
      cpusOfHosts = Arrays.copyOf(cpusOfHosts, host + 1);
    }
    cpusOfHosts[host] = cpus;
  }

  private boolean isDivided() {
    return cpusOfHosts.length > 0;
  }

  /// Whether a task waits for a CPU like this one.
  private boolean isWanted(Cpu cpu) {
    if (!isDivided()) {
      return !ready.isEmpty();
    }
    for (Task task : ready) {
      if (suits(cpu, task)) {
        return true;
      }
    }
    return false;
  }

  private boolean suits(Cpu cpu, Task task) {
    int host = task.process().host;
    long cpus = host < cpusOfHosts.length ? cpusOfHosts[host] : 0;
    return cpus == 0 || (cpus >>> cpu.number & 1) != 0;
  }

  /// Takes the first task that may run on a CPU out of the run queue, or returns null.
  private @Nullable Task take(Cpu cpu) {
    if (!isDivided()) {
      return ready.poll();
    }
    for (Task task : ready) {
      if (suits(cpu, task)) {
        ready.remove(task);
        return task;
      }
    }
    return null;
  }

  /// Puts a task at the end of the run queue.
  public void ready(Task task) {
    task.state = Task.State.READY;
    ready.add(task);
    facts.readied(task);
  }

  /// Puts the run queue in a random order.
  public void shuffle(Rng rng) {
    List<Task> order = new ArrayList<>(ready);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, (int) rng.below(i + 1L));
    }
    ready.clear();
    ready.addAll(order);
  }

  /// Takes the task off its CPU and into a queue; its call will be made again.
  ///
  /// @param object what it waits for, as reports call it
  /// @param formula what could end the wait
  public void block(Task task, WaitQueue queue, String object, Wait.Formula formula) {
    if (task.queue != queue) {
      if (task.queue != null) {
        task.queue.remove(task);
      }
      queue.add(task);
      task.queue = queue;
    }
    if (task.state != Task.State.BLOCKED) {
      task.blockedAt = now;
    }
    task.state = Task.State.BLOCKED;
    task.waitsFor = object;
    task.formula = formula;
  }

  /// As [#block], for a queue in which a task that was woken, and has to go on waiting, comes
  /// behind all others.
  public void blockLast(Task task, WaitQueue queue, String object, Wait.Formula formula) {
    if (task.queue == queue) {
      queue.remove(task);
      queue.add(task);
    }
    block(task, queue, object, formula);
  }

  /// Sets when a blocked task's wait ends by itself.
  public void deadline(Task task, long time) {
    task.deadline = time;
    timers.add(time, task);
  }

  /// Sets when an alarm goes off, in place of when it was to do so before.
  public void set(Alarm alarm, long time) {
    alarm.set(time);
    timers.add(time, alarm);
  }

  /// The object behind the queue has changed: the calls that wait there are to be made again.
  public void wake(WaitQueue queue) {
    queue.forEach(this::wake);
  }

  /// As [#wake(WaitQueue)] for the task that has waited longest. False if nobody waits.
  public boolean wakeFirst(WaitQueue queue) {
    Task task = queue.firstAsleep();
    if (task != null) {
      wake(task);
    }
    return task != null;
  }

  /// One task's call is to be made again.
  public void wake(Task task) {
    if (!task.isWoken) {
      task.isWoken = true;
      woken.add(task);
      facts.wakes(task);
    }
  }

  /// The next task whose call is to be made again, or null.
  public @Nullable Task pollWoken() {
    Task task = woken.poll();
    if (task != null) {
      task.isWoken = false;
    }
    return task;
  }

  /// Shows the tasks whose calls are to be made again.
  public void forEachWoken(Consumer<Task> action) {
    woken.forEach(action);
  }

  /// Ends the task's wait: out of its queue, without a deadline. If it was woken and has not looked
  /// yet, the next one looks in its place.
  public void unblock(Task task) {
    WaitQueue queue = task.queue;
    if (queue != null) {
      queue.remove(task);
      task.queue = null;
    }
    boolean unheard = task.isWoken || task.process().willRetry(task);
    if (task.isWoken) {
      woken.remove(task);
      task.isWoken = false;
    }
    if (unheard && queue != null) {
      wakeFirst(queue);
    }
    task.deadline = Long.MAX_VALUE;
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

  /// Takes a task that is ready, on a CPU or waits for a page away from there.
  public void withdraw(Task task) {
    if (task.state == Task.State.PAGING) {
      task.deadline = Long.MAX_VALUE;
    }
    if (task.state == Task.State.READY) {
      ready.remove(task);
    }
    leave(task);
  }

  /// Frees the task's CPU if it has one.
  public void leave(Task task) {
    for (Cpu cpu : cpus) {
      if (cpu.task == task) {
        account(cpu, task, task.context().time);
        cpu.time = Math.max(now, task.context().time);
        cpu.task = null;
        cpu.reported = false;
        facts.left(task, cpu.number, cpu.time);
      }
    }
  }

  /// A process has come back: what its tasks report waits for its turn.
  public void returned(Process process) {
    process.lent = false;
    for (Cpu cpu : cpus) {
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
    Cpu cpu = cpus[context.cpu];
    Task task = cpu.task;
    if (task == null || task.context() != context || context.time >= context.until) {
      return null;
    }
    for (Cpu other : cpus) {
      if (other != cpu && other.task != null) {
        return null;
      }
    }
    return task;
  }

  /// As [#returned] and [#next], for a task that is [#alone] and makes a system call: nothing else
  /// can come before.
  public void called(Task task) {
    Cpu cpu = cpus[task.context().cpu];
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
    Cpu cpu = cpus[task.context().cpu];
    boolean noOthers = woken.isEmpty() && (ready.isEmpty() || cpus.length == 1);
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
    task.context().until = horizon(cpu);
  }

  private void account(Cpu cpu, Task task, long time) {
    long used = time - cpu.accounted;
    busy += used;
    cpu.accounted = time;
    task.cpuTime += used;
    task.process().userTime += cpu.user;
    cpu.allUsed += used;
    cpu.allUser += cpu.user;
    cpu.user = 0;
  }

  /// The next thing to handle, in the order of virtual time, or null while it is not decided: a CPU
  /// that is still out may come back earlier.
  public @Nullable Next next() {
    Timers.Timer timer = timers.first();
    Cpu first = null;
    for (Cpu cpu : cpus) {
      if (cpu.reported && (first == null || precedes(cpu, first.time, first.begin, first.number))) {
        first = cpu;
      }
    }
    if (timer != null && (first == null || timer.time() <= first.time)) {
      if (isDecided(timer.time(), -1, -1)) {
        now = Math.max(now, timer.time());
        timers.removeFirst();
        facts.act(null);
        Alarm alarm = timer.alarm();
        return alarm != null
            ? new Next.Ring(alarm)
            : new Next.Expiry(Objects.requireNonNull(timer.task()));
      }
    } else if (first != null && isDecided(first.time, first.begin, first.number)) {
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

  /// Whether no CPU that is out, or about to go out, can still come back with something earlier.
  private boolean isDecided(long time, long begin, int number) {
    for (Cpu cpu : cpus) {
      Task task = cpu.task;
      if (task != null
          && (task.process().lent || cpu.waits)
          && precedes(cpu, time, begin, number)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the CPU, with its time and the beginning of its slice, goes before such a report: at
  /// the same time the slice that began first, then the lower number.
  private static boolean precedes(Cpu cpu, long time, long begin, int number) {
    if (cpu.time != time) {
      return cpu.time < time;
    }
    return cpu.begin != begin ? cpu.begin < begin : cpu.number < number;
  }

  /// The task goes on where it was, on its CPU, or gives way if its quantum is used up.
  public void resume(Task task) {
    for (Cpu cpu : cpus) {
      if (cpu.task == task) {
        cpu.time = task.context().time;
        if (cpu.time >= cpu.quantumEnd) {
          events.sliceEnded(cpu.time, cpu.number, task.tid());
          cpu.quantumEnd = cpu.time + quantum;
          if (isWanted(cpu) && !task.context().missesTimer()) {
            task.context().time += costs.interrupt();
            giveWay(task);
          }
        }
      }
    }
  }

  /// Uses up the task's quantum, so that it gives way when it resumes.
  public void expire(Task task) {
    for (Cpu cpu : cpus) {
      if (cpu.task == task) {
        cpu.quantumEnd = 0;
      }
    }
  }

  /// The task goes to the end of the run queue.
  public void giveWay(Task task) {
    leave(task);
    ready(task);
  }

  /// Gives idle CPUs work.
  ///
  /// @return a task that may have signals to take, whose process is at rest, or null
  public @Nullable Task assign() {
    for (Cpu cpu : cpus) {
      Task next = cpu.task == null ? take(cpu) : null;
      if (next != null) {
        occupy(cpu, next);
      }
    }
    for (Cpu cpu : cpus) {
      Task task = cpu.task;
      if (task != null
          && task.signals.notified
          && !task.process().lent
          && isAtRest(task.process())) {
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
    for (Cpu cpu : cpus) {
      Task task = cpu.task;
      cpu.waits = false;
      if (task != null && !task.process().lent && isAtRest(task.process())) {
        if (task.process().memory().isShared() && hasToWait(cpu, task.process())) {
          cpu.waits = true;
          cpu.begin = cpu.time;
        } else {
          lend(task.process(), lend);
        }
      }
    }
  }

  /// Whether the process shares memory with one that is lent or is at rest and goes first.
  private boolean hasToWait(Cpu cpu, Process process) {
    for (Cpu other : cpus) {
      Task task = other.task;
      if (task != null
          && task.process() != process
          && (task.process().lent || isBefore(other, cpu) && isAtRest(task.process()))
          && process.memory().sharesWith(task.process().memory())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(Cpu one, Cpu other) {
    return one.time < other.time || one.time == other.time && one.number < other.number;
  }

  /// Whether none of the process's tasks has reported something that is not handled yet.
  private boolean isAtRest(Process process) {
    for (Cpu cpu : cpus) {
      Task task = cpu.task;
      if (task != null && cpu.reported && task.process() == process) {
        return false;
      }
    }
    return true;
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
    cpu.quantumEnd = cpu.time + quantum;
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
    for (Cpu cpu : cpus) {
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
    for (Cpu other : cpus) {
      if (other != cpu && other.task != null) {
        return Math.min(until, (cpu.time / window + 1) * window);
      }
    }
    return until;
  }

  /// Whether no CPU is out, or about to be: whatever each has done has come back before the present
  /// time. That is so in all shells at the same times, as it asks when slices began.
  public boolean isAtRest() {
    for (Cpu cpu : cpus) {
      if (cpu.task != null && cpu.begin >= now) {
        return false;
      }
    }
    return true;
  }

  /// What a CPU has executed: cycles in all, and of these in ring 3.
  public record Work(long all, long user) {}

  /// What each CPU has executed.
  public List<Work> work() {
    return Arrays.stream(cpus).map(cpu -> new Work(cpu.allUsed, cpu.allUser)).toList();
  }

  /// How many tasks are on CPUs or in the run queue.
  public int running() {
    int running = ready.size();
    for (Cpu cpu : cpus) {
      running += cpu.task == null ? 0 : 1;
    }
    return running;
  }

  /// Whether nothing runs, nothing can run and no timer is set.
  public boolean isQuiescent() {
    for (Cpu cpu : cpus) {
      if (cpu.task != null) {
        return false;
      }
    }
    return ready.isEmpty() && woken.isEmpty() && timers.areVoid();
  }
}
