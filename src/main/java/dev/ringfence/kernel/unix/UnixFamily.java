package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.node.SocketNames;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Family;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;

/// The family `AF_UNIX`.
public final class UnixFamily implements Family {
  static final int AF_UNIX = 1;

  private final Sockets sockets;
  private final UnixNames names;
  private final Flights flights = new Flights();

  public UnixFamily(Sockets sockets, SocketNames files) {
    this.sockets = sockets;
    names = new UnixNames(files);
  }

  UnixNames names() {
    return names;
  }

  Flights flights() {
    return flights;
  }

  @Override
  public int number() {
    return AF_UNIX;
  }

  @Override
  public Socket create(int type, int protocol) throws SocketError {
    if (protocol != 0 && protocol != AF_UNIX) {
      throw new SocketError(Errno.EPROTONOSUPPORT);
    }
    return switch (type) {
      case SocketType.STREAM -> new UnixStream(sockets, this);
      case SocketType.SEQPACKET -> new UnixSequence(sockets, this);
      // Raw sockets have always been taken for those of datagrams.
      case SocketType.DGRAM, SocketType.RAW -> new UnixDatagrams(sockets, this);
      default -> throw new SocketError(Errno.ESOCKTNOSUPPORT);
    };
  }

  @Override
  public void pair(Task task, Socket one, Socket other) {
    Ucred both = Ucred.ofPeer(task.process());
    ((UnixSocket) one).join((UnixSocket) other, both);
    ((UnixSocket) other).join((UnixSocket) one, both);
  }
}
