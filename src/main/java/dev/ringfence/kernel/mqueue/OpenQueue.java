package dev.ringfence.kernel.mqueue;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An open file description of a message queue. Reading it as a file tells its state in words.
final class OpenQueue implements OpenFile {
  private static final int ACCMODE = 3;
  private static final int O_CLOEXEC = 02000000;
  private static final int S_IFREG = 0100000;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private final MessageQueues queues;
  private final MessageQueue queue;
  private final QueueWaits waits;
  private final int mode;
  private int status;
  private long offset;

  /// @param flags as for `mq_open(3)`
  OpenQueue(MessageQueues queues, MessageQueue queue, QueueWaits waits, int flags) {
    this.queues = queues;
    this.queue = queue;
    this.waits = waits;
    mode = flags & ACCMODE;
    status = flags & (O_NONBLOCK | O_APPEND | O_CLOEXEC);
    queue.handles.add(new Reference(this));
  }

  Reference reference() {
    return queue.handles.stream().filter(handle -> handle.file() == this).findFirst().orElseThrow();
  }

  MessageQueue queue() {
    return queue;
  }

  boolean reads() {
    return mode == 0 || mode == O_RDWR;
  }

  boolean writes() {
    return mode == O_WRONLY || mode == O_RDWR;
  }

  boolean isNonblocking() {
    return (status & O_NONBLOCK) != 0;
  }

  @Override
  public Object lockable() {
    return queue;
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.MESSAGE_QUEUE;
  }

  @Override
  public long number() {
    return queue.number;
  }

  @Override
  public int mode() {
    return S_IFREG | queue.mode;
  }

  @Override
  public Listing listing() {
    String size = Long.toString(queue.size);
    String path = queue.linked ? queue.path() : queue.path() + " (deleted)";
    return new Listing("REG", "0,20", size, Long.toString(queue.number), path, path);
  }

  @Override
  public Channel channel() {
    return queue;
  }

  @Override
  public int flags() {
    return mode | status;
  }

  @Override
  public void setFlags(int flags) {
    status = status & O_CLOEXEC | flags & SETTABLE;
  }

  @Override
  public boolean hasWrites() {
    return false;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    long done = read(task, buffer, count, offset);
    offset += Math.max(0, done);
    return done;
  }

  @Override
  public long read(Task task, long buffer, long count, long from) {
    if (!reads()) {
      return Errno.EBADF.result();
    }
    byte[] text = queue.text().getBytes(StandardCharsets.UTF_8);
    int part = (int) Math.clamp(text.length - from, 0, count);
    return part == 0 || UserMemory.write(task.process().memory(), buffer, text, (int) from, part)
        ? part
        : Errno.EFAULT.result();
  }

  @Override
  public long seek(long by, int whence) {
    if (whence >= SEEK_DATA && Long.compareUnsigned(by, queue.size) >= 0) {
      return Errno.ENXIO.result();
    }
    long to =
        switch (whence) {
          case SEEK_CUR -> offset + by;
          case SEEK_END -> queue.size + by;
          case SEEK_HOLE -> queue.size;
          default -> by;
        };
    if (to < 0) {
      return Errno.EINVAL.result();
    }
    offset = to;
    return offset;
  }

  @Override
  public long size() {
    return queue.size;
  }

  @Override
  public int links() {
    return queue.linked ? 1 : 0;
  }

  @Override
  public long truncate(long size) {
    if (!writes()) {
      return Errno.EINVAL.result();
    }
    queue.size = size;
    return 0;
  }

  @Override
  public long allocate() {
    return Errno.EOPNOTSUPP.result();
  }

  @Override
  public long changeMode(Credentials who, int permissions) {
    if (who.fsuid() != queue.owner && !who.has(Capability.FOWNER)) {
      return Errno.EPERM.result();
    }
    queue.mode = permissions;
    return 0;
  }

  @Override
  public long control(Task task, int request, long argument) {
    if (request != FIONREAD) {
      return Errno.ENOTTY.result();
    }
    int left = (int) (queue.size - offset);
    return UserMemory.putInt(task.process().memory(), argument, left) ? 0 : Errno.EFAULT.result();
  }

  @Override
  public long write(Task task, long buffer, long count, long to) {
    return write(task, buffer, count);
  }

  @Override
  public long write(Task task, long buffer, long count) {
    return (writes() ? Errno.EINVAL : Errno.EBADF).result();
  }

  @Override
  public Pollers pollers() {
    return queue.pollers;
  }

  @Override
  public int readiness() {
    return (queue.isEmpty() ? 0 : POLLIN | POLLRDNORM)
        | (queue.isFull() ? 0 : POLLOUT | POLLWRNORM);
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(List.of(waits.maySend(queue), waits.mayReceive(queue)));
  }

  @Override
  public void closedBy(Process process) {
    queues.unregister(queue, process);
  }

  @Override
  public void closed() {
    queues.closed(queue, this);
  }
}
