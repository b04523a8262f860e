package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.Family;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;

/// The family `AF_UNIX`.
public final class UnixFamily implements Family {
  static final int AF_UNIX = 1;

  private final Sockets sockets;

  public UnixFamily(Sockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public int number() {
    return AF_UNIX;
  }

  @Override
  public String name() {
    return "AF_UNIX";
  }

  @Override
  public Socket create(int type, int protocol) throws SocketError {
    if (protocol != 0 && protocol != AF_UNIX) {
      throw new SocketError(Errno.EPROTONOSUPPORT);
    }
    return switch (type) {
      case SocketType.STREAM -> new UnixStream(sockets, this);
      default -> throw new SocketError(Errno.ESOCKTNOSUPPORT);
    };
  }

  @Override
  public void pair(Socket one, Socket other) {
    ((UnixSocket) one).join((UnixSocket) other);
  }

  @Override
  public String text(byte[] address) {
    return "{sa_family=AF_UNIX}";
  }
}
