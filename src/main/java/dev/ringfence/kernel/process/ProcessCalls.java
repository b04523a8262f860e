package dev.ringfence.kernel.process;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.core.Rng;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls on processes and time: `fork(2)`, `execve(2)`, `wait4(2)`, `_exit(2)`, `kill(2)`,
/// `brk(2)`, `nanosleep(2)` and their kin.
public final class ProcessCalls {
  private static final int WNOHANG = 1;
  private static final int WUNTRACED = 2;

  /// The user and the group of every process.
  private static final int USER = 1000;

  private static final int PATH_MAX = 4096;
  private static final int ARG_MAX = 131_072;
  private static final long SECOND = 1_000_000_000;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Profile profile;
  private final Rng random;
  private final WaitQueue sleepers = new WaitQueue();

  public ProcessCalls(Processes processes, Scheduler scheduler, Profile profile, long seed) {
    this.random = new Rng(seed);
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls.add("unistd.h", "pid_t fork(void)", this::fork);
    calls
        .add(
            "unistd.h",
            "int execve(const char *path, char *const argv[], char *const envp[])",
            this::execve)
        .acts(Act.EXEC);
    calls.add("unistd.h", "void _exit(int status)", this::exit).last();
    calls.add(
        "sys/wait.h",
        "pid_t wait4(pid_t pid, int *wstatus, int options, struct rusage *rusage)",
        this::wait4);
    calls.add("signal.h", "int kill(pid_t pid, int sig)", this::kill).acts(Act.KILL);
    for (String name : List.of("getuid", "geteuid", "getgid", "getegid")) {
      boolean user = name.endsWith("uid");
      String prototype = (user ? "uid_t " : "gid_t ") + name + "(void)";
      calls.add("unistd.h", prototype, _ -> USER).failing(Failure.NONE);
    }
    calls.add("unistd.h", "pid_t getpid(void)", task -> task.process().pid());
    calls.add("unistd.h", "pid_t getppid(void)", task -> task.process().parent);
    calls.add("unistd.h", "pid_t getpgrp(void)", task -> task.process().group);
    calls.add("unistd.h", "pid_t gettid(void)", Task::tid);
    calls.add("unistd.h", "void *__brk(void *addr)", this::brk).failing(Failure.NONE);
    calls
        .add("ringfence.h", "unsigned long __random(void)", _ -> random.next() >>> 1)
        .failing(Failure.NONE)
        .fast();
    calls.add("sched.h", "int sched_yield(void)", this::yield);
    calls.add(
        "time.h",
        "int nanosleep(const struct timespec *req, struct timespec *rem)",
        this::nanosleep);
    calls.add("time.h", "int clock_gettime(clockid_t clockid, struct timespec *tp)", this::clock);
  }

  private long fork(Task task) {
    task.context().time += profile.costs().fork();
    int pid = processes.fork(task);
    return pid < 0 ? Errno.ENOMEM.result() : pid;
  }

  private long execve(Task task) {
    Process process = task.process();
    String path = UserMemory.string(process.memory(), task.argument(0), PATH_MAX);
    List<String> arguments = arguments(process.memory(), task.argument(1));
    if (path == null || arguments == null) {
      return Errno.EFAULT.result();
    }
    Image image = processes.image(path);
    if (image == null) {
      return Errno.ENOENT.result();
    }
    AddressSpace memory = processes.load(image);
    Context next =
        memory == null
            ? null
            : Loader.start(
                image, memory, arguments, process.index(), process.count(), process.pid());
    if (memory == null || next == null) {
      return Errno.ENOMEM.result();
    }
    next.cpu = task.context().cpu;
    next.time = task.context().time + profile.costs().exec();
    processes.endOtherThreads(task);
    Processes.leave(process);
    task.holdings.clear();
    process.become(memory);
    task.become(next);
    processes.lost(process);
    return Calls.GONE;
  }

  private static @Nullable List<String> arguments(AddressSpace memory, long vector) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < ARG_MAX / 8; i++) {
      Long pointer = UserMemory.getLong(memory, vector + 8L * i);
      if (pointer == null) {
        return null;
      }
      if (pointer == 0) {
        return arguments;
      }
      String argument = UserMemory.string(memory, pointer, ARG_MAX);
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return null;
  }

  private long exit(Task task) {
    processes.end(task.process(), ((int) task.argument(0) & 0xFF) << 8);
    return Calls.GONE;
  }

  private long wait4(Task task) {
    Process parent = task.process();
    int wanted = (int) task.argument(0);
    if ((task.argument(2) & ~(WNOHANG | WUNTRACED)) != 0) {
      return Errno.EINVAL.result();
    }
    boolean any = false;
    for (Process child : parent.children) {
      if (!isWanted(child, wanted, parent)) {
        continue;
      }
      any = true;
      if (child.zombie) {
        long to = task.argument(1);
        if (to != 0 && !UserMemory.put(parent.memory(), to, 4, child.status)) {
          return Errno.EFAULT.result();
        }
        processes.reap(parent, child);
        return child.pid();
      }
    }
    if (!any) {
      return Errno.ECHILD.result();
    }
    if ((task.argument(2) & WNOHANG) != 0) {
      return 0;
    }
    scheduler.block(
        task,
        parent.childEnds,
        wanted > 0 ? "end of process " + wanted : "end of a child",
        () -> anyMayEnd(parent, wanted));
    return Calls.BLOCKED;
  }

  /// Whether `waitpid(2)` with this first argument means the child.
  private static boolean isWanted(Process child, int wanted, Process parent) {
    return wanted > 0
        ? wanted == child.pid()
        : wanted == -1 || child.group == (wanted == 0 ? parent.group : -wanted);
  }

  private static Wait anyMayEnd(Process parent, int wanted) {
    List<Wait> any = new ArrayList<>();
    for (Process child : parent.children) {
      if (isWanted(child, wanted, parent)) {
        child.tasks.forEach(task -> any.add(new Wait.MayLeave(task)));
      }
    }
    return new Wait.Or(any);
  }

  private long kill(Task task) {
    int pid = (int) task.argument(0);
    int number = (int) task.argument(1);
    Signal signal = Signal.of(number);
    if (signal == null && number != 0 || isJobControl(signal)) {
      return Errno.EINVAL.result();
    }
    Process sender = task.process();
    List<Process> targets =
        processes.all().stream()
            .filter(
                p ->
                    pid > 0
                        ? p.pid() == pid
                        : pid == -1 ? p != sender : p.group == (pid == 0 ? sender.group : -pid))
            .toList();
    if (signal != null) {
      targets.forEach(target -> processes.signal(target, signal, sender.pid()));
    }
    return targets.isEmpty() ? Errno.ESRCH.result() : 0;
  }

  /// Stopping and continuing are not part of this kernel.
  private static boolean isJobControl(@Nullable Signal signal) {
    return signal != null
        && (signal.action() == Signal.Action.STOP || signal.action() == Signal.Action.CONTINUE);
  }

  private long yield(Task task) {
    scheduler.expire(task);
    return 0;
  }

  private long brk(Task task) {
    return task.process().memory().moveBreak(task.argument(0));
  }

  private long nanosleep(Task task) {
    if (task.progress > 0) {
      if (scheduler.now() >= task.progress) {
        return 0;
      }
      scheduler.block(task, sleepers, "a timer", () -> Wait.TIMER);
      return Calls.BLOCKED;
    }
    long cycles = Timespec.cycles(task, task.argument(0), profile);
    if (cycles <= 0) {
      return cycles;
    }
    task.progress = task.context().time + cycles;
    scheduler.block(task, sleepers, "a timer", () -> Wait.TIMER);
    scheduler.deadline(task, task.progress);
    return Calls.BLOCKED;
  }

  private long clock(Task task) {
    long clock = task.argument(0);
    if (clock < 0 || clock > 1) {
      return Errno.EINVAL.result();
    }
    long nanos = profile.nanos(task.context().time);
    AddressSpace memory = task.process().memory();
    boolean done =
        UserMemory.put(memory, task.argument(1), 8, nanos / SECOND)
            && UserMemory.put(memory, task.argument(1) + 8, 8, nanos % SECOND);
    return done ? 0 : Errno.EFAULT.result();
  }
}
