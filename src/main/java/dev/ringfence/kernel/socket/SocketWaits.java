package dev.ringfence.kernel.socket;

import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.List;

/// What could end the waits of calls on sockets.
public final class SocketWaits {
  private SocketWaits() {}

  /// Something comes from the peer, or the peer goes; or the socket itself is shut down.
  public static Wait mayReceive(Socket socket, Descriptors.Reference peer) {
    return of(socket, peer, Act.WRITE);
  }

  /// The peer takes something, or goes; or the socket itself is shut down.
  public static Wait maySend(Socket socket, Descriptors.Reference peer) {
    return of(socket, peer, Act.READ);
  }

  private static Wait of(Socket socket, Descriptors.Reference peer, Act act) {
    return new Wait.Or(
        List.of(
            new Wait.Held(List.of(peer), act),
            new Wait.Deferred(() -> socket.reference().may(Act.SHUT))));
  }

  /// Anybody acts so: what has a name can be reached by all.
  public static Wait anybody(Sockets sockets, Act act) {
    List<Wait> any = new ArrayList<>();
    for (Process process : sockets.processes().all()) {
      process.tasks.forEach(task -> any.add(new Wait.May(task, act)));
    }
    return new Wait.Or(any);
  }

  /// A connection comes, or the socket is shut down.
  public static Wait mayBeConnected(Socket socket) {
    return new Wait.Or(
        List.of(
            new Wait.Deferred(() -> anybody(socket.sockets, Act.CONNECT)),
            new Wait.Deferred(() -> socket.reference().may(Act.SHUT))));
  }

  /// A listening socket takes a connection, or goes.
  public static Wait mayAccept(Descriptors.Reference listener) {
    return new Wait.Held(List.of(listener), Act.RECEIVE);
  }
}
