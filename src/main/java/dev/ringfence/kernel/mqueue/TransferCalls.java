package dev.ringfence.kernel.mqueue;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;

/// The calls that send and receive messages: `mq_timedsend(2)`, `mq_timedreceive(2)`.
final class TransferCalls {
  /// `MQ_PRIO_MAX`.
  private static final long PRIO_MAX = 32_768;

  /// Bytes of a cache line, by which copies are charged.

  private final MessageQueues queues;
  private final QueueWaits waits;
  private final Scheduler scheduler;
  private final Profile profile;
  private final Counters counters;

  TransferCalls(
      MessageQueues queues,
      QueueWaits waits,
      Scheduler scheduler,
      Profile profile,
      Counters counters) {
    this.queues = queues;
    this.waits = waits;
    this.scheduler = scheduler;
    this.profile = profile;
    this.counters = counters;
  }

  void addTo(Calls calls) {
    calls
        .add(
            "mqueue.h",
            "int mq_timedsend(mqd_t mqdes, const char *msg_ptr, size_t msg_len,"
                + " unsigned int msg_prio, const struct timespec *abs_timeout)",
            this::send)
        .waits()
        .acts(Act.SEND_TO_QUEUE)
        .copies(2)
        .cancels(true)
        .interrupted(this::abandon);
    calls
        .add(
            "mqueue.h",
            "ssize_t mq_timedreceive(mqd_t mqdes, char *msg_ptr, size_t msg_len,"
                + " unsigned int *msg_prio, const struct timespec *abs_timeout)",
            this::receive)
        .waits()
        .acts(Act.RECEIVE_FROM_QUEUE)
        .cancels(true)
        .interrupted(this::abandon);
  }

  /// A handler interrupts the call; if it is made again, then from its beginning.
  private long abandon(Task task) {
    queues.waiters().remove(task);
    task.progress = 0;
    return Calls.BLOCKED;
  }

  /// When a call is to end by itself, in cycles, or a negative error number.
  private long until(Task task) {
    long address = task.argument(4);
    return address == 0
        ? Long.MAX_VALUE
        : Timespec.until(task, address, Timespec.REALTIME, profile);
  }

  private long send(Task task) {
    Waiters.Waiter waiter = queues.waiters().of(task);
    if (waiter == null) {
      return begin(task);
    }
    if (task.progress == Waiters.SERVED) {
      queues.waiters().remove(task);
      scheduler.facts().ordering().takes(task, new Ordering.Room(waiter.open.queue()), 1);
      return 0;
    }
    return send(task, waiter);
  }

  private long begin(Task task) {
    long until = until(task);
    long priority = task.argument(3) & 0xFFFF_FFFFL;
    if (until < 0) {
      return until;
    }
    if (priority >= PRIO_MAX) {
      return Errno.EINVAL.result();
    }
    OpenQueue open = QueueCalls.opened(task);
    if (open == null || !open.writes()) {
      return Errno.EBADF.result();
    }
    long size = task.argument(2);
    if (size < 0 || size > open.queue().msgsize) {
      return Errno.EMSGSIZE.result();
    }
    byte[] bytes = new byte[(int) size];
    if (!UserMemory.read(task.process().memory(), task.argument(1), bytes, 0, bytes.length)) {
      return Errno.EFAULT.result();
    }
    if (open.queue().isFull() && open.isNonblocking()) {
      return Errno.EAGAIN.result();
    }
    counters.bytesCopied += size;
    Message message = new Message((int) priority, bytes);
    return send(task, new Waiters.Waiter(open, until, message));
  }

  private long send(Task task, Waiters.Waiter waiter) {
    MessageQueue queue = waiter.open.queue();
    Message message = waiter.message;
    if (!queue.isFull() && message != null) {
      queues.waiters().remove(task);
      order(task, queue, message);
      queues.put(queue, message, task);
      return 0;
    }
    boolean timed = waiter.until != Long.MAX_VALUE;
    if (message != null && task.progress == 0) {
      scheduler.facts().ordering().puts(task, new Ordering.Sent(message), 1);
    }
    return waits(task, waiter, queue.senders, () -> timed ? Wait.TIMER : waits.mayReceive(queue));
  }

  /// A message comes after what has made room for it, and before who receives it.
  private void order(Task task, MessageQueue queue, Message message) {
    Ordering ordering = scheduler.facts().ordering();
    ordering.takes(task, new Ordering.Room(queue), 1);
    ordering.puts(task, new Ordering.Sent(message), 1);
  }

  private long waits(Task task, Waiters.Waiter waiter, WaitQueue queue, Wait.Formula formula) {
    if (waiter.until <= scheduler.now()) {
      queues.waiters().remove(task);
      return Errno.ETIMEDOUT.result();
    }
    if (waiter.until != Long.MAX_VALUE && task.deadline != waiter.until) {
      scheduler.deadline(task, waiter.until);
    }
    if (task.progress == 0) {
      queues.waiters().add(task, waiter);
    }
    scheduler.block(task, queue, waiter.open.queue().name(), formula);
    return Calls.BLOCKED;
  }

  private long receive(Task task) {
    Waiters.Waiter waiter = queues.waiters().of(task);
    if (waiter == null) {
      long until = until(task);
      if (until < 0) {
        return until;
      }
      OpenQueue open = QueueCalls.opened(task);
      if (open == null || !open.reads()) {
        return Errno.EBADF.result();
      }
      if (Long.compareUnsigned(task.argument(2), open.queue().msgsize) < 0) {
        return Errno.EMSGSIZE.result();
      }
      if (open.queue().isEmpty() && open.isNonblocking()) {
        return Errno.EAGAIN.result();
      }
      waiter = new Waiters.Waiter(open, until, null);
    }
    MessageQueue queue = waiter.open.queue();
    Message message = waiter.message;
    if (message == null && !queue.isEmpty()) {
      scheduler.facts().ordering().puts(task, new Ordering.Room(queue), 1);
      message = queues.take(queue);
    }
    if (message != null) {
      queues.waiters().remove(task);
      return deliver(task, queue, message);
    }
    boolean timed = waiter.until != Long.MAX_VALUE;
    return waits(task, waiter, queue.receivers, () -> timed ? Wait.TIMER : waits.maySend(queue));
  }

  /// Stores a message where its receiver wants it. One that cannot be stored is lost.
  private long deliver(Task task, MessageQueue queue, Message message) {
    AddressSpace memory = task.process().memory();
    scheduler.facts().ordering().takes(task, new Ordering.Sent(message), 1);
    byte[] bytes = message.bytes();
    long priority = task.argument(3);
    boolean told = priority == 0 || UserMemory.putInt(memory, priority, message.priority());
    if (!told || !UserMemory.write(memory, task.argument(1), bytes, 0, bytes.length)) {
      queue.missed();
      return Errno.EFAULT.result();
    }
    counters.bytesCopied += bytes.length;
    return bytes.length;
  }
}
