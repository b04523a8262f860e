package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.Family;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;

/// The family `AF_INET` (`ip(7)`).
public final class InetFamily implements Family {
  static final int IPPROTO_TCP = 6;
  static final int IPPROTO_UDP = 17;

  private final Sockets sockets;
  private final Network network;

  public InetFamily(Sockets sockets, Network network) {
    this.sockets = sockets;
    this.network = network;
  }

  @Override
  public int number() {
    return Endpoint.FAMILY;
  }

  @Override
  public boolean hasPorts() {
    return true;
  }

  @Override
  public Socket create(int type, int protocol) throws SocketError {
    if (protocol < 0 || protocol > 262) {
      throw new SocketError(Errno.EINVAL);
    }
    Host host = network.hostOf(sockets.processes().current());
    return switch (type) {
      case SocketType.STREAM -> {
        require(protocol, IPPROTO_TCP);
        yield new TcpSocket(sockets, this, host);
      }
      case SocketType.DGRAM -> {
        require(protocol, IPPROTO_UDP);
        yield new UdpSocket(sockets, this, host);
      }
      case SocketType.RAW ->
          throw new SocketError(protocol == 0 ? Errno.EPROTONOSUPPORT : Errno.EPERM);
      default -> throw new SocketError(Errno.ESOCKTNOSUPPORT);
    };
  }

  private static void require(int protocol, int own) throws SocketError {
    if (protocol != 0 && protocol != own) {
      throw new SocketError(Errno.EPROTONOSUPPORT);
    }
  }
}
