package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.socket.SocketWaits;
import java.util.ArrayList;
import java.util.List;

/// What could end the waits at TCP sockets. What is on its way between hosts, and a timer that will
/// have something be sent again, come by themselves.
final class TcpWaits {
  private TcpWaits() {}

  /// Something comes from the other end.
  static Wait mayReceive(TcpStream socket) {
    return of(socket, Act.WRITE);
  }

  /// The other end takes something.
  static Wait maySend(TcpStream socket) {
    return of(socket, Act.READ);
  }

  private static Wait of(TcpStream socket, Act act) {
    TcpConnection own = socket.connection();
    if (own == null || own.isBusy()) {
      return own == null ? Wait.NEVER : Wait.TIMER;
    }
    List<Wait> any = new ArrayList<>();
    any.add(new Wait.Deferred(() -> socket.reference().may(Act.SHUT)));
    TcpConnection other = own.other();
    if (other != null && other.isBusy()) {
      return Wait.TIMER;
    }
    if (other != null && (isTimed(own, other) || isTimed(other, own))) {
      return Wait.TIMER;
    }
    TcpSocket far = other == null ? null : other.owner();
    TcpSocket acceptor = other == null ? null : other.acceptor();
    if (far != null) {
      any.add(new Wait.Held(List.of(far.reference()), act));
    } else if (acceptor != null) {
      any.add(SocketWaits.mayAccept(acceptor));
    }
    return new Wait.Or(any);
  }

  /// Whether a timer will have one end acknowledge what the other one has sent, so that there is
  /// room for more, or more is sent.
  private static boolean isTimed(TcpConnection receiver, TcpConnection sender) {
    boolean matters = sender.sender().isHolding() || sender.sender().unacknowledged() > 0;
    return receiver.delayedAck.isTimed() && matters;
  }

  /// A request for a connection comes, or is on its way.
  static Wait mayBeAsked(TcpSocket socket) {
    TcpListener listener = socket.listener();
    if (listener != null && listener.isExpecting()) {
      return Wait.TIMER;
    }
    for (Host host : socket.host().network().hosts()) {
      for (TcpConnection connection : host.connections()) {
        if (connection.state() == TcpState.SYN_SENT
            && connection.remote().port() == socket.local().port()
            && connection.isBusy()) {
          return Wait.TIMER;
        }
      }
    }
    return SocketWaits.mayBeConnected(socket);
  }

  /// A poll finds something new.
  static Wait mayBecomeReady(TcpSocket socket) {
    return socket.isListening()
        ? mayBeAsked(socket)
        : new Wait.Or(
            List.of(
                mayReceive(socket),
                maySend(socket),
                new Wait.Deferred(() -> socket.reference().may(Act.CONNECT))));
  }
}
