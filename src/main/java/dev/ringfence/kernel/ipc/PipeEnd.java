package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One end of a pipe, or both, with its status flags.
public sealed class PipeEnd implements OpenFile permits FifoEnd {
  private static final int S_IFIFO = 0010000;

  private final Pipe pipe;
  private final int mode;
  private final int unseen;
  private int status;

  /// @param unseen how often the other end had been opened for writing, if it was closed again
  PipeEnd(Pipe pipe, int mode, int status, int unseen) {
    this.unseen = unseen;
    this.pipe = pipe;
    this.mode = mode;
    this.status = status;
  }

  public Pipe pipe() {
    return pipe;
  }

  public boolean reads() {
    return mode != O_WRONLY;
  }

  public boolean writes() {
    return mode != 0;
  }

  @Override
  public @Nullable Inode inode() {
    return pipe.inode();
  }

  @Override
  public Object lockable() {
    Inode inode = inode();
    return inode == null ? pipe : inode;
  }

  @Override
  public Channel channel() {
    return pipe;
  }

  @Override
  public Mechanism mechanism() {
    return inode() == null ? Mechanism.PIPE : Mechanism.FIFO;
  }

  @Override
  public int flags() {
    return mode | status;
  }

  @Override
  public void setFlags(int flags) {
    status = flags & (SETTABLE | O_DIRECT);
  }

  @Override
  public boolean mayBeDirect() {
    return true;
  }

  @Override
  public long allocate() {
    return Errno.ESPIPE.result();
  }

  @Override
  public long changeMode(Credentials who, int permissions) {
    pipe.permissions = (short) permissions;
    return 0;
  }

  public boolean isNonblocking() {
    return (status & O_NONBLOCK) != 0;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    return reads() ? pipe.read(task, buffer, count, isNonblocking()) : Errno.EBADF.result();
  }

  @Override
  public long write(Task task, long buffer, long count) {
    boolean packets = (status & O_DIRECT) != 0;
    return writes()
        ? pipe.write(task, buffer, count, isNonblocking(), packets)
        : Errno.EBADF.result();
  }

  @Override
  public long control(Task task, int request, long argument) {
    if (request != FIONREAD) {
      return Errno.ENOTTY.result();
    }
    int queued = (int) pipe.slots().queued();
    return UserMemory.putInt(task.process().memory(), argument, queued) ? 0 : Errno.EFAULT.result();
  }

  @Override
  public long number() {
    return pipe.number();
  }

  /// A pipe.
  @Override
  public int mode() {
    return S_IFIFO | pipe.permissions;
  }

  @Override
  public String label() {
    return pipe.name();
  }

  @Override
  public Listing listing() {
    return new Listing("FIFO", "0,15", "0t0", Long.toString(number()), "pipe", pipe.name());
  }

  @Override
  public List<AsyncFiles> asyncFiles() {
    return mode == O_WRONLY
        ? List.of(pipe.signals().of(false))
        : mode == 0
            ? List.of(pipe.signals().of(true))
            : List.of(pipe.signals().of(true), pipe.signals().of(false));
  }

  @Override
  public int heard() {
    return (reads() ? POLLIN | POLLRDNORM : 0) | (writes() ? POLLOUT | POLLWRNORM : 0);
  }

  @Override
  public Pollers pollers() {
    return pipe.pollers();
  }

  @Override
  public int readiness() {
    int ready = 0;
    if (reads()) {
      // A FIFO that nobody has opened for writing since it was opened has not been hung up.
      boolean hungUp = !pipe.isOpen(false) && pipe.opened(false) != unseen;
      ready |= (pipe.slots().isEmpty() ? 0 : POLLIN | POLLRDNORM) | (hungUp ? POLLHUP : 0);
    }
    if (writes()) {
      ready |=
          (pipe.slots().isFull() ? 0 : POLLOUT | POLLWRNORM) | (pipe.isOpen(true) ? 0 : POLLERR);
    }
    return ready;
  }

  @Override
  public Wait mayBecomeReady() {
    Wait input = pipe.mayBeWritten().now();
    Wait output = pipe.mayBeRead().now();
    return reads() && writes() ? new Wait.Or(List.of(input, output)) : reads() ? input : output;
  }

  @Override
  public Wait mayRead() {
    boolean waits = reads() && !isNonblocking() && pipe.slots().isEmpty();
    return waits ? pipe.mayBeWritten().now() : Wait.TIMER;
  }

  @Override
  public Wait mayWrite() {
    boolean waits = writes() && !isNonblocking() && pipe.slots().isFull();
    return waits ? pipe.mayBeRead().now() : Wait.TIMER;
  }

  @Override
  public Wait mayBreak() {
    return pipe.mayBreak();
  }

  @Override
  public void closed() {
    pipe.closed(this);
  }
}
