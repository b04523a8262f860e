package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.List;

/// What could end the waits at UDP sockets.
final class UdpWaits {
  private UdpWaits() {}

  /// A datagram arrives, from a socket that is open or one that somebody makes; or the socket is
  /// shut down.
  static Wait mayBecomeReady(UdpSocket socket) {
    Host host = socket.host();
    return new Wait.Or(
        List.of(
            host.mayArrive(),
            new Wait.Deferred(() -> mayPeerSend(socket, host)),
            new Wait.Deferred(() -> mayAnySend(host)),
            new Wait.AnyMay(socket.reachedBy(), Act.SOCKET),
            new Wait.Deferred(() -> socket.reference().may(Act.SHUT))));
  }

  private static Wait mayPeerSend(UdpSocket socket, Host host) {
    Host there = socket.isConnected() ? host.network().at(socket.remote().address(), host) : null;
    InetSocket peer =
        there == null ? null : there.udp.find(socket.remote(), socket.local(), _ -> true);
    return peer == null ? Wait.NEVER : peer.reference().may(Act.WRITE);
  }

  private static Wait mayAnySend(Host host) {
    List<Wait> any = new ArrayList<>();
    for (Host each : host.network().hosts()) {
      for (InetSocket socket : each.udp.sockets()) {
        any.add(new Wait.Deferred(() -> socket.reference().may(Act.WRITE)));
      }
    }
    return new Wait.Or(any);
  }
}
