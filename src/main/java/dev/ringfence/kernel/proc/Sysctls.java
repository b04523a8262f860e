package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.fs.node.ProcFile;
import dev.ringfence.kernel.memory.Overcommit;
import dev.ringfence.kernel.mqueue.QueueLimits;
import dev.ringfence.kernel.socket.SocketLimits;
import dev.ringfence.kernel.sysv.SysvLimit;
import dev.ringfence.kernel.sysv.SysvNamespaces;
import dev.ringfence.kernel.sysv.SysvObjects;
import java.util.ArrayList;
import java.util.List;

/// The files of `/proc/sys` (`proc_sys(5)`): what the scenario's keys say, and what is the same on
/// every machine. Root can set System V's limits.
final class Sysctls {
  /// What `uname(2)` says, too.
  static final String RELEASE = "6.18.0";

  static final String VERSION = "#1 SMP";

  private static final long NANOS_OF_MS = 1_000_000;

  /// `PID_MAX_LIMIT`.
  private static final int MOST_PIDS = 1 << 22;

  private final Machine machine;
  private final SysvNamespaces sysv;

  Sysctls(Machine machine, SysvNamespaces sysv) {
    this.machine = machine;
    this.sysv = sysv;
  }

  /// Those of a host.
  List<ProcFile> of(int host) {
    List<ProcFile> files = new ArrayList<>();
    fileSystem(files);
    kernel(files, host);
    settable(files, sysv.on(host));
    network(files);
    memory(files);
    return files;
  }

  private static void add(List<ProcFile> files, String path, Object value) {
    add(files, path, new Sysctl(value::toString));
  }

  private static void add(List<ProcFile> files, String path, Sysctl sysctl) {
    files.add(new ProcFile("sys/" + path, sysctl.permissions(), sysctl));
  }

  private void fileSystem(List<ProcFile> files) {
    add(files, "fs/epoll/max_user_watches", Integer.MAX_VALUE);
    add(files, "fs/file-max", Long.MAX_VALUE);
    add(files, "fs/inotify/max_queued_events", 16_384);
    add(files, "fs/inotify/max_user_instances", Integer.MAX_VALUE);
    add(files, "fs/inotify/max_user_watches", Integer.MAX_VALUE);
    QueueLimits queues = machine.ipc().mqueue();
    add(files, "fs/mqueue/msg_default", queues.msgDefault());
    add(files, "fs/mqueue/msg_max", queues.msgMax());
    add(files, "fs/mqueue/msgsize_default", queues.msgsizeDefault());
    add(files, "fs/mqueue/msgsize_max", queues.msgsizeMax());
    add(files, "fs/mqueue/queues_max", queues.queuesMax());
    add(files, "fs/nr_open", Descriptors.OPEN_MAX);
    add(files, "fs/pipe-max-size", machine.ipc().pipes().maxSize());
  }

  private void kernel(List<ProcFile> files, int host) {
    add(files, "kernel/cap_last_cap", 40);
    add(files, "kernel/domainname", "(none)");
    add(files, "kernel/hostname", machine.network().hosts().get(host).name());
    add(files, "kernel/ngroups_max", 65_536);
    add(files, "kernel/osrelease", RELEASE);
    add(files, "kernel/ostype", "Linux");
    add(files, "kernel/overflowgid", 65_534);
    add(files, "kernel/overflowuid", 65_534);
    add(files, "kernel/pid_max", MOST_PIDS);
    add(files, "kernel/randomize_va_space", machine.virtualMemory().randomised() ? 2 : 0);
    long slice = machine.profile().nanos(machine.quantum()) / NANOS_OF_MS;
    add(files, "kernel/sched_rr_timeslice_ms", slice);
    add(files, "kernel/shm_rmid_forced", 0);
    add(files, "kernel/threads-max", MOST_PIDS);
    add(files, "kernel/version", VERSION);
  }

  private static void settable(List<ProcFile> files, SysvObjects objects) {
    add(files, "kernel/msgmax", limit(objects, SysvLimit.MSGMAX));
    add(files, "kernel/msgmnb", limit(objects, SysvLimit.MSGMNB));
    add(files, "kernel/msgmni", limit(objects, SysvLimit.MSGMNI));
    add(
        files,
        "kernel/sem",
        limit(objects, SysvLimit.SEMMSL, SysvLimit.SEMMNS, SysvLimit.SEMOPM, SysvLimit.SEMMNI));
    add(files, "kernel/shmall", limit(objects, SysvLimit.SHMALL));
    add(files, "kernel/shmmax", limit(objects, SysvLimit.SHMMAX));
    add(files, "kernel/shmmni", limit(objects, SysvLimit.SHMMNI));
    List<String> kinds = List.of("msg", "sem", "shm");
    for (int i = 0; i < kinds.size(); i++) {
      int kind = i;
      add(
          files,
          "kernel/" + kinds.get(kind) + "_next_id",
          new Sysctl(() -> "" + objects.nextIds()[kind]));
    }
  }

  private static Sysctl limit(SysvObjects objects, SysvLimit... limits) {
    List<Sysctl.Number> numbers = new ArrayList<>();
    for (SysvLimit limit : limits) {
      numbers.add(
          new Sysctl.Number(
              () -> limit.of(objects.limits()), value -> objects.limit(limit, value), limit.most));
    }
    return new Sysctl(numbers);
  }

  private void network(List<ProcFile> files) {
    SocketLimits sockets = machine.ipc().socket();
    add(files, "net/core/optmem_max", sockets.maxControl());
    add(files, "net/core/rmem_default", sockets.receiveBuffer());
    add(files, "net/core/rmem_max", sockets.maxReceiveBuffer());
    add(files, "net/core/somaxconn", sockets.maxBacklog());
    add(files, "net/core/wmem_default", sockets.sendBuffer());
    add(files, "net/core/wmem_max", sockets.maxSendBuffer());
    add(files, "net/ipv4/ip_local_port_range", "32768\t60999");
    add(files, "net/ipv4/tcp_retries2", machine.network().retries());
    add(files, "net/ipv4/tcp_syn_retries", machine.network().synRetries());
    add(files, "net/unix/max_dgram_qlen", sockets.maxDatagrams());
  }

  private void memory(List<ProcFile> files) {
    Overcommit policy = machine.virtualMemory().overcommit();
    add(files, "vm/nr_hugepages", machine.virtualMemory().hugePages());
    add(files, "vm/overcommit_memory", policy.ordinal());
    add(files, "vm/overcommit_ratio", 50);
  }
}
