package dev.ringfence.kernel.unix;

import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import java.util.ArrayList;
import java.util.List;

/// What `ss(8)` tells of one UNIX socket.
///
/// @param netid its type, such as "u_str"
/// @param queuedToRead bytes, or connections that wait to be accepted
/// @param queuedToSend what is on its way and counts as its own, or how many connections may wait
/// @param name its address, `*` if it has none
/// @param number its inode number
/// @param peer the inode number of its peer, 0 for none
public record UnixLine(
    String netid,
    String state,
    long queuedToRead,
    long queuedToSend,
    String name,
    long number,
    long peer) {
  /// All of a host that have descriptors, oldest first.
  public static List<UnixLine> of(Sockets sockets, int host) {
    List<UnixLine> lines = new ArrayList<>();
    for (Socket socket : sockets.all()) {
      // Who has not been accepted has no inode yet.
      if (socket instanceof UnixSocket unix && unix.place == host && !unix.isPending()) {
        lines.add(of(unix));
      }
    }
    return lines;
  }

  static UnixLine of(UnixSocket socket) {
    UnixSocket peer = socket.peer;
    UnixConnection listener =
        socket instanceof UnixConnection connection && connection.isListening() ? connection : null;
    return new UnixLine(
        netid(socket.type()),
        listener != null ? "LISTEN" : socket.isEstablished() ? "ESTAB" : "UNCONN",
        listener != null ? listener.waiting() : socket.queuedToRead(),
        listener != null ? listener.backlog() : socket.queuedToSend(),
        socket.address().shown(),
        socket.number(),
        peer == null || peer.isGone || peer.isPending() ? 0 : peer.number());
  }

  private static String netid(int type) {
    return switch (type) {
      case SocketType.STREAM -> "u_str";
      case SocketType.DGRAM -> "u_dgr";
      default -> "u_seq";
    };
  }
}
