package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.Sockets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A socket that carries a stream of bytes both ways by TCP (`tcp(7)`), or takes connections: how
/// it comes to have a connection, and what becomes of it then.
public final class TcpSocket extends TcpStream {
  /// `SO_SNDBUF` and `SO_RCVBUF` of a new socket: `net.ipv4.tcp_wmem`, `net.ipv4.tcp_rmem`.
  private static final int SEND_BUFFER = 16_384;

  private static final int RECEIVE_BUFFER = 131_072;

  /// Where it stands for `connect(2)`.
  private enum Stage {
    UNCONNECTED,
    CONNECTING,
    CONNECTED,

    /// It was shut down while it was being connected.
    DISCONNECTING
  }

  private Stage stage = Stage.UNCONNECTED;
  private @Nullable TcpListener listener;

  TcpSocket(Sockets sockets, InetFamily family, Host host) {
    super(sockets, family, host);
    options().sendBuffer = SEND_BUFFER;
    options().receiveBuffer = RECEIVE_BUFFER;
  }

  @Override
  Ports ports() {
    return host.tcp;
  }

  @Nullable TcpListener listener() {
    return listener;
  }

  @Override
  public TcpState state() {
    TcpConnection own = connection;
    if (listener != null) {
      return TcpState.LISTEN;
    }
    // What rests is the connection alone.
    return own == null || own.state() == TcpState.TIME_WAIT ? TcpState.CLOSED : own.state();
  }

  /// How many connections wait to be accepted, and how many may.
  public int waiting() {
    return listener == null ? 0 : listener.size();
  }

  public int backlog() {
    return listener == null ? 0 : listener.backlog();
  }

  /// Bytes that it has room for: half of the buffer, as the kernel's own part is not told of.
  long room() {
    return options().receiveBuffer / 2;
  }

  @Override
  boolean shares(InetSocket other, boolean listens) {
    return isReusable() && other.isReusable() && !isListening() || isReused() && other.isReused();
  }

  @Override
  int score(Endpoint to, Endpoint from) {
    if (local().address() == Endpoint.ANY) {
      return 1;
    }
    return local().address() == to.address() ? 2 : 0;
  }

  @Override
  boolean isFresh() {
    return state() == TcpState.CLOSED;
  }

  boolean receivesNoMore() {
    return isShut(RECEIVES);
  }

  @Override
  public boolean isListening() {
    return listener != null;
  }

  @Override
  public long listen(Task task, int backlog) {
    TcpListener known = listener;
    if (known != null) {
      known.backlog(backlog);
      return 0;
    }
    if (stage != Stage.UNCONNECTED) {
      return Errno.EINVAL.result();
    }
    if (!ensureBound() || !mayListen()) {
      return Errno.EADDRINUSE.result();
    }
    listener = new TcpListener(this, backlog);
    return 0;
  }

  @Override
  public long connect(Task task, byte[] address) throws SocketError {
    if (Endpoint.isUnspecified(address)) {
      disconnect();
      return 0;
    }
    if (stage == Stage.CONNECTED || isListening()) {
      return Errno.EISCONN.result();
    }
    if (stage == Stage.DISCONNECTING) {
      return Errno.EINVAL.result();
    }
    if (stage == Stage.UNCONNECTED) {
      long begun = begin(task, Endpoint.of(address));
      if (begun < 0) {
        return begun;
      }
      if (isNonblocking(task, 0)) {
        return Errno.EINPROGRESS.result();
      }
    }
    return awaitConnected(task);
  }

  private long begin(Task task, Endpoint asked) {
    int address = asked.address() == Endpoint.ANY ? Endpoint.LOOPBACK : asked.address();
    Endpoint to = new Endpoint(address, asked.port());
    Host there = host.network().at(address, host);
    if (address == Endpoint.BROADCAST || there == null) {
      return Errno.ENETUNREACH.result();
    }
    if (!mayReach(task, there.listenerAt(to, local()), Way.TCP)) {
      return Errno.EACCES.result();
    }
    if (!ensureBound()) {
      return Errno.EADDRNOTAVAIL.result();
    }
    speakWith(to);
    if (host.connection(local(), to) != null) {
      speakWithNobody();
      return Errno.EADDRNOTAVAIL.result();
    }
    stage = Stage.CONNECTING;
    error = 0;
    TcpConnection made = new TcpConnection(host, local(), to, settings, null);
    connection = made;
    made.belongTo(this);
    made.open();
    return 0;
  }

  private long awaitConnected(Task task) {
    switch (state()) {
      case SYN_SENT, SYN_RECEIVED -> {
        if (isNonblocking(task, 0)) {
          return Errno.EALREADY.result();
        }
        // A timer is set until there is an answer.
        long result = block(task, connectors, label(), options().sendTimeout, () -> Wait.TIMER);
        return result == Errno.EAGAIN.result() ? Errno.EINPROGRESS.result() : result;
      }
      case CLOSED -> {
        forget();
        return error != 0 ? -takeError() : Errno.ECONNABORTED.result();
      }
      default -> {
        stage = Stage.CONNECTED;
        return 0;
      }
    }
  }

  /// As `connect(2)` with `AF_UNSPEC`.
  private void disconnect() {
    TcpConnection own = connection;
    TcpState before = state();
    if (before.resets()) {
      error = Errno.ECONNRESET.number();
    }
    if (own != null) {
      own.abort();
    }
    stopListening();
    forget();
    if (before != TcpState.CLOSED) {
      releasePort();
    }
    wakeAll();
  }

  /// Has no connection any more, and may have another.
  private void forget() {
    connection = null;
    stage = Stage.UNCONNECTED;
    ended = false;
    shutdown = 0;
    speakWithNobody();
  }

  private void stopListening() {
    TcpListener known = listener;
    if (known != null) {
      listener = null;
      known.close();
    }
  }

  /// The connection that it asked for has been made.
  void connected() {
    changed(connectors);
    signals().tell(Band.OUT);
    sockets.scheduler().wake(senders);
    sockets.scheduler().wake(receivers);
  }

  /// A connection has come that can be accepted.
  void connectionCame() {
    happenedToFirst(receivers, INPUT);
    signals().tell(Band.IN);
  }

  /// Both ends have said that no more follows.
  void ended() {
    shutdown = RECEIVES | SENDS;
    releasePort();
    wakeAll();
  }

  /// The connection is gone.
  void failed(Errno why) {
    error = why.number();
    ended();
    signals().tell(Band.ERR);
  }

  @Override
  public long awaitConnection(Task task) {
    TcpListener known = listener;
    if (known == null) {
      return Errno.EINVAL.result();
    }
    if (!known.isEmpty()) {
      return 0;
    }
    return isNonblocking(task, 0)
        ? Errno.EAGAIN.result()
        : block(
            task,
            receivers,
            "a connection at " + label(),
            options().receiveTimeout,
            () -> TcpWaits.mayBeAsked(this));
  }

  @Override
  public Socket accepted(Task task) {
    TcpConnection taken = Objects.requireNonNull(listener).take();
    TcpSocket made = new TcpSocket(sockets, (InetFamily) family(), host);
    made.options().copy(options());
    made.settings = settings.copy();
    made.adopt(taken.local(), taken.remote(), this);
    made.connection = taken;
    made.stage = Stage.CONNECTED;
    taken.belongTo(made);
    if (taken.receiver().isFinished()) {
      made.shutdown |= RECEIVES;
      made.ended = true;
    }
    if (taken.state() == TcpState.CLOSED) {
      made.failed(Errno.ECONNRESET);
    }
    return made;
  }

  @Override
  public byte[] peerName() throws SocketError {
    if (stage != Stage.CONNECTED && !state().isSynchronised() || state() == TcpState.CLOSED) {
      throw new SocketError(Errno.ENOTCONN);
    }
    return remote().image();
  }

  @Override
  public byte[] callerName() {
    return remote().image();
  }

  @Override
  public long shut(Task task, int how) {
    TcpState now = state();
    if (stage == Stage.CONNECTING) {
      stage = now.isSynchronised() ? Stage.CONNECTED : Stage.DISCONNECTING;
    }
    switch (now) {
      case CLOSED -> {
        shutdown |= how;
        wakeAll();
        return Errno.ENOTCONN.result();
      }
      case LISTEN -> {
        if ((how & RECEIVES) != 0) {
          disconnect();
        }
      }
      case SYN_SENT -> disconnect();
      default -> {
        shutdown |= how;
        TcpConnection own = Objects.requireNonNull(connection);
        if ((how & SENDS) != 0 && !own.sender().isFinishing()) {
          own.finish();
        }
        wakeAll();
      }
    }
    return 0;
  }

  @Override
  public int readiness() {
    TcpListener known = listener;
    if (known != null) {
      return known.isEmpty() ? 0 : POLLIN | POLLRDNORM;
    }
    return super.readiness();
  }

  @Override
  public Wait mayBecomeReady() {
    return TcpWaits.mayBecomeReady(this);
  }

  @Override
  protected void release() {
    stopListening();
    TcpConnection own = connection;
    if (own != null) {
      long unread = own.receiver().discard();
      discarded += unread;
      boolean aborts = unread > 0 || options().lingers && options().lingerSeconds == 0;
      if (aborts && state().isSynchronised()) {
        own.abort();
      } else if (own.state() != TcpState.CLOSED) {
        own.orphan();
      }
    }
    unbind();
  }

  @Override
  byte[] info() {
    return TcpInfo.of(this, sockets.profile());
  }

  @Override
  TcpState stateShown() {
    return isListening()
        ? TcpState.LISTEN
        : connection == null ? TcpState.CLOSED : connection.state();
  }

  @Override
  public String label() {
    return "TCP "
        + (isListening() || connection == null
            ? "port " + local().port()
            : local() + " to " + remote());
  }
}
