package dev.ringfence.kernel.signal;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;

/// The call that makes signals readable: `signalfd(2)`.
public final class SignalFileCalls {
  private static final int O_CLOEXEC = 0x80000;

  private final Processes processes;
  private final Scheduler scheduler;

  public SignalFileCalls(Processes processes, Scheduler scheduler) {
    this.processes = processes;
    this.scheduler = scheduler;
  }

  public void addTo(Calls calls) {
    calls.add(
        "sys/signalfd.h", "int signalfd(int fd, const sigset_t *mask, int flags)", this::signalfd);
  }

  private long signalfd(Task task) {
    int flags = (int) task.argument(2);
    Long set = UserMemory.getLong(task.process().memory(), task.argument(1));
    if (set == null) {
      return Errno.EFAULT.result();
    }
    if ((flags & ~(O_CLOEXEC | OpenFile.O_NONBLOCK)) != 0) {
      return Errno.EINVAL.result();
    }
    long wanted = set & ~SignalSet.UNBLOCKABLE;
    int fd = (int) task.argument(0);
    if (fd == -1) {
      int status = flags & OpenFile.O_NONBLOCK;
      SignalFile made = new SignalFile(scheduler, processes.signals(), wanted, status);
      return task.process().descriptors().open(made.reference(), (flags & O_CLOEXEC) != 0);
    }
    OpenFile file = task.process().descriptors().get(fd);
    if (!(file instanceof SignalFile known)) {
      return (file == null ? Errno.EBADF : Errno.EINVAL).result();
    }
    known.want(wanted);
    return fd;
  }
}
