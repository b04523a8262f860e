package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The calls that send and receive messages: `msgget(2)`, `msgsnd(2)`, `msgrcv(2)`.
public final class MessageQueueCalls {
  private static final int MSG_NOERROR = 010000;
  private static final int MSG_EXCEPT = 020000;
  private static final int MSG_COPY = 040000;

  /// Bytes of a cache line, by which copies are charged.

  private final Scheduler scheduler;
  private final Processes processes;
  private final Counters counters;
  private final SysvNamespaces namespaces;
  private final LongSupplier clock;

  public MessageQueueCalls(
      Scheduler scheduler, Processes processes, Counters counters, SysvNamespaces namespaces) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.counters = counters;
    this.namespaces = namespaces;
    clock = namespaces.clock;
  }

  private IpcTable<MessageQueue> queues(Task task) {
    return namespaces.of(task.process()).queues;
  }

  public void addTo(Calls calls) {
    calls.add("sys/msg.h", "int msgget(key_t key, int msgflg)", this::get);
    calls
        .add(
            "sys/msg.h",
            "int msgsnd(int msqid, const void *msgp, size_t msgsz, int msgflg)",
            this::send)
        .waits()
        .acts(Act.SEND_MESSAGE)
        .plain()
        .copies(2)
        .cancels(true)
        .fails();
    calls
        .add(
            "sys/msg.h",
            "ssize_t msgrcv(int msqid, void *msgp, size_t msgsz, long msgtyp, int msgflg)",
            this::receive)
        .waits()
        .acts(Act.RECEIVE_MESSAGE)
        .prospect(this::mayReceive)
        .cancels(true)
        .fails();
  }

  private long get(Task task) {
    int flags = (int) task.argument(1);
    return Keyed.get(task, queues(task), flags, () -> make(task, flags), _ -> 0);
  }

  private long make(Task task, int flags) {
    if (queues(task).isFull()) {
      return Errno.ENOSPC.result();
    }
    MessageQueue queue =
        new MessageQueue(
            scheduler,
            processes.policy(),
            (int) task.argument(0),
            task.process(),
            flags,
            clock.getAsLong(),
            namespaces.limits(task).msgmnb());
    queue.grow(processes.hypothesis().growthOf(queue.name()));
    scheduler.facts().ordering().holds(new Ordering.Room(queue), queue.capacity);
    queues(task).add(queue);
    return queue.id();
  }

  /// A `size_t`, as a number that is negative for more than half of what there is.
  private static long size(Task task, int argument) {
    long value = task.argument(argument);
    return switch (task.process().memory().regions().word()) {
      case Long.BYTES -> value;
      case Integer.BYTES -> (int) value;
      default -> (short) value;
    };
  }

  /// Where the text of a message lies behind its type, a `long`.
  private static int offset(AddressSpace memory) {
    return Math.max(Integer.BYTES, memory.regions().word());
  }

  private long send(Task task) {
    if (task.pending instanceof MessageQueue.Sender sender) {
      return send(task, queueOf(task), sender);
    }
    AddressSpace memory = task.process().memory();
    Long type = UserMemory.getWord(memory, task.argument(1));
    if (type == null) {
      return Errno.EFAULT.result();
    }
    long size = size(task, 2);
    if (size < 0
        || size > namespaces.limits(task).msgmax()
        || (int) task.argument(0) < 0
        || type < 1) {
      return Errno.EINVAL.result();
    }
    byte[] text = new byte[(int) size];
    if (!UserMemory.read(memory, task.argument(1) + offset(memory), text, 0, text.length)) {
      return Errno.EFAULT.result();
    }
    MessageQueue queue = queues(task).get((int) task.argument(0));
    return queue == null
        ? Errno.EINVAL.result()
        : send(task, queue, new MessageQueue.Sender(task, new Message(type, text)));
  }

  /// The queue in which a task sleeps; null once it has been removed.
  private @Nullable MessageQueue queueOf(Task task) {
    return queues(task).get((int) task.argument(0));
  }

  /// @param queue null if it was removed meanwhile
  private long send(Task task, @Nullable MessageQueue queue, MessageQueue.Sender sender) {
    if (queue == null) {
      return Errno.EIDRM.result();
    }
    if (!Keyed.allows(task, queue, Permissions.WRITE)) {
      return Errno.EACCES.result();
    }
    int size = sender.message().text().length;
    if (!queue.fits(size)) {
      if (((int) task.argument(3) & Keyed.IPC_NOWAIT) != 0) {
        return Errno.EAGAIN.result();
      }
      queue.await(sender);
      scheduler.block(task, queue.sending, queue.name(), () -> mayDo(task, Act.RECEIVE_MESSAGE));
      return Calls.BLOCKED;
    }
    if (!namespaces.hasRoom(size)) {
      return Errno.ENOMEM.result();
    }
    Ordering ordering = scheduler.facts().ordering();
    ordering.takes(task, new Ordering.Room(queue), size);
    ordering.puts(task, new Ordering.Sent(sender.message()), 1);
    queue.send(sender.message(), task.process().pid(), clock.getAsLong());
    counters.bytesCopied += size;
    return 0;
  }

  /// That a task of the waiter's host makes such a call, or one that changes or removes queues.
  private Wait mayDo(Task waiter, Act act) {
    Iterable<Process> own = processes.on(waiter.process().host);
    return new Wait.Or(
        List.of(new Wait.AnyMay(own, act), new Wait.AnyMay(own, Act.CONTROL_MESSAGES)));
  }

  private long receive(Task task) {
    if (task.pending instanceof MessageQueue.Receiver receiver) {
      if (receiver.handed != null) {
        return deliver(task, receiver.handed);
      }
      if (receiver.error != null) {
        return receiver.error.result();
      }
      MessageQueue queue = queueOf(task);
      return queue == null ? Errno.EIDRM.result() : receive(task, queue, receiver);
    }
    long size = size(task, 2);
    int flags = (int) task.argument(4);
    boolean copies = (flags & MSG_COPY) != 0;
    boolean wrong = (flags & MSG_EXCEPT) != 0 || (flags & Keyed.IPC_NOWAIT) == 0;
    if ((int) task.argument(0) < 0 || size < 0 || copies && wrong) {
      return Errno.EINVAL.result();
    }
    // Linux reads the buffer into which a copy goes, to have room for one of its size.
    if (copies && !isReadable(task, Math.min(size, namespaces.limits(task).msgmax()))) {
      return Errno.EFAULT.result();
    }
    MessageQueue queue = queues(task).get((int) task.argument(0));
    if (queue == null) {
      return Errno.EINVAL.result();
    }
    long room = (flags & MSG_NOERROR) != 0 ? Integer.MAX_VALUE : size;
    Selection selection = Selection.of(task.argument(3), flags);
    return receive(task, queue, new MessageQueue.Receiver(task, selection, room));
  }

  /// What must hold for a message to be received later.
  private Wait mayReceive(Task task, Foreseen call) {
    MessageQueue queue = call.knows(0) ? queues(task).get((int) call.value(0)) : null;
    boolean waits =
        queue != null
            && queue.queued() == 0
            && call.knows(2)
            && call.value(2) >= 0
            && call.is(4, 0)
            && Keyed.allows(task, queue, Permissions.READ);
    return waits ? mayDo(task, Act.SEND_MESSAGE) : Wait.TIMER;
  }

  private static boolean isReadable(Task task, long size) {
    return UserMemory.isReachable(task.process().memory(), task.argument(1), size, false);
  }

  private long receive(Task task, MessageQueue queue, MessageQueue.Receiver receiver) {
    int flags = (int) task.argument(4);
    if (!Keyed.allows(task, queue, Permissions.READ)) {
      return Errno.EACCES.result();
    }
    Message message = queue.find(receiver.selection);
    if (message == null) {
      if ((flags & Keyed.IPC_NOWAIT) != 0) {
        return Errno.ENOMSG.result();
      }
      queue.await(receiver);
      scheduler.block(task, queue.receiving, queue.name(), () -> mayDo(task, Act.SEND_MESSAGE));
      return Calls.BLOCKED;
    }
    if (receiver.room < message.text().length) {
      return Errno.E2BIG.result();
    }
    if ((flags & MSG_COPY) != 0) {
      return message.text().length > size(task, 2) ? Errno.EINVAL.result() : deliver(task, message);
    }
    queue.take(message, task.process().pid(), clock.getAsLong());
    long length = deliver(task, message);
    scheduler.facts().ordering().puts(task, new Ordering.Room(queue), message.text().length);
    return length;
  }

  /// Gives a message to its receiver; one that has no memory for it has received it all the same.
  private long deliver(Task task, Message message) {
    scheduler.facts().ordering().takes(task, new Ordering.Sent(message), 1);
    AddressSpace memory = task.process().memory();
    long to = task.argument(1);
    int offset = offset(memory);
    int length = (int) Math.min(message.text().length, size(task, 2));
    counters.bytesCopied += length;
    return UserMemory.put(memory, to, offset, message.type())
            && UserMemory.write(memory, to + offset, message.text(), 0, length)
        ? length
        : Errno.EFAULT.result();
  }
}
