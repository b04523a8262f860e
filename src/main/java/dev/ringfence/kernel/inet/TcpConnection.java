package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import org.jspecify.annotations.Nullable;

/// One end of a TCP connection (`tcp(7)`, RFC 9293), which may outlive its socket.
///
/// Between hosts what is not acknowledged in time is sent again, each time after twice as long;
/// within a host nothing gets lost but requests for connections that find no room. There is no
/// control of congestion: as much is sent as the other end has room for.
public final class TcpConnection extends TcpEnd {
  /// How often data is sent again when there is no socket any more.
  private static final int ORPHAN_RETRIES = 8;

  /// Seconds in `TIME_WAIT`, and in `FIN_WAIT_2` without a socket.
  private static final int REST = 60;

  /// Whether the socket at which it came has its port with others.
  private final boolean reusable;

  /// @param listener where it comes to, or null for one that is asked for
  TcpConnection(
      Host host,
      Endpoint local,
      Endpoint remote,
      TcpSettings settings,
      @Nullable TcpListener listener) {
    super(host, local, remote, settings, listener);
    reusable = listener != null && listener.socket().isReusable();
    host.enter(this);
  }

  boolean shares(InetSocket socket) {
    TcpSocket own = owner;
    boolean allows = own == null ? reusable : own.isReusable();
    return allows && socket.isReusable();
  }

  /// Belongs to a socket from now on.
  void belongTo(TcpSocket socket) {
    owner = socket;
    room = socket.room();
    listener = null;
  }

  /// Asks for the connection.
  void open() {
    state = TcpState.SYN_SENT;
    request();
  }

  private void request() {
    await(requestWait());
    boolean answers = state == TcpState.SYN_RECEIVED;
    emit(Segment.SYN | (answers ? Segment.ACK : 0), 0, Segment.NO_DATA);
  }

  /// Answers a request for it.
  void answer(Segment request) {
    state = TcpState.SYN_RECEIVED;
    receiver.synchronise();
    sender.synchronise(request.window());
    request();
  }

  @Override
  void expired() {
    boolean requests = state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
    NetworkSettings network = host.network().settings();
    int data = owner == null ? Math.min(ORPHAN_RETRIES, network.retries()) : network.retries();
    int most = requests ? settings.synRetries(network) : data;
    if (retries++ >= most) {
      fail(Errno.ETIMEDOUT);
    } else if (requests) {
      counts.repeats();
      request();
    } else {
      counts.repeats();
      sender.repeat(segment(), this::emit);
      await(dataWait());
    }
  }

  /// A segment has come for it.
  void receive(Segment segment) {
    counts.received(segment, host.network().now());
    if (state == TcpState.SYN_SENT) {
      receiveAnswer(segment);
    } else if (segment.has(Segment.RST)) {
      reset();
    } else if (segment.has(Segment.SYN) && !segment.has(Segment.ACK)) {
      if (state == TcpState.SYN_RECEIVED) {
        request();
      } else {
        acknowledge();
      }
    } else if (segment.has(Segment.ACK)) {
      if (state == TcpState.SYN_RECEIVED) {
        established(segment);
      }
      boolean news = receiveAcknowledgement(segment);
      receiveData(segment, news);
    }
  }

  private void receiveAnswer(Segment segment) {
    if (segment.has(Segment.RST)) {
      if (segment.has(Segment.ACK)) {
        fail(Errno.ECONNREFUSED);
      }
    } else if (segment.has(Segment.SYN)) {
      receiver.synchronise();
      sender.synchronise(segment.window());
      if (segment.has(Segment.ACK)) {
        established(segment);
        acknowledge();
      } else {
        state = TcpState.SYN_RECEIVED;
        request();
      }
    }
  }

  private void established(Segment segment) {
    state = TcpState.ESTABLISHED;
    sender.synchronise(segment.window());
    retries = 0;
    alarm.cancel();
    TcpListener waits = listener;
    if (owner != null) {
      owner.connected();
    } else if (waits != null) {
      waits.made(this);
    }
    transmit();
    settle();
  }

  /// @return whether it acknowledges anything
  private boolean receiveAcknowledgement(Segment segment) {
    boolean plain = segment.data().length == 0 && !segment.has(Segment.FIN);
    boolean acknowledges = sender.acknowledged(segment.ack(), segment.window(), plain);
    if (acknowledges) {
      retries = 0;
      alarm.cancel();
      if (owner != null) {
        owner.roomCame();
      }
    }
    if (sender.mustRepeat()) {
      counts.repeats();
      sender.repeat(segment(), this::emit);
    }
    if (sender.isFinishing() && sender.isSettled()) {
      finished();
    }
    // What comes with data is acknowledged by what is sent then.
    if (plain) {
      transmit();
    }
    // Within a host nothing was under way, so that nobody is judged otherwise.
    if (!isLocal && !isBusy()) {
      settle();
    }
    return acknowledges;
  }

  /// The end that it has sent is acknowledged.
  private void finished() {
    switch (state) {
      case FIN_WAIT_1 -> {
        state = TcpState.FIN_WAIT_2;
        if (owner == null) {
          expire();
        }
      }
      case CLOSING -> timeWait();
      case LAST_ACK -> {
        close();
        if (owner != null) {
          owner.ended();
        }
      }
      default -> {}
    }
  }

  /// @param acknowledges whether it acknowledges anything
  private void receiveData(Segment segment, boolean acknowledges) {
    boolean has = segment.data().length > 0 || segment.has(Segment.FIN);
    if (!has || !state.isSynchronised()) {
      return;
    }
    if (owner == null && listener == null && segment.data().length > 0) {
      abort();
      return;
    }
    boolean ended = receiver.isFinished();
    boolean urges = segment.has(Segment.URG) || receiver.urgent() != null;
    boolean news = urges && receiveUrgent(segment);
    if (isRefused(segment)) {
      emit(Segment.RST | Segment.ACK, sender.next(), Segment.NO_DATA);
      fail(Errno.ECONNRESET);
      return;
    }
    long before = receiver.next();
    news |= receiver.receive(segment, room);
    if (receiver.isFinished() && !ended) {
      delayedAck.finished();
      peerFinished();
    }
    boolean inOrder = !segment.has(Segment.FIN) && receiver.isInOrder();
    int length = (int) (receiver.next() - before);
    boolean now = !inOrder || length == 0 || delayedAck.came(length, receiver.next(), room);
    if (acknowledges || !sender.isHolding() || segment.has(Segment.FIN | Segment.URG)) {
      transmit();
    }
    if (now && (!inOrder || length == 0 || delayedAck.isOwing())) {
      acknowledge();
    }
    if (news && owner != null) {
      owner.inputCame(receiver.isFinished());
    }
  }

  /// Whether a segment has data that nobody will receive: its socket is shut down both ways.
  private boolean isRefused(Segment segment) {
    boolean finishing = state == TcpState.FIN_WAIT_1 || state == TcpState.FIN_WAIT_2;
    return finishing
        && owner != null
        && owner.receivesNoMore()
        && segment.data().length > 0
        && segment.seq() + segment.data().length > receiver.next();
  }

  /// Looks for urgent data in a segment, of which the owner is told by a signal.
  ///
  /// @return whether there is more to receive
  private boolean receiveUrgent(Segment segment) {
    TcpSocket options = owner == null && listener != null ? listener.socket() : owner;
    int news = receiver.urge(segment, options != null && options.isInline());
    if ((news & TcpUrgent.MARKED) != 0 && owner != null) {
      owner.urged();
    }
    boolean came = (news & TcpUrgent.CAME) != 0;
    if (came && owner != null) {
      owner.urgentCame();
    }
    return came;
  }

  private void peerFinished() {
    switch (state) {
      case ESTABLISHED -> state = TcpState.CLOSE_WAIT;
      case FIN_WAIT_1 -> state = TcpState.CLOSING;
      case FIN_WAIT_2 -> timeWait();
      default -> {}
    }
  }

  private void timeWait() {
    state = TcpState.TIME_WAIT;
    rest();
    expire();
    if (owner != null) {
      owner.ended();
    }
  }

  private void expire() {
    over = host.network().now() + host.network().seconds(REST);
  }

  private void reset() {
    Errno why =
        switch (state) {
          case CLOSE_WAIT -> Errno.EPIPE;
          case SYN_RECEIVED -> Errno.ECONNREFUSED;
          default -> Errno.ECONNRESET;
        };
    if (state != TcpState.TIME_WAIT) {
      fail(why);
    }
  }

  private void fail(Errno why) {
    TcpSocket told = owner;
    boolean requested = state == TcpState.SYN_SENT;
    close();
    if (told != null) {
      told.failed(why);
    }
    if (requested) {
      tellAcceptor();
    }
  }

  /// Whoever would have accepted it waits for it no more.
  private void tellAcceptor() {
    Host there = host.network().at(remote.address(), host);
    TcpSocket socket = there == null ? null : there.listenerAt(remote, local);
    if (socket != null) {
      socket.lookAgain();
    }
  }

  /// Tells the other end that no more follows.
  void finish() {
    sender.finish();
    state =
        switch (state) {
          case ESTABLISHED -> TcpState.FIN_WAIT_1;
          case CLOSE_WAIT -> TcpState.LAST_ACK;
          default -> state;
        };
    transmit();
  }

  /// Its socket is closed, and has nothing unread.
  void orphan() {
    owner = null;
    if (state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED) {
      boolean requested = state == TcpState.SYN_SENT;
      close();
      if (requested) {
        tellAcceptor();
      }
    } else if (state == TcpState.FIN_WAIT_2) {
      expire();
    } else {
      finish();
    }
  }

  /// Ends it at once, and tells the other end.
  void abort() {
    if (state.isSynchronised() && state != TcpState.TIME_WAIT || state == TcpState.SYN_RECEIVED) {
      emit(Segment.RST | Segment.ACK, sender.next(), Segment.NO_DATA);
    }
    close();
  }

  private void close() {
    TcpListener waits = listener;
    state = TcpState.CLOSED;
    rest();
    host.leave(this);
    if (waits != null) {
      waits.failed(this);
    }
  }

  /// Bytes have been taken: acknowledges them or tells the other end of the room when it is due.
  void taken() {
    boolean due = delayedAck.isDueAfterReading(receiver.next(), receiver.available() == 0);
    if (state.isSynchronised() && (due || receiver.hasNewRoom(room))) {
      acknowledge();
    }
  }
}
