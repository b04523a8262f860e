package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.SocketWaits;
import dev.ringfence.kernel.socket.Sockets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A socket of `AF_UNIX` that carries messages, each to an address or to where it is connected.
final class UnixDatagrams extends UnixSocket {
  private static final int AF_UNSPEC = 0;

  /// Those that are connected to it.
  private final Set<UnixDatagrams> followers = new LinkedHashSet<>();

  /// Whether it is connected, or somebody has been to it.
  private boolean isEstablished;

  /// Whether somebody has found the queue of its peer full, so that who polls it hears of room.
  private boolean awaitsPeer;

  UnixDatagrams(Sockets sockets, UnixFamily family) {
    super(sockets, family, SocketType.DGRAM);
  }

  @Override
  void join(UnixSocket other, Ucred credentials) {
    super.join(other, credentials);
    UnixDatagrams datagrams = (UnixDatagrams) other;
    datagrams.followers.add(this);
    datagrams.isEstablished = true;
    isEstablished = true;
  }

  @Override
  boolean isEstablished() {
    return isEstablished;
  }

  @Override
  public long connect(Task task, byte[] given) throws SocketError {
    if (UnixAddress.family(given) == AF_UNSPEC) {
      disconnect();
      return 0;
    }
    UnixAddress to = UnixAddress.of(given);
    bindIfTold();
    UnixSocket other = unix.names().find(task.process(), to, type());
    if (!hears(other)) {
      return Errno.EPERM.result();
    }
    if (!mayReach(task, other)) {
      return Errno.EACCES.result();
    }
    if (other != peer) {
      disconnect();
      join(other, Ucred.NONE);
    }
    return 0;
  }

  /// Whether a socket takes what this one sends: one that is connected takes only what comes from
  /// there.
  private boolean hears(UnixSocket other) {
    return other.peer == null || other.peer == this;
  }

  /// Ends the connection: what has come through it is lost, and the other end is told.
  private void disconnect() {
    if (peer instanceof UnixDatagrams other) {
      peer = null;
      isEstablished = false;
      other.followers.remove(this);
      if (!queue.isEmpty()) {
        discard();
        sockets.scheduler().wake(connectors);
        if (!other.isGone && other.peer == this) {
          other.wasReset();
          other.signals().tell(Band.ERR);
        }
      }
      sockets.scheduler().wake(senders);
      if (awaitsPeer) {
        awaitsPeer = false;
        pollers().wake(sockets.scheduler(), OUTPUT);
      } else {
        pollers().lookAgain(sockets.scheduler());
      }
    }
  }

  @Override
  public long send(Task task, Outgoing message) throws SocketError {
    Ancillary ancillary = Ancillary.of(sockets.processes(), task, message.control());
    if (message.has(MessageFlags.OOB)) {
      return Errno.EOPNOTSUPP.result();
    }
    UnixAddress to = message.address().length > 0 ? UnixAddress.of(message.address()) : null;
    if (to == null && peer == null) {
      return (isShut(SENDS) ? Errno.EPIPE : Errno.ENOTCONN).result();
    }
    bindIfTold();
    int size = WholeMessages.size(this, message);
    if (error != 0) {
      return -takeError();
    }
    if (isShut(SENDS)) {
      return Errno.EPIPE.result();
    }
    UnixSocket other = to == null ? peer : null;
    if (isFull()) {
      return isNonblocking(task, message.flags())
          ? Errno.EAGAIN.result()
          : awaitRoom(task, message, this::mayTakeMine);
    }
    Packet packet = WholeMessages.packet(this, task, message, ancillary);
    if (other == null && to != null) {
      other = unix.names().find(task.process(), to, type());
    }
    long refused = refusal(other);
    if (refused != 0 || other == null) {
      return dropped(refused);
    }
    if (to != null && !mayReach(task, other)) {
      return dropped(Errno.EACCES.result());
    }
    if (isTooMuchFor(other)) {
      return tooMuch(task, message, other);
    }
    moved(size);
    deliver(packet, task, other, ancillary);
    return size;
  }

  /// A packet is thrown away that had its room already: Linux tells those who poll for room.
  private long dropped(long why) {
    if (isWritable()) {
      pollers().wake(sockets.scheduler(), OUTPUT);
    }
    return why;
  }

  /// Why a receiver does not take anything, or 0.
  private long refusal(@Nullable UnixSocket other) {
    if (other == null || other.isGone) {
      if (other != null && other == peer) {
        disconnect();
      }
      return Errno.ECONNREFUSED.result();
    }
    if (!hears(other)) {
      return Errno.EPERM.result();
    }
    return ((UnixDatagrams) other).isShut(RECEIVES) ? Errno.EPIPE.result() : 0;
  }

  /// Whether the receiver's queue has no room; that of whoever is connected to the sender always
  /// has.
  private boolean isTooMuchFor(UnixSocket other) {
    return other != this
        && other.peer != this
        && other.queue.size() > sockets.limits().maxDatagrams();
  }

  private long tooMuch(Task task, Outgoing message, UnixSocket other) {
    awaitsPeer |= other == peer;
    return isNonblocking(task, message.flags())
        ? dropped(Errno.EAGAIN.result())
        : block(
            task,
            ((UnixDatagrams) other).connectors,
            other.label(),
            options().sendTimeout,
            () -> SocketWaits.mayTake(other));
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (message.has(MessageFlags.OOB)) {
      return Errno.EOPNOTSUPP.result();
    }
    if (error != 0) {
      return -takeError();
    }
    Packet packet = message.first(queue, options());
    if (packet != null) {
      long result = WholeMessages.take(this, task, message, packet);
      wasRead();
      return result;
    }
    if (isNonblocking(task, message.flags())) {
      return Errno.EAGAIN.result();
    }
    return isShut(RECEIVES)
        ? 0
        : block(task, receivers, label(), options().receiveTimeout, this::mayReceive);
  }

  /// Whether something lies in its queue that another has sent.
  private boolean hasFrom(UnixDatagrams other) {
    return queue.stream().anyMatch(packet -> packet.sender == other);
  }

  /// Something was taken from its queue, or looked at: has the first of those look again who wait
  /// for room there.
  private void wasRead() {
    sockets.scheduler().wakeFirst(connectors);
    for (UnixDatagrams follower : followers) {
      if (follower.awaitsPeer) {
        follower.awaitsPeer = false;
        follower.pollers().wake(sockets.scheduler(), OUTPUT);
      }
    }
  }

  /// Somebody sends to it: its peer, or whoever knows its address.
  private Wait mayReceive() {
    return peer == null
        ? SocketWaits.anybody(this, Act.WRITE)
        : SocketWaits.mayGet(this, peer.reference());
  }

  /// Somebody takes what it has sent.
  private Wait mayTakeMine() {
    List<Wait> any = new ArrayList<>();
    for (Socket socket : sockets.all()) {
      if (socket instanceof UnixDatagrams other && other.hasFrom(this)) {
        any.add(SocketWaits.maySend(this, other));
      }
    }
    return new Wait.Or(any);
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(List.of(mayReceive(), mayTakeMine()));
  }

  @Override
  public int queuedToRead() {
    return queue.isEmpty() ? 0 : queue.element().left();
  }

  @Override
  public int readiness(Task task) {
    int ready = readiness();
    if ((ready & POLLOUT) == 0) {
      awaitsPeer |= peer != null && !peer.isGone && isTooMuchFor(peer);
      signals().lackRoom();
    }
    return ready;
  }

  @Override
  public int readiness() {
    int ready = WholeMessages.readiness(this, shutdown == (RECEIVES | SENDS), isShut(RECEIVES));
    ready |= error != 0 ? POLLERR : 0;
    boolean room = isWritable() && (peer == null || peer.isGone || !isTooMuchFor(peer));
    return ready | (room ? POLLOUT | POLLWRNORM | POLLWRBAND : 0);
  }

  @Override
  void left() {
    sockets.scheduler().wake(connectors);
    for (UnixDatagrams follower : followers) {
      if (follower.awaitsPeer) {
        follower.pollers().wakeAll(sockets.scheduler());
      } else {
        follower.pollers().lookAgain(sockets.scheduler());
      }
    }
    if (peer instanceof UnixDatagrams other) {
      other.followers.remove(this);
    }
  }
}
