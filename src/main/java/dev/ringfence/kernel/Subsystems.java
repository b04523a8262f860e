package dev.ringfence.kernel;

import dev.ringfence.core.Rng;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.clock.WholeSeconds;
import dev.ringfence.kernel.deadlock.LockGuard;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.inet.Network;
import dev.ringfence.kernel.lock.LockTable;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.kernel.proc.ProcTable;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.call.ResourceLimits;
import dev.ringfence.kernel.process.Residents;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.real.LowMemory;
import dev.ringfence.kernel.sched.Priorities;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.kernel.sysv.SysvNamespaces;
import dev.ringfence.kernel.tty.Terminal;
import dev.ringfence.kernel.tty.Terminals;
import dev.ringfence.machine.PhysicalMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the main loop works on: memory, processes, the scheduler, files and system calls of a
/// machine, made in the order in which they need each other.
public final class Subsystems {

  final PhysicalMemory physical;
  final Frames frames;
  final Scheduler scheduler;
  final FileSystem files;
  final SysvNamespaces sysv;
  final @Nullable Pager pager;
  final Processes processes;
  final LockTable fileLocks;
  final ProcTable proc;
  final CallTable table;

  Subsystems(Machine machine, Events events, Counters counters) {
    boolean segmented = machine.profile().addressing().isSegmented();
    physical = new PhysicalMemory(machine.memory(), segmented ? Frames.BEYOND : 0);
    if (segmented) {
      LowMemory.write(physical, machine.profile().addressing());
    }
    Crossing crossing = machine.crossing();
    frames = new Frames(physical, machine.profile(), !crossing.isolates());
    Residents residents = new Residents(physical, machine.profile(), counters);
    residents.prevent(crossing.smep(), crossing.smap());
    scheduler =
        new Scheduler(
            machine.cpus(),
            machine.quantum(),
            machine.window(),
            machine.profile().costs(),
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
            new WholeSeconds(scheduler::now, machine.profile().hertz()));
    if (machine.virtualMemory().randomised()) {
      frames.randomise(new Rng(~machine.seed()));
    }
    frames.setAside(machine.virtualMemory().hugePages());
    pager = machine.virtualMemory().pager(frames, machine.seed(), scheduler::now, counters, events);
    processes = new Processes(frames, residents, scheduler, files, events, counters, hosts);
    fileLocks = new LockTable(scheduler);
    processes.termination().atTaskEnd(fileLocks::forget);
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
            this::callOf,
            counters);
    files.serve(processes::callersCredentials, processes::callersName);
    files.limit(this::callersFileSize, this::refuseFileSize);
    table =
        new CallTable(
            machine, processes, scheduler, frames, files, fileLocks, sysv, events, counters);
    Network network = table.network;
    proc.add(table.sockets, network);
    for (int host = 0; host < hosts; host++) {
      files.mount(host, proc);
      if (network.hasNames()) {
        files.configure(host, "hosts", network.names());
        files.configure(host, "hostname", network.hosts().get(host).name() + "\n");
      }
    }
  }

  private @Nullable Terminal terminalOf(Process process) {
    return table.terminals.of(process);
  }

  private String callOf(Task task) {
    return table.calls.get(task.context().callNumber()).plainName();
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

  /// How tasks are scheduled that are not as usual.
  public Priorities priorities() {
    return scheduler.priorities();
  }

  /// The trees of files.
  public FileSystem files() {
    return files;
  }

  /// All locks on files.
  public LockTable fileLocks() {
    return fileLocks;
  }

  /// What there is to read of processes and machine in `/proc`.
  public ProcTable proc() {
    return proc;
  }

  /// Its terminals.
  public Terminals terminals() {
    return table.terminals;
  }

  /// System V's message queues, semaphore sets and shared memory of all hosts.
  public SysvNamespaces sysv() {
    return sysv;
  }

  /// The sockets of all families.
  public Sockets sockets() {
    return table.sockets;
  }

  /// The hosts, and what lies between them.
  public Network network() {
    return table.network;
  }

  /// What the deadlock policy says of locks.
  public LockGuard lockGuard() {
    return table.guard;
  }

  private long callersFileSize() {
    Process caller = processes.current();
    return caller == null ? -1 : ResourceLimits.fileSize(processes, caller);
  }

  private void refuseFileSize() {
    Process caller = processes.current();
    if (caller != null) {
      processes.signals().send(caller, SignalInfo.fromKernel(Signal.SIGXFSZ.number()));
    }
  }
}
