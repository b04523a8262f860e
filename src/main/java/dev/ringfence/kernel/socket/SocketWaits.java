package dev.ringfence.kernel.socket;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Wait;
import java.util.List;

/// What could end the waits of calls on sockets. To shut a socket down counts as writing to it and
/// as reading from it.
public final class SocketWaits {
  private SocketWaits() {}

  /// Something comes from the peer, or the peer goes; or the socket itself is shut down.
  public static Wait mayReceive(Socket socket, Socket peer) {
    return or(peer.held(Act.WRITE), socket.reference(), Act.SHUT);
  }

  /// The peer takes something, or goes; or the socket itself is shut down.
  public static Wait maySend(Socket socket, Socket peer) {
    return or(peer.held(Act.READ), socket.reference(), Act.SHUT);
  }

  /// A message comes from the peer, whose end would tell nothing; or the socket itself is shut down
  /// or connected elsewhere.
  public static Wait mayGet(Socket socket, Reference peer) {
    Reference own = socket.reference();
    return new Wait.Or(List.of(peer.may(Act.WRITE), own.may(Act.SHUT), own.may(Act.CONNECT)));
  }

  /// A receiver takes a message, goes or is connected elsewhere.
  public static Wait mayTake(Socket receiver) {
    return or(receiver.held(Act.READ), receiver.reference(), Act.CONNECT);
  }

  /// Anybody acts so who can reach the socket by its name.
  public static Wait anybody(Socket socket, Act act) {
    return new Wait.AnyMay(socket.reachedBy(), act);
  }

  /// A connection comes, or the socket is shut down.
  public static Wait mayBeConnected(Socket socket) {
    return or(anybody(socket, Act.CONNECT), socket.reference(), Act.SHUT);
  }

  /// A listening socket takes a connection or goes.
  public static Wait mayAccept(Socket listener) {
    return listener.held(Act.RECEIVE);
  }

  private static Wait or(Wait wait, Reference handle, Act act) {
    return new Wait.Or(List.of(wait, handle.may(act)));
  }
}
