package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketWaits;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket of `AF_UNIX` that is connected before it sends: its two ends know of each other. Or one
/// that listens for such connections.
abstract class UnixConnection extends UnixSocket {
  /// The other ends of connections that nobody has accepted; null unless it listens.
  private @Nullable Deque<UnixConnection> pending;

  private int backlog;
  private boolean isPending;

  /// Who called `listen(2)`.
  private Ucred listener = Ucred.NONE;

  UnixConnection(Sockets sockets, UnixFamily family, int type) {
    super(sockets, family, type);
  }

  /// A new socket of the same type.
  abstract UnixConnection another();

  @Override
  boolean isPending() {
    return isPending;
  }

  @Override
  boolean isEstablished() {
    return isConnected();
  }

  boolean isConnected() {
    return peer != null;
  }

  @Override
  public boolean isListening() {
    return pending != null;
  }

  @Override
  public long listen(Task task, int most) {
    if (!isBound() || isConnected()) {
      return Errno.EINVAL.result();
    }
    if (most > backlog) {
      sockets.scheduler().wake(connectors);
    }
    backlog = most;
    listener = Ucred.ofPeer(task.process());
    if (pending == null) {
      pending = new ArrayDeque<>();
    }
    return 0;
  }

  @Override
  public byte[] option(Task task, int level, int name) throws SocketError {
    boolean asked = level == SocketOptions.SOL_SOCKET && name == SocketOptions.PEERCRED;
    return asked && isListening() ? listener.bytes() : super.option(task, level, name);
  }

  /// How many connections may wait, less one.
  int backlog() {
    return backlog;
  }

  /// How many connections wait.
  int waiting() {
    return pending == null ? 0 : pending.size();
  }

  @Override
  public long connect(Task task, byte[] given) throws SocketError {
    UnixAddress to = UnixAddress.of(given);
    bindIfTold();
    UnixSocket found = unix.names().find(task.process(), to, type());
    if (!(found instanceof UnixConnection other)
        || other.pending == null
        || other.isShut(RECEIVES)) {
      return Errno.ECONNREFUSED.result();
    }
    if (!mayReach(task, other)) {
      return Errno.EACCES.result();
    }
    if (other.pending.size() > other.backlog) {
      return isNonblocking(task, 0)
          ? Errno.EAGAIN.result()
          : block(
              task,
              other.connectors,
              other.label(),
              options().sendTimeout,
              () -> SocketWaits.mayAccept(other));
    }
    if (isListening() || isConnected()) {
      return (isConnected() ? Errno.EISCONN : Errno.EINVAL).result();
    }
    UnixConnection end = another();
    end.options().inherit(other.options());
    end.sharesAddress(other);
    end.owner = other.owner;
    end.join(this, Ucred.ofPeer(task.process()));
    join(end, other.listener);
    end.reference().carry(other.reference());
    end.isPending = true;
    other.pending.add(end);
    other.happenedToFirst(other.receivers, INPUT);
    other.signals().tell(Band.IN);
    pollers().lookAgain(sockets.scheduler());
    return 0;
  }

  @Override
  public long awaitConnection(Task task) {
    if (pending == null) {
      return Errno.EINVAL.result();
    }
    if (!pending.isEmpty()) {
      return 0;
    }
    if (isNonblocking(task, 0)) {
      return Errno.EAGAIN.result();
    }
    return isShut(RECEIVES)
        ? Errno.EINVAL.result()
        : block(
            task,
            receivers,
            label(),
            options().receiveTimeout,
            () -> SocketWaits.mayBeConnected(this));
  }

  @Override
  public Socket accepted(Task task) {
    if (pending == null) {
      throw new IllegalStateException(label() + " takes no connections");
    }
    UnixConnection end = pending.remove();
    end.isPending = false;
    sockets.scheduler().wakeFirst(connectors);
    return end;
  }

  @Override
  public void wasAccepted(Socket taken) {
    taken.reference().unload(reference());
  }

  @Override
  public long shut(Task task, int how) {
    super.shut(task, how);
    if (peer != null) {
      wasShutBy(peer, how);
    }
    return 0;
  }

  /// Tells the other end that this one has been shut down.
  private static void wasShutBy(UnixSocket other, int how) {
    boolean awaited = other.isAwaited();
    other.wasShut(((how & RECEIVES) != 0 ? SENDS : 0) | ((how & SENDS) != 0 ? RECEIVES : 0));
    if ((how & SENDS) != 0) {
      other.signals().tell(how == SENDS ? Band.IN : Band.HUP, awaited);
    }
  }

  @Override
  void left() {
    if (pending != null) {
      sockets.scheduler().wake(connectors);
      while (!pending.isEmpty()) {
        UnixConnection end = pending.remove();
        end.refuse();
        end.reference().unload(reference());
      }
    }
    if (peer != null && !peer.isGone) {
      // Linux looks past an empty message, or an urgent byte that was taken, if it is the first.
      int empty = !queue.isEmpty() && queue.element().left() == 0 ? 1 : 0;
      if (queue.size() > empty) {
        peer.wasReset();
      }
      wasShutBy(peer, RECEIVES | SENDS);
    }
  }

  /// Nobody will accept it any more.
  private void refuse() {
    if (peer != null) {
      peer.wasReset();
    }
  }

  Wait mayReceive() {
    return peer == null ? Wait.NEVER : SocketWaits.mayReceive(this, peer);
  }

  Wait maySend() {
    return peer == null ? Wait.NEVER : SocketWaits.maySend(this, peer);
  }

  @Override
  public Wait mayBecomeReady() {
    return isListening()
        ? SocketWaits.mayBeConnected(this)
        : new Wait.Or(List.of(mayReceive(), maySend()));
  }

  /// What a poll finds: bits of `poll(2)`.
  @Override
  public int readiness() {
    int ready = error != 0 ? POLLERR : 0;
    ready |= shutdown == (RECEIVES | SENDS) ? POLLHUP : 0;
    ready |= isShut(RECEIVES) ? POLLRDHUP | POLLIN | POLLRDNORM : 0;
    ready |= !queue.isEmpty() || waiting() > 0 ? POLLIN | POLLRDNORM : 0;
    ready |= !isListening() && !isConnected() ? POLLHUP : 0;
    ready |= !isListening() && isWritable() ? POLLOUT | POLLWRNORM | POLLWRBAND : 0;
    return ready;
  }
}
