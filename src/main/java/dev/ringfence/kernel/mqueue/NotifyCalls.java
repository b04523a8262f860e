package dev.ringfence.kernel.mqueue;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls with which a process asks to be told of a message: `mq_notify(2)`, and what the
/// library's `SIGEV_THREAD` is made of: a thread that is there from the beginning and waits.
final class NotifyCalls {
  private static final int SIGNALS = 64;

  private record Ticket(MessageQueue queue, Registration registration) {}

  private final MessageQueues queues;
  private final QueueWaits waits;
  private final Scheduler scheduler;

  /// Those for threads, by the number that the thread has for it.
  private final Map<Integer, Ticket> tickets = new HashMap<>();

  private int lastTicket;

  NotifyCalls(MessageQueues queues, QueueWaits waits, Scheduler scheduler) {
    this.queues = queues;
    this.waits = waits;
    this.scheduler = scheduler;
  }

  void addTo(Calls calls) {
    calls
        .add(
            "mqueue.h",
            "int __mq_notify(mqd_t mqdes, const struct sigevent *notification)",
            this::register)
        .acts(Act.REGISTER);
    calls.add("mqueue.h", "int __mq_notify_thread(mqd_t mqdes)", this::registerThread);
    calls
        .add("mqueue.h", "int __mq_await_notification(int ticket)", this::await)
        .waits()
        .continues();
  }

  private long register(Task task) {
    Process process = task.process();
    AddressSpace memory = process.memory();
    long event = task.argument(1);
    Registration asked = null;
    if (event != 0) {
      Long value = UserMemory.getPointer(memory, event);
      long signal = UserMemory.getInt(memory, event + 8);
      long notify = UserMemory.getInt(memory, event + 12);
      if (value == null || signal < 0 || notify < 0) {
        return Errno.EFAULT.result();
      }
      if (notify > Registration.Kind.THREAD.ordinal()
          || notify == Registration.Kind.SIGNAL.ordinal() && signal > SIGNALS) {
        return Errno.EINVAL.result();
      }
      Registration.Kind kind = Registration.Kind.values()[(int) notify];
      if (kind == Registration.Kind.THREAD) {
        // It is told by a netlink socket, of which there is none.
        return Errno.EBADF.result();
      }
      int sent = kind == Registration.Kind.SIGNAL ? (int) signal : 0;
      asked = new Registration(process, kind, sent, value);
    }
    return register(task, asked);
  }

  private long register(Task task, @Nullable Registration asked) {
    OpenQueue open = QueueCalls.opened(task);
    if (open == null) {
      return Errno.EBADF.result();
    }
    MessageQueue queue = open.queue();
    if (asked == null) {
      queues.unregister(queue, task.process());
      return 0;
    }
    if (queue.registration != null) {
      return Errno.EBUSY.result();
    }
    queue.registration = asked;
    return 0;
  }

  /// Registers for a thread: the number for [#await], or a negative error number.
  private long registerThread(Task task) {
    Registration asked = new Registration(task.process(), Registration.Kind.THREAD, 0, 0);
    long error = register(task, asked);
    OpenQueue open = QueueCalls.opened(task);
    if (error < 0 || open == null) {
      return error;
    }
    tickets.values().removeIf(ticket -> ticket.registration.process.zombie);
    tickets.put(++lastTicket, new Ticket(open.queue(), asked));
    return lastTicket;
  }

  /// Waits until the message has come, 1, or the registration is withdrawn, 0.
  private long await(Task task) {
    int number = (int) task.argument(0);
    Ticket ticket = tickets.get(number);
    if (ticket == null || ticket.registration.process != task.process()) {
      return Errno.EINVAL.result();
    }
    Registration registration = ticket.registration;
    if (registration.state == Registration.State.WAITING) {
      scheduler.block(
          task, registration.thread, ticket.queue.name(), () -> waits.mayBegin(ticket.queue, task));
      return Calls.BLOCKED;
    }
    tickets.remove(number);
    return registration.state == Registration.State.NOTIFIED ? 1 : 0;
  }
}
