package dev.ringfence.kernel.mqueue;

import dev.ringfence.core.Errno;
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
  /// Flags that mean nothing for a queue, which `fcntl(2)` tells all the same.
  private static final int O_APPEND = 02000;

  private static final int O_CLOEXEC = 02000000;
  private static final int S_IFREG = 0100000;

  /// What `stat(2)` gives as the size of a queue.
  private static final int SIZE = 80;

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
    String size = Integer.toString(SIZE);
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
    status = status & O_CLOEXEC | flags & (O_NONBLOCK | O_APPEND);
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
    long to = whence == 0 ? by : whence == 1 ? offset + by : -1;
    if (to < 0) {
      return Errno.EINVAL.result();
    }
    offset = to;
    return offset;
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
    return (queue.isEmpty() ? 0 : POLLIN) | (queue.isFull() ? 0 : POLLOUT);
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
