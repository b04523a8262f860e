package dev.ringfence.kernel.process.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.ProcessHandle;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The calls that wait for children: `wait4(2)` and `waitid(2)`.
public final class WaitCalls {
  private static final int WNOHANG = 1;
  private static final int WSTOPPED = 2;
  private static final int WEXITED = 4;
  private static final int WCONTINUED = 8;
  private static final int WNOWAIT = 0x0100_0000;

  /// `__WALL` and `__WNOTHREAD`: all children are of both kinds.
  private static final long WALL = 0x4000_0000;

  private static final long WNOTHREAD = 0x2000_0000;

  /// `__WCLONE`: only children that send another signal than `SIGCHLD`, of which there are none.
  private static final long WCLONE = 0x8000_0000L;

  /// What WIFCONTINUED recognises.
  private static final int CONTINUED = 0xFFFF;

  private static final int P_ALL = 0;
  private static final int P_PID = 1;
  private static final int P_PGID = 2;
  private static final int P_PIDFD = 3;
  private static final int SIGCHLD = 17;
  private static final int SIGCONT = 18;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Usage usage;

  public WaitCalls(Processes processes, Scheduler scheduler, Usage usage) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.usage = usage;
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "sys/wait.h",
            "pid_t wait4(pid_t pid, int *wstatus, int options, struct rusage *rusage)",
            this::wait4)
        .waits()
        .prospect(WaitCalls::mayEnd)
        .cancels(true);
    calls
        .add(
            "sys/wait.h",
            "int waitid(idtype_t idtype, id_t id, siginfo_t *infop, int options)",
            this::waitid)
        .waits()
        .cancels(true);
  }

  private long wait4(Task task) {
    Process parent = task.process();
    int wanted = (int) task.argument(0);
    long options = task.argument(2) & 0xFFFF_FFFFL;
    long known = WNOHANG | WSTOPPED | WCONTINUED | WALL | WNOTHREAD | WCLONE;
    if ((options & ~known) != 0) {
      return Errno.EINVAL.result();
    }
    if (wanted == Integer.MIN_VALUE) {
      return Errno.ESRCH.result();
    }
    Predicate<Process> which =
        child ->
            isOfKind(options)
                && (wanted > 0
                    ? wanted == child.pid()
                    : wanted == -1 || child.group == (wanted == 0 ? parent.group : -wanted));
    Process child = find(parent, which, options | WEXITED);
    if (child == null) {
      return none(task, which, options, wanted > 0 ? "process " + wanted : "a child");
    }
    scheduler.facts().ordering().acquires(task, child);
    int status =
        child.zombie
            ? child.status
            : child.signals.stopNews != 0 ? child.signals.stopNews << 8 | 0x7F : CONTINUED;
    long to = task.argument(1);
    long rusage = task.argument(3);
    boolean done =
        (to == 0 || UserMemory.putInt(parent.memory(), to, status))
            && (rusage == 0
                || usage.put(
                    task, rusage, child.zombie ? child.pastTime() + child.childrenTime() : 0));
    // Whoever cannot be told has waited for the child all the same.
    forget(parent, child);
    return done ? child.pid() : Errno.EFAULT.result();
  }

  private static boolean isOfKind(long options) {
    return (options & (WALL | WCLONE)) != WCLONE;
  }

  /// Without a child it clears what it is to fill in, whatever it returns.
  private long waitid(Task task) {
    long pid = which(task);
    long to = task.argument(2);
    if (pid == Calls.BLOCKED || to == 0 || pid > 0) {
      return pid > 0 ? 0 : pid;
    }
    return UserMemory.write(task.process().memory(), to, new byte[32], 0, 32)
        ? pid
        : Errno.EFAULT.result();
  }

  private long which(Task task) {
    Process parent = task.process();
    long options = task.argument(3) & 0xFFFF_FFFFL;
    long known = WNOHANG | WNOWAIT | WEXITED | WSTOPPED | WCONTINUED | WALL | WNOTHREAD | WCLONE;
    int type = (int) task.argument(0);
    int given = (int) task.argument(1);
    if ((options & ~known) != 0
        || (options & (WEXITED | WSTOPPED | WCONTINUED)) == 0
        || type < P_ALL
        || type > P_PIDFD
        || type == P_PID && given <= 0
        || type == P_PGID && given < 0) {
      return Errno.EINVAL.result();
    }
    if (type == P_PIDFD) {
      OpenFile file = parent.descriptors().get(given);
      if (!(file instanceof ProcessHandle handle)) {
        return (given < 0 ? Errno.EINVAL : Errno.EBADF).result();
      }
      return waitid(task, P_PID, handle.id(), options, handle.isNonblocking());
    }
    return waitid(task, type, given, options, false);
  }

  private long waitid(Task task, int type, int id, long options, boolean nonblocking) {
    Process parent = task.process();
    Predicate<Process> which =
        child ->
            isOfKind(options)
                && (type == P_ALL
                    || type == P_PID && child.pid() == id
                    || type == P_PGID && child.group == (id == 0 ? parent.group : id));
    Process child = find(parent, which, options);
    AddressSpace memory = parent.memory();
    long to = task.argument(2);
    if (child == null && nonblocking && (options & WNOHANG) == 0) {
      long result = none(task, which, options | WNOHANG, "");
      return result == 0 ? Errno.EAGAIN.result() : result;
    }
    if (child == null) {
      return none(task, which, options, type == P_PID ? "process " + id : "a child");
    }
    scheduler.facts().ordering().acquires(task, child);
    int signal = child.status & 0x7F;
    int code =
        !child.zombie
            ? child.signals.stopNews != 0 ? SignalInfo.CLD_STOPPED : SignalInfo.CLD_CONTINUED
            : signal == 0 ? SignalInfo.CLD_EXITED : SignalInfo.CLD_KILLED;
    int status =
        !child.zombie
            ? child.signals.stopNews != 0 ? child.signals.stopNews : SIGCONT
            : signal == 0 ? child.status >> 8 : signal;
    byte[] info = SignalInfo.from(child, SIGCHLD, code, status).image();
    boolean done = to == 0 || UserMemory.write(memory, to, info, 0, info.length);
    if ((options & WNOWAIT) == 0) {
      forget(parent, child);
    }
    return done ? child.pid() : Errno.EFAULT.result();
  }

  /// The oldest child of those meant that has news of a kind that is asked for, or null.
  private static @Nullable Process find(Process parent, Predicate<Process> which, long options) {
    for (Process child : parent.children()) {
      boolean news =
          child.zombie
              ? (options & WEXITED) != 0
              : (options & WSTOPPED) != 0 && child.signals.stopNews != 0
                  || (options & WCONTINUED) != 0 && child.signals.continueNews;
      if (news && which.test(child)) {
        return child;
      }
    }
    return null;
  }

  private void forget(Process parent, Process child) {
    if (child.zombie) {
      processes.termination().reap(parent, child);
    } else if (child.signals.stopNews != 0) {
      child.signals.stopNews = 0;
    } else {
      child.signals.continueNews = false;
    }
  }

  /// What a call gives while no child has news. One that has ended then has none any more that
  /// could be waited for.
  private long none(Task task, Predicate<Process> which, long options, String whose) {
    Process parent = task.process();
    if (!isAny(parent.children(), child -> which.test(child) && !child.zombie)) {
      return Errno.ECHILD.result();
    }
    if ((options & WNOHANG) != 0) {
      return 0;
    }
    Wait.AnyMayLeave end = new Wait.AnyMayLeave(parent.children(), which);
    boolean stops = (options & (WSTOPPED | WCONTINUED)) != 0;
    scheduler.blockFirst(
        task,
        parent.childEnds(),
        "end of " + whose,
        stops ? () -> new Wait.Or(List.of(end, processes.signals().mayBeSent(parent))) : end);
    return Calls.BLOCKED;
  }

  /// What must hold for a wait for the end of children to end that is made later.
  private static Wait mayEnd(Task task, Foreseen call) {
    if (!call.is(2, 0) || !call.knows(0)) {
      return Wait.TIMER;
    }
    int wanted = (int) call.value(0);
    Iterable<Process> children = task.process().children();
    Predicate<Process> which = child -> wanted == -1 || wanted == child.pid();
    boolean waits =
        (wanted == -1 || wanted > 0)
            && isAny(children, which)
            && !isAny(children, child -> which.test(child) && child.zombie);
    return waits ? new Wait.AnyMayLeave(children, which) : Wait.TIMER;
  }

  private static boolean isAny(Iterable<Process> children, Predicate<Process> which) {
    for (Process child : children) {
      if (which.test(child)) {
        return true;
      }
    }
    return false;
  }
}
