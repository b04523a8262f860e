package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketOptions;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import java.util.Iterator;
import java.util.Objects;

/// A socket of `AF_UNIX` that carries a stream of bytes both ways.
final class UnixStream extends UnixConnection {
  UnixStream(Sockets sockets, UnixFamily family) {
    super(sockets, family, SocketType.STREAM);
  }

  @Override
  UnixConnection another() {
    return new UnixStream(sockets, unix);
  }

  @Override
  public long send(Task task, Outgoing message) throws SocketError {
    Ancillary ancillary = Ancillary.of(task, message.control());
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
    // A call that has waited is told of an error first, and without a signal.
    boolean waited = task.state == Task.State.BLOCKED;
    if (isShut(SENDS) && !waited) {
      return brokenPipe(task, message.flags());
    }
    while (task.progress < message.data().total()) {
      if (error != 0 || isShut(SENDS)) {
        long failure = error != 0 ? -takeError() : Errno.EPIPE.result();
        return task.progress > 0 ? task.progress : failure;
      }
      if (isFull()) {
        return full(task, message);
      }
      int sent = sendPiece(task, message, other, task.progress == 0 ? ancillary : Ancillary.NONE);
      if (sent < 0) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      task.progress += sent;
    }
    return task.progress;
  }

  /// Sends as much as goes in one piece.
  ///
  /// @return how much that was, or -1 if the bytes cannot be reached
  private int sendPiece(Task task, Outgoing message, UnixSocket other, Ancillary ancillary)
      throws SocketError {
    long most = Math.min(options().sendBuffer / 2 - 64, Packet.MOST_OF_STREAM);
    int size = (int) Math.min(message.data().total() - task.progress, most);
    Packet packet = Packet.ofStream(this, size);
    if (!ancillary.files().isEmpty()) {
      unix.flights().check(task.process());
    }
    AddressSpace memory = task.process().memory();
    if (!message.data().gather(memory, task.progress, packet.bytes, 0, size)) {
      return -1;
    }
    copied(size);
    deliver(packet, task, other, ancillary);
    return size;
  }

  private long full(Task task, Outgoing message) {
    if (isNonblocking(message.flags())) {
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    long result = block(task, senders, label(), options().sendTimeout, this::maySend);
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (peer == null) {
      return Errno.EINVAL.result();
    }
    if (message.has(MessageFlags.OOB)) {
      return Errno.EINVAL.result();
    }
    return message.has(MessageFlags.PEEK) ? peek(task, message) : take(task, message);
  }

  private long take(Task task, Incoming message) {
    long wanted = message.data().total();
    long least = message.has(MessageFlags.WAITALL) ? wanted : options().receiveLow;
    long target = Math.max(1, Math.min(least, wanted));
    Packet before = null;
    do {
      Packet packet = queue.peek();
      if (packet == null) {
        return task.progress >= target ? task.progress : empty(task, message);
      }
      if (before != null && isOfAnother(before, packet)) {
        break;
      }
      int part = (int) Math.min(packet.left(), wanted - task.progress);
      if (!scatter(task, message, packet, task.progress, 0, part)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      task.progress += part;
      packet.taken += part;
      traffic().received(part);
      options().seen(part, false);
      accompany(packet, message, false);
      if (packet.left() > 0) {
        tellLevel(packet.sender);
        break;
      }
      remove(packet);
      if (!message.files.isEmpty()) {
        break;
      }
      before = packet;
    } while (task.progress < wanted);
    return task.progress;
  }

  private boolean scatter(Task task, Incoming message, Packet packet, long at, int skip, int part) {
    order(task, packet);
    copied(part);
    return message
        .data()
        .scatter(task.process().memory(), at, packet.bytes, packet.taken + skip, part);
  }

  @Override
  protected boolean isHastySplicer() {
    return true;
  }

  @Override
  void arrived() {
    wake(receivers);
  }

  /// Looks at what is there, beyond what others have skipped.
  private long peek(Task task, Incoming message) {
    long wanted = message.data().total();
    if (queue.isEmpty()) {
      return empty(task, message);
    }
    long done = 0;
    Packet before = null;
    int skip = Math.max(0, options().peekOffset);
    for (Iterator<Packet> packets = queue.iterator(); packets.hasNext(); ) {
      Packet packet = packets.next();
      if (skip >= packet.left()) {
        skip -= packet.left();
        continue;
      }
      if (before != null && (done == wanted || isOfAnother(before, packet))) {
        break;
      }
      int part = (int) Math.min(packet.left() - skip, wanted - done);
      if (!scatter(task, message, packet, done, skip, part)) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      done += part;
      skip = 0;
      accompany(packet, message, true);
      if (!packet.files.isEmpty()) {
        break;
      }
      before = packet;
    }
    if (before == null && done == 0) {
      return empty(task, message);
    }
    options().seen(done, true);
    return done;
  }

  /// Whether what two have sent must be told apart.
  private boolean isOfAnother(Packet one, Packet other) {
    return options().isOn(SocketOptions.PASSCRED)
        && !Objects.equals(one.credentials, other.credentials);
  }

  private long empty(Task task, Incoming message) {
    if (error != 0) {
      long failure = -takeError();
      return task.progress > 0 ? task.progress : failure;
    }
    if (isShut(RECEIVES)) {
      return task.progress;
    }
    long result =
        isNonblocking(message.flags())
            ? Errno.EAGAIN.result()
            : block(task, receivers, label(), options().receiveTimeout, this::mayReceive);
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }
}
