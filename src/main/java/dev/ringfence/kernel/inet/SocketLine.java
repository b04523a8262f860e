package dev.ringfence.kernel.inet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `ss(8)` tells of one socket, or of a connection that has none.
///
/// @param queuedToRead bytes, or connections that wait to be accepted
/// @param queuedToSend bytes, or how many connections may wait
/// @param remote port 0 for none
/// @param socket null where it is closed or not accepted yet
public record SocketLine(
    String protocol,
    TcpState state,
    long queuedToRead,
    long queuedToSend,
    Endpoint local,
    Endpoint remote,
    @Nullable InetSocket socket) {
  /// Those of a host that have ports: UDP's, then those that listen, then connections.
  static List<SocketLine> of(Host host) {
    List<SocketLine> lines = new ArrayList<>();
    for (InetSocket socket : host.udp.sockets()) {
      if (socket instanceof UdpSocket udp) {
        lines.add(ofUdp(udp));
      }
    }
    for (InetSocket socket : host.tcp.sockets()) {
      if (socket instanceof TcpSocket tcp && tcp.isListening()) {
        lines.add(
            new SocketLine(
                "tcp",
                TcpState.LISTEN,
                tcp.waiting(),
                tcp.backlog(),
                tcp.local(),
                Endpoint.NONE,
                tcp));
      }
    }
    for (TcpConnection connection : host.connections()) {
      boolean rests = connection.state() == TcpState.TIME_WAIT;
      lines.add(
          new SocketLine(
              "tcp",
              connection.state(),
              rests ? 0 : connection.receiver().available(),
              rests ? 0 : connection.sender().unacknowledged(),
              connection.local(),
              connection.remote(),
              connection.owner()));
    }
    return lines;
  }

  private static SocketLine ofUdp(UdpSocket socket) {
    boolean connected = socket.remote().port() != 0;
    return new SocketLine(
        "udp",
        connected ? TcpState.ESTABLISHED : TcpState.CLOSED,
        socket.queuedBytes(),
        0,
        socket.local(),
        socket.remote(),
        socket);
  }
}
