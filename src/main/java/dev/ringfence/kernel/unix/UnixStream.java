package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;

/// A socket of `AF_UNIX` that carries a stream of bytes both ways.
final class UnixStream extends UnixSocket {
  UnixStream(Sockets sockets, UnixFamily family) {
    super(sockets, family, SocketType.STREAM);
  }

  @Override
  public long send(Task task, Outgoing message) {
    if (message.has(MessageFlags.OOB)) {
      return Errno.EOPNOTSUPP.result();
    }
    UnixSocket other = peer;
    if (message.address().length > 0) {
      return (other != null ? Errno.EISCONN : Errno.EOPNOTSUPP).result();
    }
    if (other == null) {
      return Errno.ENOTCONN.result();
    }
    AddressSpace memory = task.process().memory();
    long total = message.data().total();
    if (isShut(SENDS)) {
      return broken(task, message);
    }
    while (task.progress < total) {
      if (inFlight >= options().sendBuffer) {
        return full(task, message);
      }
      long most = Math.min(options().sendBuffer / 2 - 64, Packet.MOST_OF_STREAM);
      int size = (int) Math.min(total - task.progress, most);
      Packet packet = Packet.ofStream(this, size);
      if (!message.data().gather(memory, task.progress, packet.bytes, 0, size)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      copied(size);
      task.progress += size;
      deliver(packet, other);
    }
    return total;
  }

  private long broken(Task task, Outgoing message) {
    return task.progress > 0 ? task.progress : brokenPipe(task, message.flags());
  }

  private long full(Task task, Outgoing message) {
    if (isNonblocking(message.flags())) {
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    long result = block(task, senders, options().sendTimeout, this::maySend);
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (peer == null) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    long wanted = message.data().total();
    long least = message.has(MessageFlags.WAITALL) ? wanted : Math.min(wanted, options().receiveLow);
    while (task.progress < Math.max(1, wanted)) {
      Packet packet = queue.peek();
      if (packet == null) {
        return task.progress >= Math.max(1, least) ? task.progress : empty(task, message);
      }
      int part = (int) Math.min(packet.left(), wanted - task.progress);
      if (!message.data().scatter(memory, task.progress, packet.bytes, packet.taken, part)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      copied(part);
      task.progress += part;
      packet.taken += part;
      if (packet.left() == 0) {
        queue.remove();
        packet.sender.settled(packet);
      }
      if (part == 0) {
        break;
      }
    }
    return task.progress;
  }

  private long empty(Task task, Incoming message) {
    if (error != 0) {
      return task.progress > 0 ? task.progress : -takeError();
    }
    if (isShut(RECEIVES) || task.progress > 0 && isNonblocking(message.flags())) {
      return task.progress;
    }
    if (isNonblocking(message.flags())) {
      return Errno.EAGAIN.result();
    }
    long result = block(task, receivers, options().receiveTimeout, this::mayReceive);
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }

  @Override
  public int readiness() {
    int ready = isWritable() ? POLLOUT : 0;
    ready |= error != 0 ? POLLERR : 0;
    ready |= !queue.isEmpty() || isShut(RECEIVES) ? POLLIN : 0;
    ready |= isShut(RECEIVES) ? POLLRDHUP : 0;
    ready |= shutdown == (RECEIVES | SENDS) || peer == null ? POLLHUP : 0;
    return ready;
  }
}
