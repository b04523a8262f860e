package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A socket of the family `AF_INET` (`ip(7)`): with a port of its host, by [#bind] or because it
/// needs one.
public abstract class InetSocket extends Socket {
  /// Ports below are for those with a capability: `net.ipv4.ip_unprivileged_port_start`.
  /// The first four bits of the address of a multicast group.
  private static final int MULTICAST = 0xE;

  private static final int FIRST_UNPRIVILEGED = 1024;

  static final int IPPROTO_IP = 0;

  final Host host;

  /// The user who has made it.
  final int user;

  private Endpoint local = Endpoint.NONE;
  private Endpoint remote = Endpoint.NONE;
  private boolean bound;
  private final Map<Integer, Integer> ipOptions = new TreeMap<>();

  /// Whether its address was named, rather than chosen with a connection; and its port.
  private boolean addressed;

  private boolean named;

  InetSocket(Sockets sockets, InetFamily family, Host host, int type, int protocol) {
    super(sockets, family, type, protocol);
    this.host = host;
    Process maker = sockets.processes().current();
    user = maker == null ? 0 : maker.credentials.fsuid();
  }

  /// A socket with an address of the loopback interface can be reached from its own host alone.
  @Override
  public final Iterable<Process> reachedBy() {
    boolean loopback = local.address() >>> 24 == 127;
    return loopback ? sockets.processes().on(host.index()) : sockets.processes().all();
  }

  @Override
  protected final String protocolName() {
    return type() == SocketType.STREAM ? "TCP" : "UDP";
  }

  /// Its state, as `/proc/net` has it.
  abstract TcpState stateShown();

  @Override
  public final Listing listing() {
    if (local.port() == 0) {
      return super.listing();
    }
    String name = at(local) + (remote.port() == 0 ? "" : "->" + at(remote));
    String state = type() == SocketType.STREAM ? "(" + stateShown().inFull() + ")" : "";
    return listing("IPv4", Long.toString(number()), protocolName(), name + " " + state);
  }

  private String at(Endpoint end) {
    return end.address() == Endpoint.ANY ? "*:" + end.port() : end.toString();
  }

  @Override
  protected final boolean tellsArrival() {
    return true;
  }

  /// The ports of its protocol.
  abstract Ports ports();

  /// Its options of `IPPROTO_IP` that were set.
  final Map<Integer, Integer> ipOptions() {
    return ipOptions;
  }

  public final Endpoint local() {
    return local;
  }

  public final Endpoint remote() {
    return remote;
  }

  /// The host that it belongs to.
  public final Host host() {
    return host;
  }

  /// Whether it has taken its port itself.
  final boolean isBound() {
    return bound;
  }

  final boolean isReused() {
    return options().isOn(SocketOptions.REUSEPORT);
  }

  final boolean isReusable() {
    return options().isOn(SocketOptions.REUSEADDR);
  }

  /// Whether another socket may have the same address and port.
  abstract boolean shares(InetSocket other, boolean listens);

  /// How well it fits as the receiver of something, 0 for not at all.
  abstract int score(Endpoint to, Endpoint from);

  /// Whether it is as [#bind] needs it.
  abstract boolean isFresh();

  @Override
  public long bind(Task task, byte[] address) throws SocketError {
    Endpoint wanted = Endpoint.lenient(address, false);
    boolean any = wanted.address() == Endpoint.ANY || wanted.address() == Endpoint.BROADCAST;
    boolean group = wanted.address() >>> 28 == MULTICAST;
    if (!any && !group && !host.has(wanted.address())) {
      return Errno.EADDRNOTAVAIL.result();
    }
    boolean privileged = task.process().credentials.has(Capability.NET_BIND_SERVICE);
    if (wanted.port() > 0 && wanted.port() < FIRST_UNPRIVILEGED && !privileged) {
      return Errno.EACCES.result();
    }
    if (!isFresh() || bound || named) {
      return Errno.EINVAL.result();
    }
    addressed = wanted.address() != Endpoint.ANY;
    if (!take(wanted, false)) {
      local = new Endpoint(Endpoint.ANY, local.port());
      return Errno.EADDRINUSE.result();
    }
    named = wanted.port() != 0;
    return 0;
  }

  /// Takes a port, any free one for 0. False if others have it.
  private boolean take(Endpoint wanted, boolean listens) {
    int port = wanted.port() == 0 ? ports().free(host) : wanted.port();
    Endpoint found = new Endpoint(wanted.address(), port);
    if (port < 0 || ports().conflicts(host, this, found, listens)) {
      addressed = false;
      return false;
    }
    bound = true;
    local = found;
    ports().add(this);
    return true;
  }

  /// Has a port from now on. False if all are taken.
  final boolean ensureBound() {
    return bound || named || take(new Endpoint(local.address(), 0), false);
  }

  /// Whether it may listen where it is bound.
  final boolean mayListen() {
    return !ports().conflicts(host, this, local, true);
  }

  /// Speaks with one other end from now on.
  final void speakWith(Endpoint other) {
    remote = other;
    if (local.address() == Endpoint.ANY) {
      local = new Endpoint(host.sourceFor(other.address()), local.port());
    }
  }

  /// Speaks with nobody in particular from now on.
  final void speakWithNobody() {
    remote = Endpoint.NONE;
    if (!addressed) {
      local = new Endpoint(Endpoint.ANY, local.port());
    }
  }

  /// Has the ends of a connection that came to a listening socket.
  final void adopt(Endpoint own, Endpoint other, InetSocket listening) {
    local = own;
    remote = other;
    addressed = listening.addressed;
  }

  /// Gives its port back if nobody has asked for that one, though [#name] tells it still.
  final void releasePort() {
    if (bound && !named) {
      ports().remove(this);
      bound = false;
    }
  }

  /// Gives its port back for good.
  final void unbind() {
    named = false;
    releasePort();
    local = new Endpoint(local.address(), 0);
  }

  /// Gives its port back as [#releasePort] does, and has none then.
  final void forgetPort() {
    if (!named) {
      unbind();
    }
  }

  @Override
  public final byte[] name() {
    return local.image();
  }

  /// What it waited for has come to an end without a result: has those who wait look again, so that
  /// what could still wake them is judged anew.
  final void lookAgain() {
    sockets.scheduler().wake(receivers);
    sockets.scheduler().wake(senders);
    sockets.scheduler().wake(connectors);
    pollers().lookAgain(sockets.scheduler());
  }

  /// As [#lookAgain], leaving those who wait in their order, where whoever looks last is first.
  final void lookAgainInOrder() {
    for (WaitQueue queue : List.of(receivers, senders)) {
      List<Task> waiters = new ArrayList<>();
      queue.forEach(waiters::addFirst);
      waiters.forEach(sockets.scheduler()::wake);
    }
    pollers().lookAgain(sockets.scheduler());
  }

  /// Whether the policy lets a task reach another socket, if there is one.
  final boolean mayReach(Task task, @Nullable Socket other, Way way) {
    Policy policy = sockets.processes().policy();
    return other == null
        || policy.isOpen()
        || policy.permits(task, other.owner, way, other.label());
  }

  /// There is no such option to get.
  static byte[] noOption(int level) throws SocketError {
    throw new SocketError(level == SocketOptions.SOL_SOCKET ? Errno.ENOPROTOOPT : Errno.EOPNOTSUPP);
  }

  /// There is no such option to set.
  static void noOption() throws SocketError {
    throw new SocketError(Errno.ENOPROTOOPT);
  }

  /// A number as an option's value.
  static byte[] number(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }

  /// The number that an option's value begins with.
  static int number(byte[] value) throws SocketError {
    if (value.length < Integer.BYTES) {
      throw new SocketError(Errno.EINVAL);
    }
    return value[0] & 0xFF
        | (value[1] & 0xFF) << 8
        | (value[2] & 0xFF) << 16
        | (value[3] & 0xFF) << 24;
  }
}
