package dev.ringfence.kernel.signal;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import java.util.List;

/// The calls that send signals: `kill(2)`, `tgkill(2)`, `sigqueue(3)` and their kin.
public final class KillCalls {
  private static final int SIGCONT = 18;

  private final Processes processes;
  private final Signals signals;

  public KillCalls(Processes processes) {
    this.processes = processes;
    this.signals = processes.signals();
  }

  public void addTo(Calls calls) {
    calls.add("signal.h", "int kill(pid_t pid, int sig)", this::kill).acts(Act.KILL).plain();
    calls.add("signal.h", "int raise(int sig)", this::raise);
    calls
        .add("signal.h", "int tgkill(pid_t tgid, pid_t tid, int sig)", this::tgkill)
        .acts(Act.KILL);
    calls
        .add("signal.h", "int pthread_kill(pthread_t thread, int sig)", this::pthreadKill)
        .failing(Failure.NUMBER)
        .acts(Act.KILL);
    calls
        .add("signal.h", "int __sigqueue(pid_t pid, int sig, unsigned long value)", this::queue)
        .acts(Act.KILL);
  }

  private long check(Task sender, Process target, int signal) {
    return check(processes, sender, target, signal);
  }

  /// Whether a task may send a signal to a process, or, with the number 0, look whether it could: 0
  /// or an error number.
  public static long check(Processes processes, Task sender, Process target, int signal) {
    if (signal < 0 || signal > SignalSet.MOST) {
      return Errno.EINVAL.result();
    }
    Process process = sender.process();
    if (process == target) {
      return 0;
    }
    boolean continues = signal == SIGCONT && process.session == target.session;
    if (!continues && !process.credentials.maySignal(target.credentials)) {
      return Errno.EPERM.result();
    }
    Policy policy = processes.policy();
    if (policy.isOpen()) {
      return 0;
    }
    String object = name(signal) + " to " + target.label() + " (" + target.pid() + ")";
    return policy.permits(sender, target.name(), Way.SIGNAL, object) ? 0 : Errno.EPERM.result();
  }

  private static String name(int number) {
    Signal signal = Signal.of(number);
    return signal == null ? "signal " + number : signal.name();
  }

  private long kill(Task task) {
    int pid = (int) task.argument(0);
    int signal = (int) task.argument(1);
    Process sender = task.process();
    if (pid == Process.INIT) {
      return toInit(task, signal);
    }
    long result = Errno.ESRCH.result();
    for (Process target : targets(sender, pid)) {
      long refused = check(task, target, signal);
      if (refused == 0 && signal != 0) {
        signals.send(target, SignalInfo.from(sender, signal, SignalInfo.SI_USER, 0));
      }
      result = result == 0 ? 0 : pid == -1 && refused == Errno.EPERM.result() ? 0 : refused;
    }
    return result;
  }

  /// The process that adopts orphans is root's, and ignores all signals.
  private static long toInit(Task task, int signal) {
    return signal < 0 || signal > SignalSet.MOST
        ? Errno.EINVAL.result()
        : task.process().credentials.has(Capability.KILL) ? 0 : Errno.EPERM.result();
  }

  /// Whom `kill(2)` means by a number.
  private List<Process> targets(Process sender, int pid) {
    if (pid > 0) {
      Process process = processes.on(sender.host, pid);
      return process == null ? List.of() : List.of(process);
    }
    List<Process> all = List.copyOf(processes.on(sender.host));
    if (pid == -1) {
      return all.stream().filter(p -> p != sender).toList();
    }
    int group = pid == 0 ? sender.group : -pid;
    // Of a group the youngest is signalled first.
    return all.reversed().stream().filter(p -> p.group == group).toList();
  }

  private long raise(Task task) {
    return send(task, task, (int) task.argument(0));
  }

  private long tgkill(Task task) {
    int pid = (int) task.argument(0);
    int tid = (int) task.argument(1);
    if (pid <= 0 || tid <= 0) {
      return Errno.EINVAL.result();
    }
    Process process = processes.on(task.process().host, pid);
    return process == null
        ? Errno.ESRCH.result()
        : toThread(task, process, tid, (int) task.argument(2));
  }

  private long pthreadKill(Task task) {
    return toThread(task, task.process(), (int) task.argument(0), (int) task.argument(1));
  }

  private long toThread(Task sender, Process process, int tid, int signal) {
    for (Task other : process.tasks) {
      if (other.tid() == tid) {
        return send(sender, other, signal);
      }
    }
    if (process.zombie && tid == process.pid()) {
      return check(sender, process, signal);
    }
    return Errno.ESRCH.result();
  }

  private long send(Task sender, Task target, int signal) {
    long refused = check(sender, target.process(), signal);
    if (refused != 0 || signal == 0) {
      return refused;
    }
    SignalInfo info = SignalInfo.from(sender.process(), signal, SignalInfo.SI_TKILL, 0);
    return signals.send(target, info) ? 0 : Errno.EAGAIN.result();
  }

  private long queue(Task task) {
    Process target = processes.on(task.process().host, (int) task.argument(0));
    int signal = (int) task.argument(1);
    if (target == null) {
      return Errno.ESRCH.result();
    }
    long refused = check(task, target, signal);
    if (refused != 0 || signal == 0) {
      return refused;
    }
    SignalInfo info =
        SignalInfo.from(task.process(), signal, SignalInfo.SI_QUEUE, task.argument(2));
    return signals.send(target, info) ? 0 : Errno.EAGAIN.result();
  }
}
