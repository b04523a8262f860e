package dev.ringfence.kernel.proc;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Nameless;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.TextFile;
import dev.ringfence.kernel.fs.node.ProcFile;
import dev.ringfence.kernel.fs.node.ProcSubject;
import dev.ringfence.kernel.fs.node.ProcTexts;
import dev.ringfence.kernel.inet.NetText;
import dev.ringfence.kernel.inet.Network;
import dev.ringfence.kernel.lock.LockTable;
import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.call.ResourceLimits;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.sysv.SysvNamespaces;
import dev.ringfence.kernel.sysv.SysvText;
import dev.ringfence.kernel.tty.Terminal;
import dev.ringfence.kernel.unix.UnixText;
import java.util.ArrayList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All that is in `/proc`, each text made when it is asked for.
public final class ProcTable implements ProcTexts {
  private final Processes processes;
  private final Scheduler scheduler;
  private final Frames frames;
  private final MapsText maps;
  private final OpenFiles openFiles;
  private final TaskLinks links;
  private final Sysctls sysctls;
  private final Map<String, TaskFile> ofTasks = new LinkedHashMap<>();
  private final Map<String, IntFunction<String>> ofMachine = new LinkedHashMap<>();

  public ProcTable(
      Machine machine,
      Processes processes,
      Scheduler scheduler,
      Frames frames,
      FileSystem files,
      LockTable fileLocks,
      SysvNamespaces sysv,
      Function<Process, @Nullable Terminal> terminals,
      Function<Task, String> calls,
      Counters counters) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.frames = frames;
    maps = new MapsText(files);
    openFiles = new OpenFiles(files);
    links = new TaskLinks(processes, files, openFiles);
    ActivityText activity = new ActivityText(machine, scheduler, processes, counters);
    ResourceLimits limits = new ResourceLimits(processes, machine.ipc().mqueue().rlimit());
    for (TaskFile file : new TaskFiles(processes, limits).all(machine, maps, terminals, calls)) {
      ofTasks.put(file.name(), file);
    }
    sysctls = new Sysctls(machine, sysv);
    ofMachine.put("cpuinfo", host -> CpuText.of(machine, machine.cpusOf(host)));
    ofMachine.put("filesystems", _ -> MountText.types());
    ofMachine.put("loadavg", activity::load);
    ofMachine.put("locks", host -> LockText.of(fileLocks, host));
    ofMachine.put("meminfo", _ -> MemoryText.of(frames, frames(), committed()));
    ofMachine.put("stat", activity::stat);
    ofMachine.put("uptime", activity::uptime);
    ofMachine.put("sysvipc/msg", host -> new SysvText(sysv.on(host)).messageQueues());
    ofMachine.put("sysvipc/sem", host -> new SysvText(sysv.on(host)).semaphoreSets());
    ofMachine.put("sysvipc/shm", host -> new SysvText(sysv.on(host)).sharedMemory());
    ofMachine.put(
        "version", _ -> "Linux version " + Sysctls.RELEASE + " " + Sysctls.VERSION + "\n");
  }

  /// Adds what `/proc/net` says of the sockets of a host.
  public void add(Sockets sockets, Network network) {
    ofMachine.put("net/unix", host -> UnixText.of(sockets, host));
    ofMachine.put("net/tcp", host -> NetText.tcp(network.hosts().get(host)));
    ofMachine.put("net/udp", host -> NetText.udp(network.hosts().get(host)));
  }

  @Override
  public List<ProcFile> ofMachine(int host) {
    List<ProcFile> all = new ArrayList<>(sysctls.of(host));
    for (String name : ofMachine.keySet()) {
      all.add(new ProcFile(name, 0444, new MachineText(() -> hostText(host, name))));
    }
    return all;
  }

  /// What is about the machine takes nothing that is written to it.
  private record MachineText(Supplier<String> made) implements TextFile.Content {
    @Override
    public String text() {
      return made.get();
    }

    @Override
    public long write(String written) {
      return Errno.EIO.result();
    }
  }

  @Override
  public List<ProcFile> of(ProcSubject subject) {
    return ofTasks.values().stream()
        .filter(file -> file.isIn(subject))
        .map(file -> file.in(subject, processes))
        .toList();
  }

  @Override
  public Map<String, SymbolicLink.Target> links(ProcSubject subject) {
    return links.of(subject);
  }

  /// What a file of a process's directory says; nothing if there is no such process.
  public String text(int pid, String name) {
    Process process = processes.get(pid);
    TaskFile file = ofTasks.get(name);
    return process == null || file == null ? "" : file.text().apply(ProcSubject.of(process));
  }

  /// What a file of a host's `/proc` itself says.
  public String hostText(int host, String name) {
    IntFunction<String> text = ofMachine.get(name);
    return text == null ? "" : text.apply(host);
  }

  @Override
  public Collection<Process> processes(int host) {
    return processes.on(host);
  }

  @Override
  public @Nullable ProcSubject find(int host, int number) {
    Process process = processes.on(host, number);
    Task task = process == null ? processes.task(host, number) : null;
    return process != null
        ? ProcSubject.of(process)
        : task == null ? null : new ProcSubject(task.process(), number, true);
  }

  @Override
  public Credentials owner(Process process) {
    return process.dumpable && !process.zombie ? process.credentials : Credentials.SYSTEM;
  }

  @Override
  public boolean isCaller(Process process) {
    return processes.current() == process;
  }

  @Override
  public boolean mayLook(ProcSubject subject) {
    return TaskFile.mayLook(processes, subject);
  }

  @Override
  public SymbolicLink.Jump descriptor(ProcSubject subject, int fd) {
    return links.descriptor(subject, fd);
  }

  @Override
  public String information(Process process, int fd) {
    return openFiles.information(process, fd);
  }

  @Override
  public String self() {
    Process process = processes.current();
    return process == null ? "" : Integer.toString(process.pid());
  }

  @Override
  public String threadSelf() {
    Task task = scheduler.facts().acting();
    return task == null ? "" : task.process().pid() + "/task/" + task.tid();
  }

  /// What is open.
  public OpenFiles openFiles() {
    return openFiles;
  }

  /// The lines of `maps`, and what they are of.
  public MapsText maps() {
    return maps;
  }

  /// Whose the frames of physical memory are.
  public FrameMap frames() {
    FrameMap map = frames.map();
    for (Process process : processes.all()) {
      if (!process.zombie) {
        map.add(process.pid(), process.memory());
      }
    }
    return map;
  }

  private long committed() {
    long committed = 0;
    for (Process process : processes.all()) {
      Totals totals = Totals.of(process);
      committed += totals.data() + totals.stack();
    }
    return committed;
  }
}
