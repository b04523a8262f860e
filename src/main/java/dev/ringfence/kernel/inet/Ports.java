package dev.ringfence.kernel.inet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who has which port of a host, for one protocol.
final class Ports {
  /// `net.ipv4.ip_local_port_range`.
  private static final int FIRST = 32_768;

  private static final int LAST = 60_999;

  private final Map<Integer, List<InetSocket>> sockets = new LinkedHashMap<>();
  private final Map<Integer, List<TcpConnection>> connections = new LinkedHashMap<>();
  private int next = FIRST;

  void add(InetSocket socket) {
    sockets.computeIfAbsent(socket.local().port(), _ -> new ArrayList<>(1)).add(socket);
  }

  void remove(InetSocket socket) {
    remove(sockets, socket.local().port(), socket);
  }

  void add(TcpConnection connection) {
    connections.computeIfAbsent(connection.local().port(), _ -> new ArrayList<>(1)).add(connection);
  }

  void remove(TcpConnection connection) {
    remove(connections, connection.local().port(), connection);
  }

  private static <T> void remove(Map<Integer, List<T>> map, int port, T which) {
    List<T> all = map.get(port);
    if (all != null && all.remove(which) && all.isEmpty()) {
      map.remove(port);
    }
  }

  /// All sockets that have ports, by when those were taken first.
  List<InetSocket> sockets() {
    return sockets.values().stream().flatMap(List::stream).toList();
  }

  /// A port that nobody has, or -1.
  int free(Host host) {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int port = next;
      next = next == LAST ? FIRST : next + 1;
      purge(host, port);
      if (!sockets.containsKey(port) && !connections.containsKey(port)) {
        return port;
      }
    }
    return -1;
  }

  private void purge(Host host, int port) {
    for (TcpConnection connection : List.copyOf(connections.getOrDefault(port, List.of()))) {
      host.connection(connection.local(), connection.remote());
    }
  }

  /// Whether a socket may not have an address and a port, because of others that have them.
  ///
  /// @param listens whether it is about to listen there
  boolean conflicts(Host host, InetSocket socket, Endpoint wanted, boolean listens) {
    purge(host, wanted.port());
    for (InetSocket other : sockets.getOrDefault(wanted.port(), List.of())) {
      if (other != socket
          && overlap(other.local().address(), wanted.address())
          && !other.shares(socket, listens)) {
        return true;
      }
    }
    for (TcpConnection other : connections.getOrDefault(wanted.port(), List.of())) {
      TcpSocket owner = other.owner();
      boolean seen = owner != null && owner.isBound();
      if (!seen && overlap(other.local().address(), wanted.address()) && !other.shares(socket)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(int one, int other) {
    return one == other || one == Endpoint.ANY || other == Endpoint.ANY;
  }

  /// Who gets what comes to a port: whoever fits best; of several that share it, one that depends
  /// on where it comes from.
  @Nullable InetSocket find(Endpoint to, Endpoint from, Predicate<InetSocket> meant) {
    List<InetSocket> best = new ArrayList<>();
    int most = 0;
    for (InetSocket socket : sockets.getOrDefault(to.port(), List.of())) {
      int score = meant.test(socket) ? socket.score(to, from) : 0;
      if (score > most) {
        most = score;
        best.clear();
      }
      if (score > 0 && score == most) {
        best.add(socket);
      }
    }
    if (best.isEmpty()) {
      return null;
    }
    InetSocket last = best.getLast();
    return last.isReused()
        ? best.get((from.port() * 31 + from.address() & 0x7FFF_FFFF) % best.size())
        : last;
  }
}
