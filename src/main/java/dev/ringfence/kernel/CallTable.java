package dev.ringfence.kernel;

import dev.ringfence.event.Counters;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.access.IdentityCalls;
import dev.ringfence.kernel.access.MembershipCalls;
import dev.ringfence.kernel.access.PrivilegeCalls;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.ClockCalls;
import dev.ringfence.kernel.clock.MeasureCalls;
import dev.ringfence.kernel.deadlock.LockGuard;
import dev.ringfence.kernel.file.DescriptorCalls;
import dev.ringfence.kernel.file.FileCalls;
import dev.ringfence.kernel.file.FileOwners;
import dev.ringfence.kernel.fs.FifoOpening;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.PeripheralOpening;
import dev.ringfence.kernel.fs.call.AttributeCalls;
import dev.ringfence.kernel.fs.call.NameCalls;
import dev.ringfence.kernel.fs.call.OpenCalls;
import dev.ringfence.kernel.fs.call.Paths;
import dev.ringfence.kernel.fs.call.Space;
import dev.ringfence.kernel.fs.node.QueueNodes;
import dev.ringfence.kernel.fs.node.SocketNames;
import dev.ringfence.kernel.futex.FutexCalls;
import dev.ringfence.kernel.inet.HostCalls;
import dev.ringfence.kernel.inet.InetFamily;
import dev.ringfence.kernel.inet.Network;
import dev.ringfence.kernel.inotify.InotifyCalls;
import dev.ringfence.kernel.ipc.EventCalls;
import dev.ringfence.kernel.ipc.Pipes;
import dev.ringfence.kernel.ipc.SpliceCalls;
import dev.ringfence.kernel.lock.FileLockCalls;
import dev.ringfence.kernel.lock.LockTable;
import dev.ringfence.kernel.memory.Commitment;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.LockCalls;
import dev.ringfence.kernel.memory.MemoryCalls;
import dev.ringfence.kernel.mqueue.QueueCalls;
import dev.ringfence.kernel.poll.EpollCalls;
import dev.ringfence.kernel.poll.PollCalls;
import dev.ringfence.kernel.poll.ProcessFileCalls;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.call.GroupCalls;
import dev.ringfence.kernel.process.call.LimitCalls;
import dev.ringfence.kernel.process.call.PlaceCalls;
import dev.ringfence.kernel.process.call.ProcessCalls;
import dev.ringfence.kernel.process.call.ResourceLimitCalls;
import dev.ringfence.kernel.process.call.ResourceLimits;
import dev.ringfence.kernel.process.call.Usage;
import dev.ringfence.kernel.process.call.WaitCalls;
import dev.ringfence.kernel.ring.PortCalls;
import dev.ringfence.kernel.sched.ScheduleCalls;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.KillCalls;
import dev.ringfence.kernel.signal.SignalCalls;
import dev.ringfence.kernel.signal.SignalDelivery;
import dev.ringfence.kernel.signal.SignalFileCalls;
import dev.ringfence.kernel.signal.TimerCalls;
import dev.ringfence.kernel.socket.ManyMessagesCalls;
import dev.ringfence.kernel.socket.MessageCalls;
import dev.ringfence.kernel.socket.OptionCalls;
import dev.ringfence.kernel.socket.SocketCalls;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.sync.BarrierCalls;
import dev.ringfence.kernel.sync.ConditionCalls;
import dev.ringfence.kernel.sync.MutexCalls;
import dev.ringfence.kernel.sync.Names;
import dev.ringfence.kernel.sync.RwlockCalls;
import dev.ringfence.kernel.sync.SemaphoreCalls;
import dev.ringfence.kernel.sysv.MessageControl;
import dev.ringfence.kernel.sysv.MessageQueueCalls;
import dev.ringfence.kernel.sysv.SemaphoreSetCalls;
import dev.ringfence.kernel.sysv.SemaphoreSetControl;
import dev.ringfence.kernel.sysv.SharedMemoryCalls;
import dev.ringfence.kernel.sysv.SharedMemoryControl;
import dev.ringfence.kernel.sysv.SysvNamespaces;
import dev.ringfence.kernel.thread.CancelCalls;
import dev.ringfence.kernel.thread.ThreadCalls;
import dev.ringfence.kernel.thread.ThreadEnd;
import dev.ringfence.kernel.tty.ConsoleTerminal;
import dev.ringfence.kernel.tty.Terminals;
import dev.ringfence.kernel.unix.UnixFamily;
import dev.ringfence.machine.Profile;

/// All system calls, each added by whoever carries it out, and the parts of the kernel that some of
/// them share with its main loop.
final class CallTable {
  final Calls calls = new Calls();
  final SignalDelivery delivery;
  final ThreadEnd threadEnd;
  final LockGuard guard;
  final Sockets sockets;
  final Network network;
  final Terminals terminals;

  CallTable(
      Machine machine,
      Processes processes,
      Scheduler scheduler,
      Frames frames,
      FileSystem files,
      LockTable fileLocks,
      SysvNamespaces sysv,
      Events events,
      Counters counters) {
    Commitment commitment =
        new Commitment(machine.virtualMemory(), machine.memory(), processes::addressSpaces);
    Paths paths = new Paths(files);
    Pipes pipes = new Pipes(scheduler, processes, counters, machine.ipc().pipes());
    FifoOpening fifos = new FifoOpening(scheduler, processes, pipes);
    PeripheralOpening peripherals = new PeripheralOpening(scheduler);
    terminals = new Terminals(scheduler, processes, files, machine.profile(), counters, events);
    if (machine.terminal()) {
      processes.streams().terminal(new ConsoleTerminal());
    }
    new OpenCalls(
            files,
            paths,
            fifos,
            peripherals,
            processes,
            terminals::openControlling,
            machine.terminal())
        .addTo(calls);
    new NameCalls(files, paths).addTo(calls);
    new AttributeCalls(files, paths).addTo(calls);
    new Space(files).addTo(calls);
    new InotifyCalls(files, paths, scheduler, processes).addTo(calls);
    new FileCalls(processes, pipes, machine.terminal()).addTo(calls);
    new SpliceCalls().addTo(calls);
    new PollCalls(scheduler, machine.profile()).addTo(calls);
    new EpollCalls(scheduler, machine.profile()).addTo(calls);
    new ProcessFileCalls(processes).addTo(calls);
    new EventCalls(scheduler, machine.profile()).addTo(calls);
    FileOwners owners = new FileOwners(processes);
    sockets =
        new Sockets(
            scheduler, processes, owners, counters, machine.profile(), machine.ipc().socket());
    sockets.add(new UnixFamily(sockets, new SocketNames(files)));
    network = new Network(scheduler, machine.profile(), machine.network(), machine.seed());
    sockets.add(new InetFamily(sockets, network));
    new HostCalls(network).addTo(calls);
    new SocketCalls(sockets).addTo(calls);
    new MessageCalls(sockets.limits()).addTo(calls);
    new ManyMessagesCalls(sockets.limits(), scheduler, machine.profile()).addTo(calls);
    new OptionCalls().addTo(calls);
    FileLockCalls locks = new FileLockCalls(scheduler, fileLocks);
    locks.addTo(calls);
    new DescriptorCalls(processes, locks, pipes, owners).addTo(calls);
    new ProcessCalls(processes, scheduler, commitment, machine.profile(), machine.seed())
        .addTo(calls);
    new IdentityCalls().addTo(calls);
    new MembershipCalls().addTo(calls);
    ResourceLimits limits = new ResourceLimits(processes, machine.ipc().mqueue().rlimit());
    new PrivilegeCalls(processes).addTo(calls);
    new GroupCalls(processes).addTo(calls);
    new ResourceLimitCalls(processes, limits, machine.profile().cycles(1_000_000_000)).addTo(calls);
    new LimitCalls(processes, machine::cpusOf).addTo(calls);
    long slice = machine.profile().nanos(machine.quantum());
    new ScheduleCalls(processes, scheduler.priorities(), slice).addTo(calls);
    new ClockCalls(processes, scheduler, machine.profile()).addTo(calls);
    new MeasureCalls(scheduler, events).addTo(calls);
    new TimerCalls(processes, scheduler, machine.profile()).addTo(calls);
    new MemoryCalls(commitment, machine.profile().costs(), processes::lost).addTo(calls);
    new LockCalls(machine.profile().costs()).addTo(calls);
    new WaitCalls(processes, scheduler, new Usage(machine.profile())).addTo(calls);
    new PlaceCalls(processes).addTo(calls);
    new PortCalls().addTo(calls);
    threadEnd = new ThreadEnd(processes);
    new ThreadCalls(processes, scheduler, threadEnd, machine.profile()).addTo(calls);
    new CancelCalls(processes).addTo(calls);
    delivery = new SignalDelivery(processes);
    new SignalCalls(processes, delivery, scheduler, machine.profile()).addTo(calls);
    new KillCalls(processes).addTo(calls);
    new SignalFileCalls(processes, scheduler).addTo(calls);
    Profile profile = machine.profile();
    guard = new LockGuard(processes, scheduler, profile, machine.seed(), events);
    Names names = new Names(processes, guard);
    MutexCalls mutexes = new MutexCalls(processes, scheduler, names, machine.profile());
    mutexes.addTo(calls);
    new ConditionCalls(mutexes, scheduler, names, threadEnd, machine.profile()).addTo(calls);
    new RwlockCalls(processes, scheduler, names, machine.profile()).addTo(calls);
    new BarrierCalls(scheduler, names).addTo(calls);
    new SemaphoreCalls(processes, scheduler, frames, names, machine.profile()).addTo(calls);
    new FutexCalls(processes, scheduler, machine.profile()).addTo(calls);
    new QueueCalls(
            processes,
            scheduler,
            machine.profile(),
            counters,
            machine.ipc().mqueue(),
            new QueueNodes(files))
        .addTo(calls);
    new MessageQueueCalls(scheduler, processes, counters, sysv).addTo(calls);
    new MessageControl(sysv).addTo(calls);
    new SemaphoreSetCalls(scheduler, processes, machine.profile(), sysv).addTo(calls);
    new SemaphoreSetControl(sysv).addTo(calls);
    new SharedMemoryCalls(processes, frames, commitment, sysv).addTo(calls);
    new SharedMemoryControl(sysv).addTo(calls);
  }
}
