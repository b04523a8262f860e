package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message queue (`sysvipc(7)`), which counts messages as what goes through it.
///
/// A message that fits a receiver who waits never lies in the queue: the sender hands it over. Who
/// waits with a message that does not fit is overtaken by those whose messages do.
final class MessageQueue extends IpcObject implements Channel {
  /// A task that waits for a message, until it has been handed one or told of an error.
  static final class Receiver {
    final Task task;
    final Selection selection;
    final long room;
    @Nullable Message handed;
    @Nullable Errno error;

    /// @param room bytes that the longest message may have
    Receiver(Task task, Selection selection, long room) {
      this.task = task;
      this.selection = selection;
      this.room = room;
    }

    private boolean waits() {
      return task.pending == this && isAsleep(task) && handed == null && error == null;
    }
  }

  /// A task that waits for room for its message.
  record Sender(Task task, Message message) {
    private boolean waits() {
      return task.pending == this && isAsleep(task);
    }
  }

  private final Scheduler scheduler;
  private final LinkedList<Message> messages = new LinkedList<>();
  private final List<Receiver> receivers = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();

  /// Where receivers and senders sleep.
  final WaitQueue receiving = new WaitQueue();

  final WaitQueue sending = new WaitQueue();

  private long bytes;
  private long sent;
  private long received;
  private long discarded;

  /// The most bytes, and the most messages.
  long capacity;

  int lastSender;
  int lastReceiver;

  /// When a message was sent or received last, in seconds, or 0.
  long sendTime;

  long receiveTime;

  MessageQueue(
      Scheduler scheduler,
      Policy policy,
      int key,
      Process maker,
      int mode,
      long now,
      long capacity) {
    super(Way.MESSAGE_QUEUE, "message queue", key, maker, mode, now, policy);
    this.scheduler = scheduler;
    this.capacity = capacity;
    scheduler.facts().unite(receiving, sending);
  }

  /// Has room for so many bytes more.
  void grow(int bytes) {
    capacity += bytes;
  }

  private static boolean isAsleep(Task task) {
    return task.state == Task.State.BLOCKED && !task.process().signals.stopped;
  }

  /// Bytes of all messages in the queue.
  long bytes() {
    return bytes;
  }

  /// Whether there is room for a message of so many bytes.
  boolean fits(long size) {
    return bytes + size <= capacity && messages.size() + 1 <= capacity;
  }

  /// Takes a message for which there is room, or hands it to a receiver.
  ///
  /// @param pid the sender's
  void send(Message message, int pid, long now) {
    lastSender = pid;
    sendTime = now;
    sent++;
    Receiver receiver = takeReceiver(message);
    if (receiver == null) {
      messages.add(message);
      bytes += message.text().length;
      tellLevel();
      return;
    }
    receiver.handed = message;
    received++;
    lastReceiver = receiver.task.process().pid();
    receiveTime = now;
    scheduler.wake(receiver.task);
  }

  /// The first receiver that takes the message. Those before it whose buffers are too small are
  /// told so.
  private @Nullable Receiver takeReceiver(Message message) {
    receivers.removeIf(receiver -> !receiver.waits());
    while (true) {
      Receiver found = null;
      for (Receiver receiver : receivers) {
        if (receiver.selection.matches(message.type())) {
          found = receiver;
          break;
        }
      }
      if (found == null) {
        return null;
      }
      receivers.remove(found);
      if (found.room >= message.text().length) {
        return found;
      }
      found.error = Errno.E2BIG;
      scheduler.wake(found.task);
    }
  }

  /// The message that is selected, which stays in the queue, or null.
  @Nullable Message find(Selection selection) {
    Message lowest = null;
    long place = 0;
    for (Message message : messages) {
      boolean better = lowest == null || message.type() < lowest.type();
      switch (selection.mode()) {
        case LOWEST -> lowest = selection.matches(message.type()) && better ? message : lowest;
        case NUMBER -> {
          if (place == selection.number()) {
            return message;
          }
        }
        case ANY, EQUAL, OTHER -> {
          if (selection.matches(message.type())) {
            return message;
          }
        }
      }
      place++;
    }
    return lowest;
  }

  /// Takes a message out for a process, and lets senders look for room.
  void take(Message message, int pid, long now) {
    for (var each = messages.iterator(); each.hasNext(); ) {
      if (each.next() == message) {
        each.remove();
        break;
      }
    }
    bytes -= message.text().length;
    received++;
    lastReceiver = pid;
    receiveTime = now;
    tellLevel();
    wakeSenders();
  }

  /// Tells how full it is, to whoever asks, in bytes.
  private void tellLevel() {
    if (scheduler.facts().areAsked()) {
      scheduler.facts().level(receiving, name(), bytes, capacity, !fits(1));
    }
  }

  /// Has a task wait for a message behind all others.
  void await(Receiver receiver) {
    receivers.removeIf(other -> !other.waits() || other == receiver);
    receivers.add(receiver);
    receiver.task.pending = receiver;
  }

  /// Has a task wait for room behind all others.
  void await(Sender sender) {
    senders.removeIf(other -> !other.waits() || other == sender);
    senders.add(sender);
    sender.task.pending = sender;
  }

  /// Lets all senders try whose messages fit now; the others go behind those that come to wait.
  void wakeSenders() {
    senders.removeIf(sender -> !sender.waits());
    List<Sender> staying = new ArrayList<>();
    for (Sender sender : List.copyOf(senders)) {
      if (fits(sender.message.text().length)) {
        scheduler.wake(sender.task);
      } else {
        senders.remove(sender);
        staying.add(sender);
      }
    }
    senders.addAll(staying);
  }

  /// Has all receivers look again.
  void wakeReceivers() {
    scheduler.wake(receiving);
  }

  /// The queue is gone, with its messages: whoever waits is told.
  void drop() {
    discarded += messages.size();
    messages.clear();
    bytes = 0;
    scheduler.wake(receiving);
    scheduler.wake(sending);
  }

  @Override
  public long sent() {
    return sent;
  }

  @Override
  public long received() {
    return received;
  }

  @Override
  public long queued() {
    return messages.size();
  }

  @Override
  public long discarded() {
    return discarded;
  }
}
