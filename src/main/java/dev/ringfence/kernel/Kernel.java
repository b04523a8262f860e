package dev.ringfence.kernel;

import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Rng;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.account.CallAccounts;
import dev.ringfence.kernel.account.CallAccounts.CallUse;
import dev.ringfence.kernel.account.FrameGauge;
import dev.ringfence.kernel.account.RingAccounts;
import dev.ringfence.kernel.account.RingUse;
import dev.ringfence.kernel.account.StackSampler;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.deadlock.LockGuard;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.inet.Network;
import dev.ringfence.kernel.lock.LockTable;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.memory.UserAccess;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.kernel.proc.ProcTable;
import dev.ringfence.kernel.process.Facts;
import dev.ringfence.kernel.process.Ordering;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Residents;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Timespec;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.real.LowMemory;
import dev.ringfence.kernel.real.StrayWrites;
import dev.ringfence.kernel.ring.InterruptTables;
import dev.ringfence.kernel.ring.PrivilegedInstructions;
import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.kernel.sched.Priorities;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalDelivery;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.sysv.SysvNamespaces;
import dev.ringfence.kernel.thread.ThreadEnd;
import dev.ringfence.kernel.tty.Terminal;
import dev.ringfence.kernel.tty.Terminals;
import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import dev.ringfence.user.Gate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /// Is told which pages are used.
  public interface References {
    /// @param page its address, in pages
    void used(int pid, long page);
  }

  /// Is shown what the kernel is about to handle, and changes nothing.
  public interface Scout {
    /// @param atRest whether whatever each CPU has done has come back, as for [#observe]
    void sees(Scheduler.Next next, boolean atRest);
  }

  private static final long SECOND = 1_000_000_000;

  /// The headers of calls on objects in the memory of their callers.
  private static final Set<String> SYNCHRONISING =
      Set.of("pthread.h", "semaphore.h", "linux/futex.h");

  private final Costs costs;
  private final Effects effects;
  private final Events events;
  private final Frames frames;
  private final @Nullable Pager pager;
  private final PhysicalMemory physical;
  private final Scheduler scheduler;
  private final Processes processes;
  private final ProcTable proc;
  private final LockTable fileLocks;
  private final FileSystem files;
  private final SysvNamespaces sysv;
  private final SignalDelivery delivery;
  private final ThreadEnd threadEnd;
  private final LockGuard guard;
  private final Sockets sockets;
  private final Network network;
  private final Terminals terminals;
  private final Calls calls;
  private final Counters counters = new Counters();
  private final CallEvents callEvents;
  private final Faults faults;
  private final InterruptTables interrupts = new InterruptTables();
  private final StrayWrites strays;
  private final Limits limits;
  private final Crossing crossing;
  private final long seed;
  private final Observers observers = new Observers();
  private final SystemCalls systemCalls;
  private final Traps traps;
  private final Consumer<Process> lending = this::lend;
  private String stoppedBy = "";
  private @Nullable Task unsettled;
  private long observed = Long.MAX_VALUE;
  private Runnable observer = () -> {};
  private long scoutedFrom = Long.MAX_VALUE;
  private Scout scout = (_, _) -> {};

  /// The earlier of both: from then on calls do not pass the gate.
  private long gateClosedFrom = Long.MAX_VALUE;

  /// @param listener is told of all events
  public Kernel(Machine machine, Effects effects, Consumer<Event> listener) {
    this.costs = machine.profile().costs();
    this.effects = effects;
    this.limits = machine.limits();
    this.crossing = machine.crossing();
    this.seed = machine.seed();
    events = new Events(listener);
    Addressing addressing = machine.profile().addressing();
    boolean segmented = addressing.isSegmented();
    physical = new PhysicalMemory(machine.memory(), segmented ? Frames.BEYOND : 0);
    if (segmented) {
      LowMemory.write(physical, addressing);
    }
    frames = new Frames(physical, machine.profile(), !crossing.isolates());
    Residents residents = new Residents(physical, machine.profile(), counters);
    residents.prevent(crossing.smep(), crossing.smap());
    scheduler =
        new Scheduler(
            machine.cpus(),
            machine.quantum(),
            machine.window(),
            costs,
            events,
            counters,
            residents::use);
    int hosts = machine.network().hosts().size();
    files =
        new FileSystem(
            () -> Timespec.EPOCH_NANOS + machine.profile().nanos(scheduler.now()), hosts);
    files.randomise(new Rng(machine.seed() ^ 0x7572_616E_646F_6DL));
    sysv =
        new SysvNamespaces(
            hosts,
            machine.ipc().sysv(),
            machine.memory(),
            () -> Timespec.EPOCH + machine.profile().nanos(scheduler.now()) / SECOND);
    if (machine.virtualMemory().randomised()) {
      frames.randomise(new Rng(~machine.seed()));
    }
    frames.setAside(machine.virtualMemory().hugePages());
    pager = machine.virtualMemory().pager(frames, machine.seed(), scheduler::now, counters, events);
    processes = new Processes(frames, residents, scheduler, files, events, counters, hosts);
    fileLocks = new LockTable(scheduler);
    proc =
        new ProcTable(
            machine,
            processes,
            scheduler,
            frames,
            files,
            fileLocks,
            sysv,
            this::terminalOf,
            counters);
    files.serve(processes::callersCredentials, processes::callersName);
    callEvents = new CallEvents(scheduler, events);
    OutOfMemory outOfMemory =
        new OutOfMemory(
            processes,
            scheduler,
            events,
            pager,
            machine.window(),
            (machine.memory() + machine.virtualMemory().swap()) / PhysicalMemory.FRAME);
    faults = new Faults(processes, costs, events, counters, outOfMemory, this::goOn, scheduler);
    CallTable table =
        new CallTable(
            machine, processes, scheduler, frames, files, fileLocks, sysv, events, counters);
    PrivilegedInstructions instructions =
        new PrivilegedInstructions(costs, events, interrupts, scheduler::now);
    strays = new StrayWrites(physical, machine.profile(), processes, events, scheduler::now);
    WildJumps wildJumps = new WildJumps(strays, table.calls, addressing);
    calls = table.calls;
    delivery = table.delivery;
    threadEnd = table.threadEnd;
    guard = table.guard;
    network = table.network;
    terminals = table.terminals;
    sockets = table.sockets;
    proc.add(sockets, network);
    for (int host = 0; host < hosts; host++) {
      files.mount(host, proc);
      if (network.hasNames()) {
        files.configure(host, "hosts", network.names());
        files.configure(host, "hostname", network.hosts().get(host).name() + "\n");
      }
    }
    systemCalls =
        new SystemCalls(
            machine,
            table,
            scheduler,
            processes,
            callEvents,
            counters,
            observers,
            this::tellOfLosses,
            this::goOn);
    traps =
        new Traps(
            machine,
            counters,
            scheduler,
            processes,
            systemCalls,
            faults,
            instructions,
            interrupts,
            wildJumps,
            observers,
            this::crash);
  }

  /// Sets who is told when tasks wait and when they go on.
  public void watch(Watch whoever) {
    observers.watch(whoever);
  }

  /// Has an observer be told of all that happens from now on, as [Events#observe] says, and first
  /// of the processes that are there.
  public void follow(Consumer<Event> observer) {
    processes
        .all()
        .forEach(process -> observer.accept(Processes.created(process, scheduler.now())));
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
    if (!stoppedBy.isEmpty()) {
      scheduler.settle();
    }
    return observers.uses(processes);
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

  /// Has somebody look at the machine, and change nothing, when all processes are first at rest at
  /// a time or after it. Nothing else is done then or at any other time than without it. There is
  /// one such time; the observer may set the next one.
  public void observe(long time, Runnable whoever) {
    observed = time;
    observer = whoever;
    gateClosedFrom = Math.min(observed, scoutedFrom);
  }

  /// Has somebody see all that is to be handled from a time on, until told otherwise: nothing else
  /// is done then than without that. Traps take longer meanwhile, on the machine that simulates.
  public void scout(long time, Scout whoever) {
    scoutedFrom = time;
    scout = whoever;
    gateClosedFrom = Math.min(observed, scoutedFrom);
  }

  private void show(Scheduler.Next next) {
    boolean atRest = scheduler.isAtRest();
    if (scheduler.now() >= observed && atRest) {
      observed = Long.MAX_VALUE;
      gateClosedFrom = scoutedFrom;
      observer.run();
    }
    if (scheduler.now() >= scoutedFrom) {
      scout.sees(next, atRest);
    }
  }

  /// All system calls, for when there is no kernel yet.
  public static List<SystemCall> declarations(Profile profile) {
    Effects none =
        new Effects() {
          @Override
          public void run(Process process) {}

          @Override
          public void shootdown(Process process, Shootdown shootdown) {}
        };
    Limits limits = new Limits(1, 1, 1);
    return new Kernel(
            new Machine(profile, 1 << 20, 1, 1, 1, Machine.IN_ORDER, false, limits), none, _ -> {})
        .calls();
  }

  /// All system calls, as the C front end needs them.
  public List<SystemCall> calls() {
    return calls.all();
  }

  /// Has events describe calls as `strace(1)` does.
  public void describeCalls() {
    callEvents.describe();
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

  /// Adds a process that begins at boot.
  public Process create(
      String name,
      String path,
      List<String> arguments,
      List<String> environment,
      int index,
      int count) {
    return processes.create(name, path, arguments, environment, index, count);
  }

  /// Puts a process that is about to begin on a host, which it and its children do not leave.
  ///
  /// @param host by its place among those of the network
  public void place(Process process, int host) {
    processes.place(process, host);
    long cpus = network.settings().hosts().get(host).cpus();
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

  /// What the deadlock policy says of locks.
  public LockGuard lockGuard() {
    return guard;
  }

  /// How tasks are scheduled that are not as usual.
  public Priorities priorities() {
    return scheduler.priorities();
  }

  /// System V's message queues, semaphore sets and shared memory of all hosts.
  public SysvNamespaces sysv() {
    return sysv;
  }

  private @Nullable Terminal terminalOf(Process process) {
    return terminals.of(process);
  }

  /// Its terminals.
  public Terminals terminals() {
    return terminals;
  }

  /// The sockets of all families.
  public Sockets sockets() {
    return sockets;
  }

  /// The hosts, and what lies between them.
  public Network network() {
    return network;
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
      checkLimits();
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
        || context.time >= gateClosedFrom
        || !stoppedBy.isEmpty()
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
    Task task = Objects.requireNonNull(scheduler.alone(context));
    scheduler.called(task);
    atRest(task.process());
    traps.call(task);
    atRest(null);
    if (!processes.hasLosses() && task.process().memory().shootdown() == null) {
      checkLimits();
      if (stoppedBy.isEmpty() && scheduler.continues(task)) {
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

  /// Ends the run: nothing is handled any more.
  ///
  /// @param reason for the report
  public void stop(String reason) {
    if (stoppedBy.isEmpty()) {
      stoppedBy = reason;
    }
  }

  /// Ends the run, as the machine has crashed.
  ///
  /// @param who whose doing it was, or null
  /// @param reason what became of the machine, such as "the machine was reset by a triple fault"
  /// @param why what led to that, as a sentence without its full stop
  public void crash(@Nullable Task who, String reason, String why) {
    events.accept(
        new Event.MachineCrashed(
            scheduler.now(),
            who == null ? 0 : who.tid(),
            reason,
            why,
            who == null ? "" : who.context().program().name(),
            who == null ? 0 : who.context().userLine()));
    stop(reason);
  }

  private void advance() {
    while (stoppedBy.isEmpty()) {
      Task signalled = scheduler.assign();
      if (signalled != null) {
        signalled.context().time += costs.interrupt();
        atRest(signalled.process());
        observers.interrupted(signalled);
        if (signalled.mustCancel() && signalled.cancelAsynchronous) {
          threadEnd.end(signalled, ThreadEnd.CANCELED);
        }
        if (signalled.state == Task.State.ON_CPU) {
          delivery.deliver(signalled);
        }
        settle(null);
        atRest(null);
        continue;
      }
      scheduler.dispatch(lending);
      if (!stoppedBy.isEmpty()) {
        return;
      }
      Scheduler.Next next = scheduler.next();
      if (next != null && scheduler.now() >= gateClosedFrom) {
        show(next);
        if (!stoppedBy.isEmpty()) {
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
        case Scheduler.Next.Expiry(Task task) -> {
          task.deadline = Long.MAX_VALUE;
          if (task.state == Task.State.PAGING) {
            scheduler.ready(task);
          } else {
            systemCalls.retry(task, null);
          }
          settle(null);
        }
        case Scheduler.Next.Ring(Alarm alarm) -> {
          alarm.ring();
          settle(null);
        }
        case Scheduler.Next.Trap(Task task) -> handle(task);
      }
      checkLimits();
    }
  }

  private void checkLimits() {
    stop(limits.exceededBy(scheduler.now(), scheduler.busy(), events.count()));
  }

  /// Does what follows from what has been done.
  ///
  /// @param trapped the task whose trap was handled, which is at rest
  private void settle(@Nullable Task trapped) {
    tellOfLosses();
    systemCalls.retryWoken(trapped);
    tellOfLosses();
    while (guard.recover()) {
      tellOfLosses();
      systemCalls.retryWoken(trapped);
      tellOfLosses();
    }
  }

  private void tellOfLosses() {
    processes.takeHandedOn().forEach(observers::handedOn);
    for (Process process : processes.takeLosses()) {
      if (process.zombie) {
        effects.ended(process);
        observers.ended(process);
      }
      observers.lost(process);
    }
  }

  private void handle(Task task) {
    Process process = task.process();
    observers.cameBack(process);
    atRest(process);
    if (process.fatalSignal != 0) {
      processes.end(process, process.fatalSignal);
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
    atRest(null);
  }

  private void lend(Process process) {
    String wild = strays.areDangerous() ? strays.execution(process) : null;
    if (wild != null) {
      crash(process.tasks.getFirst(), StrayWrites.WILD, wild);
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

  /// Says whose trap is being handled, if any: pages of a process that does not execute can be put
  /// away.
  private void atRest(@Nullable Process process) {
    if (pager != null) {
      pager.atRest(process);
      if (process != null) {
        pager.balance();
      }
      if (!pager.failure().isEmpty()) {
        stop(pager.failure());
      }
    }
  }

  /// The task goes on, as soon as the pages are there that the kernel needed for it.
  private void goOn(Task task) {
    long until = pager == null ? 0 : pager.takeWait();
    if (until > 0) {
      scheduler.pause(task, until);
    } else if (task.state == Task.State.ON_CPU) {
      scheduler.resume(task);
    } else {
      scheduler.ready(task);
    }
  }

  /// Whether nothing can happen any more.
  public boolean isQuiescent() {
    return scheduler.isQuiescent();
  }

  /// What ended the run before its time, or the empty string.
  public String stoppedBy() {
    return stoppedBy;
  }

  /// The virtual time, in cycles.
  public long now() {
    return scheduler.now();
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

  /// Who uses which frame of physical memory.
  public Frames frames() {
    return frames;
  }

  /// What each CPU has executed so far.
  public List<Scheduler.Work> work() {
    return scheduler.work();
  }

  /// How many tasks are on CPUs or ready to be.
  public int running() {
    return scheduler.running();
  }

  /// What there is to read of processes and machine in `/proc`.
  public ProcTable proc() {
    return proc;
  }

  /// The trees of files.
  public FileSystem files() {
    return files;
  }

  /// All locks on files.
  public LockTable fileLocks() {
    return fileLocks;
  }

  /// How many frames of physical memory are in use.
  public int framesInUse() {
    return frames.inUse();
  }
}
