package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;

/// A socket of `AF_UNIX` that is connected and carries messages that stay whole.
final class UnixSequence extends UnixConnection {
  UnixSequence(Sockets sockets, UnixFamily family) {
    super(sockets, family, SocketType.SEQPACKET);
  }

  @Override
  UnixConnection another() {
    return new UnixSequence(sockets, unix);
  }

  @Override
  public long send(Task task, Outgoing message) throws SocketError {
    if (error != 0) {
      return -takeError();
    }
    UnixSocket other = peer;
    if (other == null) {
      return Errno.ENOTCONN.result();
    }
    Ancillary ancillary = Ancillary.of(sockets.processes(), task, message.control());
    if (message.has(MessageFlags.OOB)) {
      return Errno.EOPNOTSUPP.result();
    }
    WholeMessages.size(this, message);
    if (isShut(SENDS) || ((UnixSequence) other).isShut(RECEIVES)) {
      return Errno.EPIPE.result();
    }
    if (isFull()) {
      return isNonblocking(task, message.flags())
          ? Errno.EAGAIN.result()
          : awaitRoom(task, message, this::maySend);
    }
    Packet packet = WholeMessages.packet(this, task, message, ancillary);
    moved(packet.bytes.length);
    deliver(packet, task, other, ancillary);
    return packet.bytes.length;
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (peer == null) {
      return Errno.ENOTCONN.result();
    }
    if (message.has(MessageFlags.OOB)) {
      return Errno.EOPNOTSUPP.result();
    }
    if (error != 0) {
      return -takeError();
    }
    Packet packet = message.first(queue, options());
    if (packet != null) {
      return WholeMessages.take(this, task, message, packet);
    }
    if (isShut(RECEIVES)) {
      return 0;
    }
    return isNonblocking(task, message.flags())
        ? Errno.EAGAIN.result()
        : block(task, receivers, label(), options().receiveTimeout, this::mayReceive);
  }
}
