package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;

/// How messages that stay whole go into queues and out of them.
final class WholeMessages {
  /// What a message must leave of the send buffer.
  private static final int SPARE = 32;

  private WholeMessages() {}

  /// Makes a packet of what is sent.
  ///
  /// @throws SocketError `EMSGSIZE`, `ETOOMANYREFS`, `EFAULT`
  static Packet packet(UnixSocket sender, Task task, Outgoing message, Ancillary ancillary)
      throws SocketError {
    int size = size(sender, message);
    Packet packet = Packet.ofMessage(sender, size);
    if (!ancillary.files().isEmpty()) {
      sender.unix.flights().check(task.process());
    }
    if (!message.data().gather(task.process().memory(), 0, packet.bytes, 0, size)) {
      throw new SocketError(Errno.EFAULT);
    }
    return packet;
  }

  /// The size of a message, which must fit into the send buffer.
  static int size(UnixSocket sender, Outgoing message) throws SocketError {
    long size = message.data().total();
    if (size > sender.options().sendBuffer - SPARE) {
      throw new SocketError(Errno.EMSGSIZE);
    }
    return (int) size;
  }

  /// Receives a message; what does not fit of it is lost.
  static long take(UnixSocket receiver, Task task, Incoming message, Packet packet) {
    boolean peek = message.has(MessageFlags.PEEK);
    int size = packet.bytes.length;
    int skip = message.skip;
    int part = (int) Math.min(size - skip, message.data().total());
    receiver.order(task, packet);
    boolean reached = message.data().scatter(task.process().memory(), 0, packet.bytes, skip, part);
    receiver.moved(part);
    if (reached) {
      receiver.accompany(packet, message, peek);
      receiver.options().timestamps.tell(message, packet.time);
    }
    if (reached) {
      receiver.options().seen(peek ? part : size, peek);
    }
    if (!peek) {
      receiver.traffic().received(reached ? part : 0);
      receiver.traffic().discarded(reached ? size - part : size);
      receiver.remove(packet);
      if (!reached) {
        receiver.unix.flights().end(packet, receiver);
      }
    }
    if (!reached) {
      return Errno.EFAULT.result();
    }
    message.outcome |= part < size - skip ? MessageFlags.TRUNC : 0;
    return message.has(MessageFlags.TRUNC) ? size - skip : part;
  }

  /// What a poll finds of both types: bits of `poll(2)`, room to send apart.
  static int readiness(UnixSocket socket, boolean shutBoth, boolean shutReceives) {
    int ready = shutBoth ? Socket.POLLHUP : 0;
    ready |= shutReceives ? Socket.POLLRDHUP | Socket.POLLIN | Socket.POLLRDNORM : 0;
    ready |= socket.queue.isEmpty() ? 0 : Socket.POLLIN | Socket.POLLRDNORM;
    return ready;
  }
}
