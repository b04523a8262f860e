package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `msgctl(2)`: what there is to know of message queues, to change in them, and how they end.
public final class MessageControl {
  private static final int MSG_STAT = 11;
  private static final int MSG_INFO = 12;
  private static final int MSG_STAT_ANY = 13;

  /// The size of `struct msqid_ds`, and where it has what follows its `struct ipc_perm`.
  private static final int SIZE = 120;

  private static final int SEND_TIME = Keyed.SIZE;
  private static final int RECEIVE_TIME = SEND_TIME + 8;
  private static final int CHANGE_TIME = RECEIVE_TIME + 8;
  private static final int BYTES = CHANGE_TIME + 8;
  private static final int MESSAGES = BYTES + 8;
  private static final int CAPACITY = MESSAGES + 8;
  private static final int SENDER = CAPACITY + 8;
  private static final int RECEIVER = SENDER + 4;

  /// The size of `struct msginfo`.
  private static final int INFO_SIZE = 32;

  /// `MSGPOOL`, `MSGSSZ` and `MSGSEG`, which mean nothing.
  private static final int POOL = 512_000;

  private static final int SEGMENT_SIZE = 16;
  private static final int SEGMENTS = 0xFFFF;

  private final SysvNamespaces namespaces;
  private final LongSupplier clock;

  public MessageControl(SysvNamespaces namespaces) {
    this.namespaces = namespaces;
    clock = namespaces.clock;
  }

  private IpcTable<MessageQueue> queues(Task task) {
    return namespaces.of(task.process()).queues;
  }

  public void addTo(Calls calls) {
    calls
        .add("sys/msg.h", "int msgctl(int msqid, int op, struct msqid_ds *buf)", this::control)
        .acts(Act.CONTROL_MESSAGES)
        .plain();
  }

  private long control(Task task) {
    int id = (int) task.argument(0);
    int command = (int) task.argument(1);
    if (id < 0 || command < 0) {
      return Errno.EINVAL.result();
    }
    return switch (command) {
      case Keyed.IPC_INFO, MSG_INFO -> info(task, command == MSG_INFO);
      case Keyed.IPC_STAT -> status(task, queues(task).get(id), 0, false);
      case MSG_STAT, MSG_STAT_ANY -> {
        MessageQueue queue = queues(task).at(id);
        yield status(task, queue, queue == null ? 0 : queue.id(), command == MSG_STAT_ANY);
      }
      case Keyed.IPC_SET -> set(task, id);
      case Keyed.IPC_RMID -> remove(task, queues(task).get(id));
      default -> Errno.EINVAL.result();
    };
  }

  private long info(Task task, boolean used) {
    ByteBuffer info = Keyed.structure(INFO_SIZE);
    long messages = 0;
    long bytes = 0;
    for (MessageQueue queue : queues(task).all()) {
      messages += queue.queued();
      bytes += queue.bytes();
    }
    info.putInt(used ? queues(task).size() : POOL);
    info.putInt(used ? (int) messages : namespaces.limits(task).msgmnb());
    info.putInt(namespaces.limits(task).msgmax());
    info.putInt(namespaces.limits(task).msgmnb());
    info.putInt(namespaces.limits(task).msgmni());
    info.putInt(SEGMENT_SIZE);
    info.putInt(used ? (int) bytes : namespaces.limits(task).msgmnb());
    info.putShort((short) SEGMENTS);
    return Keyed.give(task, 2, info, queues(task).highest());
  }

  private static long status(
      Task task, @Nullable MessageQueue queue, long result, boolean anybody) {
    if (queue == null) {
      return Errno.EINVAL.result();
    }
    if (!anybody && !Keyed.allows(task, queue, Permissions.READ)) {
      return Errno.EACCES.result();
    }
    ByteBuffer image = Keyed.image(SIZE, queue);
    image.putLong(SEND_TIME, queue.sendTime);
    image.putLong(RECEIVE_TIME, queue.receiveTime);
    image.putLong(CHANGE_TIME, queue.changed);
    image.putLong(BYTES, queue.bytes());
    image.putLong(MESSAGES, queue.queued());
    image.putLong(CAPACITY, queue.capacity);
    image.putInt(SENDER, queue.lastSender);
    image.putInt(RECEIVER, queue.lastReceiver);
    return Keyed.give(task, 2, image, result);
  }

  private long set(Task task, int id) {
    ByteBuffer from = Keyed.structure(SIZE);
    if (!Keyed.take(task, 2, from)) {
      return Errno.EFAULT.result();
    }
    MessageQueue queue = queues(task).get(id);
    long wrong = Keyed.refusal(task, queue);
    if (wrong != 0 || queue == null) {
      return wrong;
    }
    long word = from.getLong(CAPACITY);
    long capacity = task.process().memory().regions().word() == 8 ? word : word & 0xFFFF_FFFFL;
    boolean tooMuch = Long.compareUnsigned(capacity, namespaces.limits(task).msgmnb()) > 0;
    if (tooMuch && !task.process().credentials.has(Capability.SYS_RESOURCE)) {
      return Errno.EPERM.result();
    }
    wrong = Keyed.set(queue, from, clock.getAsLong());
    if (wrong == 0) {
      queue.capacity = capacity < 0 ? Long.MAX_VALUE : capacity;
      queue.wakeReceivers();
      queue.wakeSenders();
    }
    return wrong;
  }

  private long remove(Task task, @Nullable MessageQueue queue) {
    long wrong = Keyed.refusal(task, queue);
    if (wrong == 0 && queue != null) {
      queues(task).remove(queue);
      queue.drop();
    }
    return wrong;
  }
}
