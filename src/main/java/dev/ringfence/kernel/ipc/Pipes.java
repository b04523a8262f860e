package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;

/// Makes pipes, with names and without.
public final class Pipes {
  /// The largest size that can be asked for.
  private static final long MOST = 1L << 31;

  private final Scheduler scheduler;
  private final Processes processes;
  private final Counters counters;
  private final PipeLimits limits;
  private int count;

  public Pipes(Scheduler scheduler, Processes processes, Counters counters, PipeLimits limits) {
    this.limits = limits;
    this.scheduler = scheduler;
    this.processes = processes;
    this.counters = counters;
  }

  /// A pipe without a name, of which no end is open yet.
  public Pipe pipe() {
    return grown(new Pipe(scheduler, processes, "pipe:[" + ++count + "]", null, 0, counters));
  }

  /// A pipe with a name on a host.
  public Pipe fifo(String name, Inode inode, int host) {
    return grown(new Pipe(scheduler, processes, name, inode, host, counters));
  }

  private Pipe grown(Pipe pipe) {
    int pages = processes.hypothesis().growthOf(pipe.name());
    if (pages != 0) {
      pipe.slots().resize(PipeSlots.USUAL + pages);
    }
    return pipe;
  }

  /// `F_SETPIPE_SZ` of `fcntl(2)`: the capacity is the next power of two of at least a page.
  public long resize(Task task, Pipe pipe, long size) {
    long slots = size > MOST ? 0 : Math.max(1, Long.highestOneBit(2 * size - 1) / PipeSlots.PAGE);
    if (slots == 0) {
      return Errno.EINVAL.result();
    }
    boolean grows = slots > pipe.slots().most();
    if (grows
        && slots * PipeSlots.PAGE > limits.maxSize()
        && !task.process().credentials.has(Capability.SYS_RESOURCE)) {
      return Errno.EPERM.result();
    }
    if (slots * PipeSlots.PAGE > Integer.MAX_VALUE) {
      return Errno.ENOMEM.result();
    }
    if (!pipe.slots().resize((int) slots)) {
      return Errno.EBUSY.result();
    }
    pipe.resized();
    return pipe.capacity();
  }
}
