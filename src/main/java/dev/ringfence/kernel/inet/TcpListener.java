package dev.ringfence.kernel.inet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The connections that wait at a listening socket (`listen(2)`): those that are being made, and
/// those that can be accepted.
final class TcpListener {
  private final TcpSocket socket;
  private final Deque<TcpConnection> ready = new ArrayDeque<>();
  private final List<TcpConnection> coming = new ArrayList<>();
  private int backlog;

  TcpListener(TcpSocket socket, int backlog) {
    this.socket = socket;
    this.backlog = backlog;
  }

  TcpSocket socket() {
    return socket;
  }

  void backlog(int most) {
    backlog = most;
  }

  int backlog() {
    return backlog;
  }

  int size() {
    return ready.size();
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  /// Whether a request is on its way to becoming a connection.
  boolean isExpecting() {
    return !coming.isEmpty();
  }

  TcpConnection take() {
    return ready.remove();
  }

  /// A request for a connection has come. When there is no room it is as if it were lost, so that
  /// it will come again.
  void receive(Host host, Segment request) {
    if (ready.size() + coming.size() > backlog) {
      return;
    }
    TcpConnection connection =
        new TcpConnection(host, request.to(), request.from(), socket.settings, this);
    coming.add(connection);
    connection.answer(request);
  }

  /// A connection has been made.
  void made(TcpConnection connection) {
    coming.remove(connection);
    ready.add(connection);
    socket.connectionCame();
  }

  /// A connection that was to be made, or that nobody has accepted, is gone.
  void failed(TcpConnection connection) {
    if (coming.remove(connection)) {
      socket.lookAgain();
    }
  }

  /// Nobody accepts any more.
  void close() {
    List<TcpConnection> all = new ArrayList<>(coming);
    all.addAll(ready);
    coming.clear();
    ready.clear();
    all.forEach(TcpConnection::abort);
  }
}
