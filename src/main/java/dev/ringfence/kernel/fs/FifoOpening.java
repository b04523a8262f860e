package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.ipc.Pipe;
import dev.ringfence.kernel.ipc.Pipes;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How one end of a FIFO is opened: it waits for the other end (`fifo(7)`).
public final class FifoOpening {
  /// An end that waits.
  ///
  /// @param seen how often the other end had been opened when the waiting began
  private record Pending(Pipe pipe, Reference end, boolean reads, int seen) {
    boolean isOver() {
      return pipe.opened(!reads) != seen;
    }
  }

  private final Scheduler scheduler;
  private final Processes processes;
  private final Pipes pipes;
  private final Map<Task, Pending> pending = new HashMap<>();

  public FifoOpening(Scheduler scheduler, Processes processes, Pipes pipes) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.pipes = pipes;
  }

  /// As `open(2)`.
  ///
  /// @param path as reports name it
  public long open(Task task, Fifo fifo, String path, int flags) throws FileError {
    Pending waiting = pending.get(task);
    if (waiting == null) {
      forgetTheDead();
      int mode = flags & OpenInode.O_ACCMODE;
      if (mode == OpenInode.O_ACCMODE) {
        throw new FileError(Errno.EINVAL);
      }
      if (fifo.pipe == null) {
        fifo.pipe = pipes.fifo("the FIFO " + path, fifo, task.process().host);
      }
      boolean others = mode == OpenFile.O_RDWR || fifo.pipe.isOpen(mode != 0);
      boolean atOnce = (flags & OpenFile.O_NONBLOCK) != 0;
      if (atOnce && mode == OpenFile.O_WRONLY && !others) {
        throw new FileError(Errno.ENXIO);
      }
      boolean reads = mode == 0;
      Reference end = fifo.pipe.open(mode, flags & (OpenFile.O_NONBLOCK | OpenFile.O_DIRECT));
      scheduler.wake(fifo.openers);
      if (others || atOnce) {
        return install(task, end);
      }
      waiting = new Pending(fifo.pipe, end, reads, fifo.pipe.opened(!reads));
      pending.put(task, waiting);
    }
    if (waiting.isOver()) {
      pending.remove(task);
      return install(task, waiting.end);
    }
    scheduler.blockFirst(task, fifo.openers, "the FIFO " + path, () -> mayBeOpened(task));
    return Calls.BLOCKED;
  }

  /// A handler interrupts the waiting.
  public void abandon(Task task) {
    Pending waiting = pending.remove(task);
    if (waiting != null) {
      waiting.end.file().closed();
    }
  }

  private void forgetTheDead() {
    for (Task task : List.copyOf(pending.keySet())) {
      if (task.state == Task.State.DEAD || task.process().zombie) {
        abandon(task);
      }
    }
  }

  private static long install(Task task, Reference end) throws FileError {
    int fd = task.process().descriptors().open(end);
    if (fd < 0) {
      end.file().closed();
      throw new FileError(Errno.EMFILE);
    }
    return fd;
  }

  /// That anybody else opens a file: it may be this one.
  private Wait mayBeOpened(Task waiter) {
    List<Wait> any = new ArrayList<>();
    for (Process process : processes.on(waiter.process().host)) {
      for (Task task : process.tasks) {
        if (task != waiter) {
          any.add(new Wait.May(task, Act.OPEN));
        }
      }
    }
    return new Wait.Or(any);
  }
}
