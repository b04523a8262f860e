package dev.ringfence.kernel.proc;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.node.Proc;
import dev.ringfence.kernel.inet.NetText;
import dev.ringfence.kernel.inet.Network;
import dev.ringfence.kernel.lock.LockTable;
import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.sysv.SysvNamespaces;
import dev.ringfence.kernel.sysv.SysvText;
import dev.ringfence.kernel.tty.Terminal;
import dev.ringfence.kernel.unix.UnixText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// All texts of `/proc`, each made when it is asked for.
public final class ProcTable implements Proc.Texts {
  private static final String OOM_ADJUSTMENT = "oom_score_adj";
  private static final int MOST_ADJUSTMENT = 1000;

  private final Processes processes;
  private final Frames frames;
  private final MapsText maps;
  private final OpenFiles openFiles;
  private final Map<String, Function<Process, String>> ofProcess = new LinkedHashMap<>();
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
      Counters counters) {
    this.processes = processes;
    this.frames = frames;
    maps = new MapsText(files);
    openFiles = new OpenFiles(files);
    ActivityText activity = new ActivityText(machine, scheduler, processes, counters);
    ofProcess.put("cmdline", this::commandLine);
    ofProcess.put("comm", process -> StatusText.name(process) + "\n");
    ofProcess.put("maps", maps::of);
    ofProcess.put(OOM_ADJUSTMENT, process -> processes.oomAdjustment(process) + "\n");
    ofProcess.put("stat", new StatText(machine, terminals)::of);
    ofProcess.put("status", new StatusText(machine::cpusOf)::of);
    ofMachine.put("cpuinfo", host -> CpuText.of(machine, machine.cpusOf(host)));
    ofMachine.put("loadavg", activity::load);
    ofMachine.put("locks", host -> LockText.of(fileLocks, host));
    ofMachine.put("meminfo", _ -> MemoryText.of(frames, frames(), committed()));
    ofMachine.put("stat", activity::stat);
    ofMachine.put("uptime", activity::uptime);
    ofMachine.put("sysvipc/msg", host -> new SysvText(sysv.on(host)).messageQueues());
    ofMachine.put("sysvipc/sem", host -> new SysvText(sysv.on(host)).semaphoreSets());
    ofMachine.put("sysvipc/shm", host -> new SysvText(sysv.on(host)).sharedMemory());
  }

  /// Adds what `/proc/net` says of the sockets of a host.
  public void add(Sockets sockets, Network network) {
    ofMachine.put("net/unix", host -> UnixText.of(sockets, host));
    ofMachine.put("net/tcp", host -> NetText.tcp(network.hosts().get(host)));
    ofMachine.put("net/udp", host -> NetText.udp(network.hosts().get(host)));
  }

  private String commandLine(Process process) {
    StringBuilder text = new StringBuilder();
    processes.arguments().of(process).forEach(argument -> text.append(argument).append('\0'));
    return text.toString();
  }

  @Override
  public Map<String, Supplier<String>> ofMachine(int host) {
    Map<String, Supplier<String>> texts = new LinkedHashMap<>();
    for (String name : ofMachine.keySet()) {
      texts.put(name, () -> hostText(host, name));
    }
    return texts;
  }

  @Override
  public Map<String, Supplier<String>> ofProcess(int pid) {
    Map<String, Supplier<String>> texts = new LinkedHashMap<>();
    for (String name : ofProcess.keySet()) {
      texts.put(name, () -> text(pid, name));
    }
    return texts;
  }

  @Override
  public @Nullable ToLongFunction<String> writer(int pid, String name) {
    return name.equals(OOM_ADJUSTMENT) ? text -> adjust(pid, text.strip()) : null;
  }

  /// Sets a process's `oom_score_adj`, which only root makes less than it is for all at first.
  private long adjust(int pid, String text) {
    Process process = processes.get(pid);
    if (process == null) {
      return Errno.ESRCH.result();
    }
    if (!text.matches("[+-]?[0-9]{1,9}") || Math.abs(Integer.parseInt(text)) > MOST_ADJUSTMENT) {
      return Errno.EINVAL.result();
    }
    Credentials who = processes.callersCredentials();
    if (Integer.parseInt(text) < 0 && !who.has(Capability.SYS_RESOURCE)) {
      return Errno.EACCES.result();
    }
    processes.oomAdjustment(process, Integer.parseInt(text));
    return 0;
  }

  /// What a file of a process's directory says; nothing if there is no such process.
  public String text(int pid, String name) {
    Process process = processes.get(pid);
    Function<Process, String> text = ofProcess.get(name);
    return process == null || text == null ? "" : text.apply(process);
  }

  /// What a file of a host's `/proc` itself says.
  public String hostText(int host, String name) {
    IntFunction<String> text = ofMachine.get(name);
    return text == null ? "" : text.apply(host);
  }

  @Override
  public Collection<Integer> pids(int host) {
    Set<Integer> pids = new TreeSet<>();
    processes.on(host).forEach(process -> pids.add(process.pid()));
    return pids;
  }

  @Override
  public Credentials owner(int pid) {
    Process process = processes.get(pid);
    return process == null ? Credentials.SYSTEM : process.credentials;
  }

  @Override
  public String executable(int pid) {
    Process process = processes.get(pid);
    return process == null ? "" : process.executable;
  }

  @Override
  public Collection<Integer> descriptors(int pid) {
    Process process = processes.get(pid);
    return process == null ? List.of() : OpenFiles.numbers(process);
  }

  @Override
  public String link(int pid, int fd) {
    return openFiles.link(processes.get(pid), fd);
  }

  @Override
  public @Nullable OpenFile file(int pid, int fd) {
    Process process = processes.get(pid);
    return process == null ? null : process.descriptors().file(fd);
  }

  @Override
  public String information(int pid, int fd) {
    return openFiles.information(processes.get(pid), fd);
  }

  /// What is open.
  public OpenFiles openFiles() {
    return openFiles;
  }

  @Override
  public String self() {
    Process process = processes.current();
    return process == null ? "" : Integer.toString(process.pid());
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
