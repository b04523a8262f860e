package dev.ringfence.kernel.process.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The calls on process groups and sessions: `setpgid(2)`, `setsid(2)` and their kin.
public final class GroupCalls {
  private final Processes processes;

  public GroupCalls(Processes processes) {
    this.processes = processes;
  }

  public void addTo(Calls calls) {
    calls.add("unistd.h", "pid_t getpgrp(void)", task -> task.process().group);
    calls.add("unistd.h", "pid_t getpgid(pid_t pid)", this::getpgid);
    calls.add("unistd.h", "int setpgid(pid_t pid, pid_t pgid)", this::setpgid);
    calls.add("unistd.h", "pid_t getsid(pid_t pid)", this::getsid);
    calls.add("unistd.h", "pid_t setsid(void)", this::setsid);
  }

  /// The process of a number, of which 0 is the caller's own.
  private @Nullable Process named(Task task, int argument) {
    int pid = (int) task.argument(argument);
    return pid == 0 ? task.process() : processes.on(task.process().host, pid);
  }

  private long getpgid(Task task) {
    Process process = named(task, 0);
    return process == null ? Errno.ESRCH.result() : process.group;
  }

  private long getsid(Task task) {
    Process process = named(task, 0);
    return process == null ? Errno.ESRCH.result() : process.session;
  }

  private long setpgid(Task task) {
    Process caller = task.process();
    Process process = named(task, 0);
    int wanted = (int) task.argument(1);
    if (wanted < 0 || wanted == 0 && (int) task.argument(0) < 0) {
      return Errno.EINVAL.result();
    }
    if (process == null || process != caller && process.parent != caller.pid()) {
      return Errno.ESRCH.result();
    }
    int group = wanted == 0 ? process.pid() : wanted;
    if (process != caller && process.hasExecuted) {
      return Errno.EACCES.result();
    }
    boolean joins =
        group == process.pid()
            || processes.on(caller.host).stream()
                .anyMatch(p -> p.group == group && p.session == process.session);
    if (process.session != caller.session || process.session == process.pid() || !joins) {
      return Errno.EPERM.result();
    }
    process.group = group;
    return 0;
  }

  private long setsid(Task task) {
    Process process = task.process();
    if (processes.on(process.host).stream().anyMatch(p -> p.group == process.pid())) {
      return Errno.EPERM.result();
    }
    process.group = process.pid();
    process.session = process.pid();
    return process.pid();
  }
}
