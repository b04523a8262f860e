package dev.ringfence.kernel.signal;

import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.clock.CpuClock;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends signals: decides at once what an ignored or fatal one comes to, and has the others wait
/// for a thread that takes them ([SignalDelivery]).
public final class Signals {
  private final Processes processes;
  private final Scheduler scheduler;
  private final Consumer<Event> events;
  private final JobControl jobControl;
  private final List<Function<Process, Wait>> otherSenders = new ArrayList<>();

  public Signals(Processes processes, Scheduler scheduler, Consumer<Event> events) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.events = events;
    jobControl = new JobControl(processes, scheduler, this);
  }

  /// Says what else, beside other processes, timers and children, may send a process signals.
  public void alsoSentBy(Function<Process, Wait> sender) {
    otherSenders.add(sender);
  }

  /// Sends a signal to a process, for any thread of it that does not block it. False when too many
  /// are pending.
  public boolean send(Process process, SignalInfo info) {
    tell(process, info);
    return post(process, null, info);
  }

  /// Sends a signal to one thread. False when too many are pending.
  public boolean send(Task task, SignalInfo info) {
    tell(task.process(), info);
    return post(task.process(), task, info);
  }

  /// Sends a thread what its own instruction has raised. If it blocks or ignores the signal, the
  /// process ends.
  public void force(Task task, SignalInfo info) {
    tell(task.process(), info);
    ProcessSignals signals = task.process().signals;
    int number = info.signal();
    if (SignalSet.has(kept(task), number) || signals.of(number).isIgnore()) {
      signals.set(number, Disposition.NONE);
      task.signals.mask &= ~SignalSet.of(number);
    }
    post(task.process(), task, info);
  }

  /// Tells a parent what has become of its child.
  public void tellParent(Process child, int code, int status) {
    Process parent = processes.get(child.parent);
    if (parent == null || parent.zombie) {
      return;
    }
    boolean ended = code == SignalInfo.CLD_EXITED || code == SignalInfo.CLD_KILLED;
    if (ended || !parent.signals.of(17).has(Disposition.SA_NOCLDSTOP)) {
      post(parent, null, SignalInfo.from(child, 17, code, status));
    }
    scheduler.wake(parent.childEnds());
  }

  private void tell(Process process, SignalInfo info) {
    events.accept(
        new Event.SignalSent(
            scheduler.now(), process.pid(), info.signal(), info.pid(), info.uid()));
    process.signalled |= info.pid() != 0 && info.pid() != process.pid();
    if ((process.signalled || process.surprising) && !process.zombie) {
      processes.lost(process);
    }
  }

  private boolean post(Process process, @Nullable Task target, SignalInfo info) {
    int signal = info.signal();
    ProcessSignals signals = process.signals;
    if (process.zombie || process.fatalSignal != 0) {
      return true;
    }
    if (SignalSet.has(SignalSet.STOPS, signal)) {
      discard(process, SignalSet.of(18));
    } else if (signal == 18 || signal == 9) {
      discard(process, SignalSet.STOPS);
      jobControl.goOn(process);
    }
    Disposition disposition = signals.of(signal);
    Signal.Action action = SignalSet.action(signal);
    boolean idle = action == Signal.Action.IGNORE || action == Signal.Action.CONTINUE;
    Task first = target == null ? process.tasks.getFirst() : target;
    boolean ignored = disposition.isIgnore() || disposition.isDefault() && idle;
    if (ignored && !SignalSet.has(first.signals.mask, signal)) {
      return true;
    }
    PendingSignals pending = target == null ? signals.morePending() : target.signals.morePending();
    SignalInfo queued = withinLimit(process, info);
    if (queued == null) {
      return false;
    }
    scheduler.facts().releases(new Ordering.Part(signals, signal));
    pending.add(queued);
    signals.arrived();
    Task taker = target == null ? taker(process, signal) : takes(target, signal) ? target : null;
    if (taker == null) {
      return true;
    }
    boolean fatal = action == Signal.Action.TERMINATE || action == Signal.Action.CORE;
    // Who waits for a signal that is not blocked dies of it all the same.
    boolean waited = SignalSet.has(taker.signals.awaited & taker.signals.mask, signal);
    if (fatal && disposition.isDefault() && !waited) {
      end(process, signal);
    } else {
      notify(taker);
    }
    return true;
  }

  /// What is queued of a signal: without all that there is to say of it where too many are pending;
  /// null for `EAGAIN`.
  private static @Nullable SignalInfo withinLimit(Process process, SignalInfo info) {
    boolean standard = info.signal() < SignalSet.REAL_TIME;
    if (standard && info.code() >= 0 || pending(process) < process.signals.mostPending) {
      return info;
    }
    boolean mustTell = !standard && info.code() != SignalInfo.SI_USER;
    return mustTell ? null : new SignalInfo(info.signal(), SignalInfo.SI_USER, 0, 0, 0);
  }

  private static int pending(Process process) {
    int pending = process.signals.pending().size();
    for (Task task : process.tasks) {
      pending += task.signals.pending().size();
    }
    return pending;
  }

  /// A process that is on a CPU takes a fatal signal when it next enters the kernel.
  private void end(Process process, int signal) {
    process.fatalSignal = (byte) signal;
    if (process.tasks.stream().noneMatch(task -> task.state == Task.State.ON_CPU)) {
      processes.termination().end(process, signal);
    }
  }

  private static @Nullable Task taker(Process process, int signal) {
    for (Task task : process.tasks) {
      if (takes(task, signal)) {
        return task;
      }
    }
    return null;
  }

  /// A stopped thread takes no signal, but for the one that nothing can put off.
  private static boolean takes(Task task, int signal) {
    return !SignalSet.has(task.signals.mask & ~task.signals.awaited, signal)
        && (!task.process().signals.stopped || signal == 9);
  }

  private static void discard(Process process, long set) {
    process.signals.pending().discard(set);
    process.tasks.forEach(task -> task.signals.pending().discard(set));
  }

  /// Has the thread look for signals before it next runs, and its blocked call made again.
  public void notify(Task task) {
    task.signals.notified = true;
    if (task.state == Task.State.BLOCKED && !jobControl.isStopped(task)) {
      scheduler.wake(task);
    }
  }

  /// What a thread may take has changed: whoever can take a pending signal looks for it.
  public void lookAgain(Process process) {
    for (Task task : process.tasks) {
      if (deliverable(task) != 0) {
        notify(task);
      }
    }
  }

  /// Whoever has sent a signal comes before the task that takes it.
  void orders(Task task, int signal) {
    Object sent = new Ordering.Part(task.process().signals, signal);
    scheduler.facts().ordering().acquires(task, sent);
  }

  /// Takes the next pending signal of a set: one of the thread's own first. Null if there is none.
  @Nullable SignalInfo take(Task task, long set) {
    SignalInfo own = task.signals.pending().take(set);
    return own == null ? task.process().signals.pending().take(set) : own;
  }

  /// The pending signals that the thread does not block.
  static long deliverable(Task task) {
    return (task.signals.pending().set() | task.process().signals.pending().set()) & ~kept(task);
  }

  /// The signals that the thread does not take now: those that it blocks, and, while it is in an
  /// inner ring behind a gate, those with handlers, which are no code of that ring.
  static long kept(Task task) {
    return task.isBehindGate()
        ? task.signals.mask | task.process().signals.caught()
        : task.signals.mask;
  }

  /// What stops processes and lets them go on.
  public JobControl jobControl() {
    return jobControl;
  }

  /// Whether the thread is stopped rather than blocked in a call.
  public boolean isStopped(Task task) {
    return jobControl.isStopped(task);
  }

  /// What could end a blocked thread's wait: what its call waits for, or a signal that a handler
  /// catches. While the process is stopped, only a signal can.
  public Wait wait(Task task) {
    Process process = task.process();
    if (process.signals.stopped) {
      return mayBeSent(process);
    }
    List<Wait> any = new ArrayList<>();
    any.add(task.formula.now());
    any.add(mayCatch(task));
    any.add(mayAny(process, Act.CANCEL));
    return new Wait.Or(any);
  }

  private Wait mayCatch(Task waiter) {
    Process process = waiter.process();
    Wait catches = process.signals.catches() ? Wait.TIMER : mayAny(process, Act.CATCH);
    return new Wait.And(List.of(catches, new Wait.Deferred(() -> mayBeSent(process))));
  }

  /// That a thread of a process acts.
  private static Wait mayAny(Process process, Act act) {
    List<Task> tasks = process.tasks;
    return tasks.size() == 1 ? new Wait.May(tasks.getFirst(), act) : new Wait.AnyMay(process, act);
  }

  /// That somebody sends the process a signal: a timer, a child that ends, or whoever calls kill.
  public Wait mayBeSent(Process process) {
    List<Wait> any = new ArrayList<>();
    for (IntervalTimer timer : process.signals.timers.values()) {
      CpuAlarm cpu = timer.cpu;
      if (timer.alarm.isSet()) {
        any.add(Wait.TIMER);
      } else if (cpu != null && cpu.isSet()) {
        any.add(cpu.clock().mayGoOn(null));
      }
    }
    if (process.signals.cpuTimers.areSet()) {
      any.add(new CpuClock(process, null).mayGoOn(null));
    }
    any.add(new Wait.AnyMayLeave(process.children(), _ -> true));
    any.add(new Wait.AnyMay(processes.on(process.host), Act.KILL));
    any.add(new Wait.Deferred(() -> othersMaySend(process)));
    return new Wait.Or(any);
  }

  private Wait othersMaySend(Process process) {
    List<Wait> any = new ArrayList<>();
    otherSenders.forEach(sender -> any.add(sender.apply(process)));
    return new Wait.Or(any);
  }
}
