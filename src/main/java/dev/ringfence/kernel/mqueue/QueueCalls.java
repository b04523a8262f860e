package dev.ringfence.kernel.mqueue;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.node.QueueNodes;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import org.jspecify.annotations.Nullable;

/// The calls on message queues themselves: `mq_open(2)`, `mq_unlink(2)`, `mq_getsetattr(2)`. As in
/// Linux names come to them without the slash that the C library asks for.
public final class QueueCalls {
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int ACCMODE = 3;
  private static final int NAME_MAX = 255;
  private static final int PATH_MAX = 4096;

  private final MessageQueues queues;
  private final QueueWaits waits;
  private final TransferCalls transfers;
  private final NotifyCalls notifications;

  public QueueCalls(
      Processes processes,
      Scheduler scheduler,
      Profile profile,
      Counters counters,
      QueueLimits limits,
      QueueNodes nodes) {
    queues = new MessageQueues(processes, scheduler, limits, nodes);
    waits = new QueueWaits(processes, queues);
    transfers = new TransferCalls(queues, waits, scheduler, profile, counters);
    notifications = new NotifyCalls(queues, waits, scheduler);
    processes.signals().alsoSentBy(waits::mayNotify);
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "mqueue.h",
            "mqd_t __mq_open(const char *name, int oflag, mode_t mode, struct mq_attr *attr)",
            this::open)
        .acts(Act.OPEN_QUEUE);
    calls.add("mqueue.h", "int __mq_unlink(const char *name)", this::unlink);
    calls.add(
        "mqueue.h",
        "int __mq_getsetattr(mqd_t mqdes, const struct mq_attr *newattr, struct mq_attr *oldattr)",
        this::attributes);
    transfers.addTo(calls);
    notifications.addTo(calls);
  }

  /// The queue that the call's first argument is a descriptor for, or null for `EBADF`.
  static @Nullable OpenQueue opened(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    return file instanceof OpenQueue open ? open : null;
  }

  private static long member(AddressSpace memory, long attributes, int index) {
    Long value = UserMemory.getWord(memory, attributes + 8L * index);
    return value == null ? 0 : value;
  }

  private static @Nullable String name(Task task) {
    return UserMemory.string(task.process().memory(), task.argument(0), PATH_MAX);
  }

  /// Why no queue can have this name, or null.
  private static @Nullable Errno refused(@Nullable String name) {
    return name == null
        ? Errno.EFAULT
        : name.isEmpty()
            ? Errno.ENOENT
            : name.length() >= PATH_MAX
                ? Errno.ENAMETOOLONG
                : name.contains("/") || name.equals(".") || name.equals("..")
                    ? Errno.EACCES
                    : name.length() > NAME_MAX ? Errno.ENAMETOOLONG : null;
  }

  private long open(Task task) {
    Process process = task.process();
    AddressSpace memory = process.memory();
    long attributes = task.argument(3);
    if (attributes != 0 && !UserMemory.isReachable(memory, attributes, 64, false)) {
      return Errno.EFAULT.result();
    }
    String name = name(task);
    Errno refused = refused(name);
    if (name == null || refused == Errno.ENOENT) {
      return (refused == null ? Errno.EFAULT : refused).result();
    }
    if (!process.descriptors().hasRoom()) {
      return Errno.EMFILE.result();
    }
    if (refused != null) {
      return refused.result();
    }
    int flags = (int) task.argument(1);
    MessageQueue queue = queues.find(process.host, name);
    long error = queue == null ? create(task, name, flags) : check(task, queue, flags);
    MessageQueue opened = queues.find(process.host, name);
    if (error < 0 || opened == null) {
      return error;
    }
    Descriptors descriptors = process.descriptors();
    int fd = descriptors.open(new OpenQueue(queues, opened, waits, flags).reference());
    descriptors.closeOnExec(fd, true);
    return fd;
  }

  private long create(Task task, String name, int flags) {
    if ((flags & O_CREAT) == 0) {
      return Errno.ENOENT.result();
    }
    Process process = task.process();
    int mode = (int) task.argument(2) & 07777 & ~process.umask;
    long at = task.argument(3);
    AddressSpace memory = process.memory();
    long messages = at == 0 ? queues.usualMessages() : member(memory, at, 1);
    long size = at == 0 ? queues.usualSize() : member(memory, at, 2);
    return queues.create(process, name, mode, messages, size);
  }

  private long check(Task task, MessageQueue queue, int flags) {
    if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL)) {
      return Errno.EEXIST.result();
    }
    if ((flags & ACCMODE) == ACCMODE) {
      return Errno.EINVAL.result();
    }
    int wanted =
        switch (flags & ACCMODE) {
          case 0 -> 4;
          case OpenFile.O_WRONLY -> 2;
          default -> 6;
        };
    boolean allowed =
        queue.allows(task.process().credentials, wanted) && queues.permits(task, queue);
    return allowed ? 0 : Errno.EACCES.result();
  }

  /// Names lie in a sticky directory of root's.
  private long unlink(Task task) {
    String name = name(task);
    Errno refused = refused(name);
    if (name == null || refused != null) {
      return (refused == null ? Errno.EFAULT : refused).result();
    }
    int host = task.process().host;
    MessageQueue queue = queues.find(host, name);
    if (queue == null) {
      return Errno.ENOENT.result();
    }
    Credentials who = task.process().credentials;
    if (who.fsuid() != queue.owner
        && who.fsuid() != Credentials.ROOT
        && !who.has(Capability.FOWNER)) {
      return Errno.EPERM.result();
    }
    queues.unlink(host, name);
    return 0;
  }

  private long attributes(Task task) {
    AddressSpace memory = task.process().memory();
    long from = task.argument(1);
    long to = task.argument(2);
    if (from != 0 && !UserMemory.isReachable(memory, from, 64, false)) {
      return Errno.EFAULT.result();
    }
    long flags = from == 0 ? 0 : member(memory, from, 0);
    if ((flags & ~OpenFile.O_NONBLOCK) != 0) {
      return Errno.EINVAL.result();
    }
    OpenQueue open = opened(task);
    if (open == null) {
      return Errno.EBADF.result();
    }
    long before = open.flags() & OpenFile.O_NONBLOCK;
    if (from != 0) {
      open.setFlags(open.flags() & ~OpenFile.O_NONBLOCK | (int) flags);
    }
    MessageQueue queue = open.queue();
    boolean told =
        to == 0
            || put(memory, to, before, queue.maxmsg, queue.msgsize, queue.messages.count())
                && UserMemory.write(memory, to + 32, new byte[32], 0, 32);
    return told ? 0 : Errno.EFAULT.result();
  }

  private static boolean put(AddressSpace memory, long to, long... members) {
    for (int i = 0; i < members.length; i++) {
      if (!UserMemory.put(memory, to + 8L * i, 8, members[i])) {
        return false;
      }
    }
    return true;
  }
}
