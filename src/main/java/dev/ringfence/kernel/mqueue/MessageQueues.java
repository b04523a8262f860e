package dev.ringfence.kernel.mqueue;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.fs.node.QueueNodes;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All message queues: their names and the account of their bytes, both by host
/// (`ipc_namespaces(7)`), and what happens at one when a message comes or goes.
final class MessageQueues {
  /// `SI_MESGQ`.
  private static final int SI_MESGQ = -3;

  private static final long FIRST = 20_000;

  private final Processes processes;
  private final Scheduler scheduler;
  private final QueueLimits limits;
  private final QueueNodes nodes;
  private final Waiters waiters = new Waiters();
  private final Map<Integer, Namespace> namespaces = new HashMap<>();

  /// What a host has for itself.
  private static final class Namespace {
    final Map<String, MessageQueue> names = new TreeMap<>();

    /// The bytes that the queues of each user take.
    final Map<Integer, Long> bytes = new HashMap<>();

    int count;
  }

  /// The inode number of the newest, on a file system of its own.
  private long lastNumber = FIRST;

  MessageQueues(Processes processes, Scheduler scheduler, QueueLimits limits, QueueNodes nodes) {
    this.nodes = nodes;
    this.processes = processes;
    this.scheduler = scheduler;
    this.limits = limits;
  }

  /// Whether the scenario's policy lets a task open a queue.
  boolean permits(Task task, MessageQueue queue) {
    return processes.policy().permits(task, queue.maker, Way.MESSAGE_QUEUE, "the " + queue.name());
  }

  Waiters waiters() {
    return waiters;
  }

  private Namespace on(int host) {
    return namespaces.computeIfAbsent(host, _ -> new Namespace());
  }

  /// The queue that has this name on a host, or null.
  @Nullable MessageQueue find(int host, String name) {
    return on(host).names.get(name);
  }

  /// Those that have names on a host, by name.
  Map<String, MessageQueue> all(int host) {
    return on(host).names;
  }

  /// What a queue that says nothing of its size gets.
  long usualMessages() {
    return Math.min(limits.msgMax(), limits.msgDefault());
  }

  long usualSize() {
    return Math.min(limits.msgsizeMax(), limits.msgsizeDefault());
  }

  /// Makes a queue.
  ///
  /// @return 0, or a negative error number, as [#find] then shows
  long create(Process process, String name, int mode, long messages, long size) {
    Namespace own = on(process.host);
    Credentials who = process.credentials;
    boolean privileged = who.has(Capability.SYS_RESOURCE);
    if (own.count >= limits.queuesMax() && !privileged) {
      return Errno.ENOSPC.result();
    }
    if (!limits.allow(messages, size, privileged)) {
      return Errno.EINVAL.result();
    }
    long taken = own.bytes.getOrDefault(who.ruid(), 0L);
    long most = processes.ownLimits().queueBytes(process, limits.rlimit());
    if (taken + QueueLimits.bytes(messages, size) > most) {
      return Errno.EMFILE.result();
    }
    int room = (int) messages + processes.hypothesis().growthOf("message queue /" + name);
    MessageQueue queue = new MessageQueue(process, name, ++lastNumber, mode, room, (int) size);
    scheduler.facts().unite(queue.receivers, queue.senders);
    scheduler.facts().ordering().holds(new Ordering.Room(queue), room);
    own.names.put(name, queue);
    nodes.add(queue.host, name, queue.number, mode, who, queue::text);
    own.count++;
    own.bytes.put(queue.payer, taken + queue.bytes());
    return 0;
  }

  /// Takes away a queue's name on a host.
  void unlink(int host, String name) {
    MessageQueue queue = on(host).names.remove(name);
    if (queue != null) {
      queue.linked = false;
      nodes.remove(host, name);
      destroyIfUnused(queue);
    }
  }

  /// An open file description of a queue is gone.
  void closed(MessageQueue queue, OpenQueue open) {
    queue.handles.removeIf(handle -> handle.file() == open);
    destroyIfUnused(queue);
  }

  private void destroyIfUnused(MessageQueue queue) {
    if (!queue.linked && queue.handles.isEmpty()) {
      queue.destroyed();
      Namespace own = on(queue.host);
      own.count--;
      own.bytes.merge(queue.payer, -queue.bytes(), Long::sum);
    }
  }

  /// A message goes to a receiver that waits, or into the queue, which must not be full.
  void put(MessageQueue queue, Message message, Task sender) {
    Task receiver = waiters.serve(queue.receivers);
    Waiters.Waiter waiter = receiver == null ? null : waiters.of(receiver);
    if (receiver != null && waiter != null) {
      waiter.message = message;
      queue.passed();
      scheduler.wake(receiver);
      return;
    }
    queue.add(message);
    tellLevel(queue);
    if (queue.messages.count() == 1) {
      notify(queue, sender);
    }
    queue.pollers.wake(scheduler);
  }

  /// Takes the next message out of a queue that is not empty; a sender that waits puts its own in.
  Message take(MessageQueue queue) {
    Message message = queue.remove();
    Task sender = waiters.serve(queue.senders);
    Waiters.Waiter waiter = sender == null ? null : waiters.of(sender);
    Message next = waiter == null ? null : waiter.message;
    if (sender != null && next != null) {
      queue.add(next);
      scheduler.wake(sender);
    } else {
      queue.pollers.wake(scheduler);
    }
    tellLevel(queue);
    return message;
  }

  private void tellLevel(MessageQueue queue) {
    if (scheduler.facts().areAsked()) {
      long queued = queue.queued();
      scheduler.facts().level(queue.receivers, queue.name(), queued, queue.maxmsg, queue.isFull());
    }
  }

  /// Tells whoever has registered of the first message.
  private void notify(MessageQueue queue, Task sender) {
    Registration registration = queue.registration;
    if (registration == null) {
      return;
    }
    queue.registration = null;
    registration.state = Registration.State.NOTIFIED;
    switch (registration.kind) {
      case NONE -> {}
      case THREAD -> scheduler.wake(registration.thread);
      case SIGNAL -> {
        if (registration.signal > 0) {
          SignalInfo info =
              SignalInfo.from(sender.process(), registration.signal, SI_MESGQ, registration.value);
          processes.signals().send(registration.process, info);
        }
      }
    }
  }

  /// Withdraws what a process has registered at a queue, if it has.
  void unregister(MessageQueue queue, Process process) {
    Registration registration = queue.registration;
    if (registration != null && registration.process == process) {
      queue.registration = null;
      registration.state = Registration.State.REMOVED;
      scheduler.wake(registration.thread);
      processes.lost(process);
    }
  }
}
