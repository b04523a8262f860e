package dev.ringfence.kernel.ipc;

import dev.ringfence.event.Counters;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.sched.Scheduler;

/// Makes pipes, with names and without.
public final class Pipes {
  private final Scheduler scheduler;
  private final Processes processes;
  private final Counters counters;
  private int count;

  public Pipes(Scheduler scheduler, Processes processes, Counters counters) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.counters = counters;
  }

  /// A pipe without a name, of which no end is open yet.
  public Pipe pipe() {
    return new Pipe(scheduler, processes, "pipe:[" + ++count + "]", null, counters);
  }

  /// A pipe with a name.
  public Pipe fifo(String name, Inode inode) {
    return new Pipe(scheduler, processes, name, inode, counters);
  }
}
