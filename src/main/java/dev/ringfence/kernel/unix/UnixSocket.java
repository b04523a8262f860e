package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.SocketWaits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket of the family `AF_UNIX`: what it has received lies in a queue of its own, and counts
/// towards the send buffer of whoever sent it.
abstract class UnixSocket extends Socket {
  private static final byte[] UNNAMED = {UnixFamily.AF_UNIX, 0};

  /// What has arrived and was not taken.
  final Deque<Packet> queue = new ArrayDeque<>();

  /// The socket that it is connected to, also when that is gone.
  @Nullable UnixSocket peer;

  /// What it has sent that lies in the queues of others, as [Packet#charge] counts.
  int inFlight;

  UnixSocket(Sockets sockets, UnixFamily family, int type) {
    super(sockets, family, type, 0);
  }

  /// Connects two sockets with each other.
  void join(UnixSocket other) {
    peer = other;
    other.peer = this;
  }

  @Override
  public byte[] name() {
    return UNNAMED;
  }

  @Override
  public byte[] peerName() throws SocketError {
    if (peer == null) {
      throw new SocketError(Errno.ENOTCONN);
    }
    return peer.name();
  }

  @Override
  public long shut(Task task, int how) {
    shutdown |= how;
    UnixSocket other = peer;
    if (other != null) {
      other.shutdown |= (how & RECEIVES) != 0 ? SENDS : 0;
      other.shutdown |= (how & SENDS) != 0 ? RECEIVES : 0;
      other.wakeAll();
    }
    wakeAll();
    return 0;
  }

  /// Whether a poll finds room to send, and those who wait for room are woken.
  boolean isWritable() {
    return inFlight <= options().sendBuffer / 4;
  }

  /// Puts what it sends into the queue of the receiver.
  void deliver(Packet packet, UnixSocket receiver) {
    inFlight += packet.charge;
    receiver.queue.add(packet);
    receiver.wake(receiver.receivers);
  }

  /// A piece of what it has sent has been taken whole, or discarded.
  void settled(Packet packet) {
    inFlight -= packet.charge;
    if (isWritable()) {
      wake(senders);
    }
  }

  Wait mayReceive() {
    return peer == null ? Wait.NEVER : SocketWaits.mayReceive(this, peer.reference());
  }

  Wait maySend() {
    return peer == null ? Wait.NEVER : SocketWaits.maySend(this, peer.reference());
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(List.of(mayReceive(), maySend()));
  }

  @Override
  protected void release() {
    boolean unread = !queue.isEmpty();
    for (Packet packet : queue) {
      packet.sender.settled(packet);
    }
    queue.clear();
    UnixSocket other = peer;
    if (other != null && other.peer == this) {
      other.shutdown = RECEIVES | SENDS;
      if (unread) {
        other.error = Errno.ECONNRESET.number();
      }
      other.wakeAll();
    }
  }
}
