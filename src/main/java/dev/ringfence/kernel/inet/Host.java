package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A computer of the network, with a name, addresses and ports of its own.
public final class Host {
  private record Pair(Endpoint local, Endpoint remote) {}

  private final Network network;
  private final int index;
  private final NetworkSettings.Host settings;
  private final Map<Pair, TcpConnection> connections = new LinkedHashMap<>();

  /// The ports of TCP and of UDP.
  final Ports tcp;

  final Ports udp;

  /// Datagrams that are on their way here.
  private int datagrams;

  Host(Network network, int index, NetworkSettings.Host settings) {
    this.network = network;
    this.index = index;
    this.settings = settings;
    tcp = new Ports();
    udp = new Ports();
  }

  int index() {
    return index;
  }

  public String name() {
    return settings.name();
  }

  /// The address of its interface beside the loopback one, or 0.
  public int address() {
    return settings.address();
  }

  Network network() {
    return network;
  }

  /// Whether an address is its own.
  boolean has(int address) {
    return address >>> 24 == 127 || address != 0 && address == settings.address();
  }

  /// The address that it speaks from to another one.
  int sourceFor(int address) {
    return address >>> 24 == 127 ? Endpoint.LOOPBACK : settings.address();
  }

  /// All connections, oldest first.
  public Collection<TcpConnection> connections() {
    connections.values().removeIf(this::isOver);
    return new ArrayList<>(connections.values());
  }

  /// Its sockets and connections, as `ss(8)` tells of them.
  public List<SocketLine> sockets() {
    return SocketLine.of(this);
  }

  private boolean isOver(TcpConnection connection) {
    boolean over = connection.isOver(network.now());
    if (over) {
      tcp.remove(connection);
    }
    return over;
  }

  @Nullable TcpConnection connection(Endpoint local, Endpoint remote) {
    Pair pair = new Pair(local, remote);
    TcpConnection found = connections.get(pair);
    if (found != null && isOver(found)) {
      connections.remove(pair);
      return null;
    }
    return found;
  }

  void enter(TcpConnection connection) {
    connections.put(new Pair(connection.local(), connection.remote()), connection);
    tcp.add(connection);
  }

  void leave(TcpConnection connection) {
    connections.remove(new Pair(connection.local(), connection.remote()), connection);
    tcp.remove(connection);
  }

  /// Sends a segment from here.
  ///
  /// @return whether it is under way
  boolean send(Segment segment, Runnable after) {
    Host to = network.at(segment.to().address(), this);
    return to != null
        && network.transmit(
            this,
            to,
            segment.size(),
            () -> {
              to.receive(segment);
              after.run();
            });
  }

  private void receive(Segment segment) {
    TcpConnection connection = connection(segment.to(), segment.from());
    boolean asks = segment.has(Segment.SYN) && !segment.has(Segment.ACK);
    if (connection != null && asks && connection.state() == TcpState.TIME_WAIT) {
      leave(connection);
      connection = null;
    }
    if (connection != null) {
      connection.receive(segment);
      return;
    }
    TcpListener listener = asks ? listener(segment) : null;
    if (listener != null) {
      listener.receive(this, segment);
    } else if (!segment.has(Segment.RST)) {
      send(segment.refusal(), () -> {});
    }
  }

  private @Nullable TcpListener listener(Segment segment) {
    TcpSocket found = listenerAt(segment.to(), segment.from());
    return found == null ? null : found.listener();
  }

  /// The listening socket that a request for a connection comes to, or null.
  @Nullable TcpSocket listenerAt(Endpoint at, Endpoint from) {
    return tcp.find(
                at,
                from,
                socket -> socket instanceof TcpSocket tcpSocket && tcpSocket.isListening())
            instanceof TcpSocket socket
        ? socket
        : null;
  }

  /// Sends a datagram from here.
  void send(Datagram datagram) {
    Host to = network.at(datagram.to().address(), this);
    if (to == null) {
      datagram.sender().lost(datagram);
      return;
    }
    to.datagrams++;
    boolean underWay =
        network.transmit(
            this,
            to,
            datagram.wireSize(),
            () -> {
              to.datagrams--;
              to.receive(this, datagram);
            });
    if (!underWay && to != this) {
      to.datagrams--;
      datagram.sender().lost(datagram);
    }
  }

  private void receive(Host from, Datagram datagram) {
    InetSocket found = udp.find(datagram.to(), datagram.from(), _ -> true);
    if (found instanceof UdpSocket socket) {
      socket.arrived(datagram);
    } else {
      datagram.sender().lost(datagram);
      network.transmit(this, from, Datagram.REFUSAL, () -> datagram.sender().refused(datagram));
    }
    if (datagrams == 0 && from != this) {
      lookAgain(udp.sockets());
    }
  }

  /// Has those judged again who wait at sockets.
  static void lookAgain(List<InetSocket> sockets) {
    sockets.forEach(InetSocket::lookAgain);
  }

  /// That a datagram arrives which is already on its way.
  Wait mayArrive() {
    return datagrams > 0 ? Wait.TIMER : Wait.NEVER;
  }
}
