package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.signal.KillCalls;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.Objects;

/// The calls on processes as descriptors: `pidfd_open(2)`, `pidfd_send_signal(2)` and
/// `pidfd_getfd(2)`. `waitid(2)` takes such a descriptor, too.
public final class ProcessFileCalls {
  private static final int PIDFD_NONBLOCK = OpenFile.O_NONBLOCK;

  /// The flags of `pidfd_send_signal(2)`: whom a signal goes to.
  private static final int THREAD = 1;

  private static final int THREAD_GROUP = 2;
  private static final int PROCESS_GROUP = 4;
  private static final int SCOPES = THREAD | THREAD_GROUP | PROCESS_GROUP;

  private final Processes processes;

  public ProcessFileCalls(Processes processes) {
    this.processes = processes;
  }

  public void addTo(Calls calls) {
    calls.add("sys/pidfd.h", "int pidfd_open(pid_t pid, unsigned int flags)", this::open);
    calls
        .add(
            "sys/pidfd.h",
            "int pidfd_send_signal(int pidfd, int sig, siginfo_t *info, unsigned int flags)",
            this::send)
        .acts(Act.KILL);
    calls
        .add(
            "sys/pidfd.h",
            "int pidfd_getfd(int pidfd, int targetfd, unsigned int flags)",
            this::take)
        .acts(Act.TAKE);
  }

  private long open(Task task) {
    int pid = (int) task.argument(0);
    int flags = (int) task.argument(1);
    if ((flags & ~(PIDFD_NONBLOCK | ProcessFile.PIDFD_THREAD)) != 0 || pid <= 0) {
      return Errno.EINVAL.result();
    }
    int host = task.process().host;
    Process process = processes.on(host, pid);
    Task thread = process == null ? processes.task(host, pid) : null;
    if (thread == null && process == null) {
      return Errno.ESRCH.result();
    }
    if (thread != null && (flags & ProcessFile.PIDFD_THREAD) == 0) {
      return Errno.ENOENT.result();
    }
    Process target = process == null ? Objects.requireNonNull(thread).process() : process;
    ProcessFile file = new ProcessFile(target, thread, flags);
    return task.process().descriptors().open(file.reference(), true);
  }

  /// A copy of another process's descriptor.
  private long take(Task task) {
    if ((int) task.argument(2) != 0) {
      return Errno.EINVAL.result();
    }
    Descriptors own = task.process().descriptors();
    if (!(own.get((int) task.argument(0)) instanceof ProcessFile file)) {
      return Errno.EBADF.result();
    }
    Process target = file.process();
    if (file.isGone()) {
      return Errno.ESRCH.result();
    }
    boolean same = target == task.process();
    if (!same && !task.process().credentials.mayTrace(target.credentials)) {
      return Errno.EPERM.result();
    }
    Reference taken = target.descriptors().raw((int) task.argument(1));
    if (taken == null) {
      return (target.zombie ? Errno.ESRCH : Errno.EBADF).result();
    }
    if (!same && !processes.policy().permits(task, target.name(), Way.DESCRIPTOR, file.label())) {
      return Errno.EACCES.result();
    }
    return own.open(taken, true);
  }

  private long send(Task task) {
    int signal = (int) task.argument(1);
    int scope = (int) task.argument(3);
    if ((scope & ~SCOPES) != 0 || Integer.bitCount(scope) > 1) {
      return Errno.EINVAL.result();
    }
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (!(file instanceof ProcessFile target)) {
      return Errno.EBADF.result();
    }
    boolean toThread = scope == THREAD || scope == 0 && target.isOfThread();
    int usual = toThread ? SignalInfo.SI_TKILL : SignalInfo.SI_USER;
    SignalInfo info = SignalInfo.from(task.process(), signal, usual, 0);
    long from = task.argument(2);
    if (from != 0) {
      long number = UserMemory.getUnsigned(task.process().memory(), from);
      long code = UserMemory.getUnsigned(task.process().memory(), from + 8);
      Long value = UserMemory.getLong(task.process().memory(), from + 24);
      if (number < 0 || code < 0 || value == null) {
        return Errno.EFAULT.result();
      }
      if ((int) number != signal) {
        return Errno.EINVAL.result();
      }
      if ((target.id() != task.tid() || scope == PROCESS_GROUP)
          && ((int) code >= 0 || (int) code == SignalInfo.SI_TKILL)) {
        return Errno.EPERM.result();
      }
      info = SignalInfo.from(task.process(), signal, (int) code, value);
    }
    if (target.isGone()) {
      return Errno.ESRCH.result();
    }
    return scope == PROCESS_GROUP
        ? sendToGroup(task, target.id(), signal, info)
        : toThread
            ? sendToThread(task, target, signal, info)
            : send(task, target.process(), signal, info);
  }

  private long send(Task task, Process target, int signal, SignalInfo info) {
    long refused = KillCalls.check(processes, task, target, signal);
    if (refused != 0) {
      return refused;
    }
    return signal == 0 || processes.signals().send(target, info) ? 0 : Errno.EAGAIN.result();
  }

  /// To the thread that it stands for, or else the one that the process began with.
  private long sendToThread(Task task, ProcessFile target, int signal, SignalInfo info) {
    Process process = target.process();
    long refused = KillCalls.check(processes, task, process, signal);
    Task thread = target.thread();
    Task first = thread == null ? processes.task(process.host, process.pid()) : thread;
    if (refused != 0 || signal == 0 || first == null) {
      return refused;
    }
    return processes.signals().send(first, info) ? 0 : Errno.EAGAIN.result();
  }

  /// To all of the group that the process leads: one that can be told is enough.
  private long sendToGroup(Task task, int leader, int signal, SignalInfo info) {
    long result = Errno.ESRCH.result();
    for (Process member : processes.on(task.process().host)) {
      if (member.group == leader) {
        long sent = send(task, member, signal, info);
        result = result == 0 ? 0 : sent;
      }
    }
    return result;
  }
}
