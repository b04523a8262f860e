package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Flow;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;

/// Who waits at a socket and who polls it, for how long, and how they are woken. A socket is one
/// rather than having one, which saves an object for each.
abstract class SocketQueues implements Flow {
  /// Events of [dev.ringfence.kernel.file.OpenFile] that go with input, and with output.
  protected static final int INPUT =
      OpenFile.POLLIN | OpenFile.POLLPRI | OpenFile.POLLRDNORM | OpenFile.POLLRDBAND;

  protected static final int OUTPUT = OpenFile.POLLOUT | OpenFile.POLLWRNORM | OpenFile.POLLWRBAND;

  protected final Sockets sockets;
  private final Pollers pollers = new Pollers();

  /// Who waits for something to receive, a connection included; for room to send; for a connection
  /// of its own to be made.
  protected final WaitQueue receivers = new WaitQueue();

  protected final WaitQueue senders = new WaitQueue();
  protected final WaitQueue connectors = new WaitQueue();

  SocketQueues(Sockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public final Pollers pollers() {
    return pollers;
  }

  /// Has a call wait in a queue of the socket for as long as the socket's options say. One that was
  /// woken and has to go on waiting comes behind all others.
  ///
  /// @param object what it waits for, as reports call it
  /// @param timeout in cycles, `Long.MAX_VALUE` for none
  /// @return `EAGAIN` when the time is over
  protected final long block(
      Task task, WaitQueue queue, String object, long timeout, Wait.Formula formula) {
    if (isOver(task, timeout)) {
      return Errno.EAGAIN.result();
    }
    sockets.scheduler().blockLast(task, queue, object, within(timeout, formula));
    return Calls.BLOCKED;
  }

  /// As [#block] for what all are woken for: whoever has come last, or was woken last and has to go
  /// on waiting, comes first.
  protected final long blockWithAll(
      Task task, WaitQueue queue, String object, long timeout, Wait.Formula formula) {
    if (isOver(task, timeout)) {
      return Errno.EAGAIN.result();
    }
    sockets.scheduler().blockNonexclusive(task, queue, object, within(timeout, formula));
    return Calls.BLOCKED;
  }

  private static Wait.Formula within(long timeout, Wait.Formula formula) {
    return timeout == Long.MAX_VALUE ? formula : () -> Wait.TIMER;
  }

  /// Whether a call has waited as long as it may; if not, its time is noted.
  private boolean isOver(Task task, long timeout) {
    if (timeout == Long.MAX_VALUE) {
      return false;
    }
    long now = Math.max(sockets.scheduler().now(), task.context().time);
    if (task.until == 0) {
      task.until = now + timeout;
    }
    if (now >= task.until) {
      return true;
    }
    if (task.deadline != task.until) {
      sockets.scheduler().deadline(task, task.until);
    }
    return false;
  }

  /// Has the first of those look again who wait in one of its queues, and tells those who poll.
  ///
  /// @param events what may have become so, as bits of `poll(2)`
  protected final void happenedToFirst(WaitQueue queue, int events) {
    pollers.wake(sockets.scheduler(), events);
    sockets.scheduler().wakeFirst(queue);
  }

  /// As [#happenedToFirst], and has all of those look again who wait in the queue.
  protected final void happened(WaitQueue queue, int events) {
    pollers.wakeWith(sockets.scheduler(), queue, events);
  }

  /// Its state has changed: has all of those look again who wait in the queue, and who poll.
  protected final void changed(WaitQueue queue) {
    pollers.wakeAllWith(sockets.scheduler(), queue);
  }

  /// Everything about it may have changed.
  protected final void wakeAll() {
    sockets.scheduler().wake(receivers);
    sockets.scheduler().wake(senders);
    sockets.scheduler().wake(connectors);
    pollers.wakeAll(sockets.scheduler());
  }
}
