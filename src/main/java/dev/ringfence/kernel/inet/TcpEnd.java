package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.sched.Alarm;
import org.jspecify.annotations.Nullable;

/// One end of a TCP connection as far as segments leave it: what it has to send and has received,
/// what is on its way, and the alarm that has them be sent again.
abstract class TcpEnd {
  /// The most data of a segment: what fits a frame of Ethernet, and the loopback interface.
  private static final int SEGMENT = 1460;

  private static final int LOCAL_SEGMENT = 65_483;

  /// Milliseconds after which a request is sent again first, and what is added to the round trip
  /// time of data, and the most.
  private static final int FIRST_WAIT = 1000;

  private static final int LEAST_WAIT = 200;
  private static final int MOST_WAIT = 120_000;

  private static final long NEVER = Long.MAX_VALUE;

  final Host host;
  final Endpoint local;
  final Endpoint remote;
  final TcpSettings settings;
  final boolean isLocal;
  final Alarm alarm = new Alarm(0, this::expired);

  /// Has what waits be sent, though nothing that was sent is still to be acknowledged.
  private final Alarm patience = new Alarm(0, this::losePatience);

  final DelayedAck delayedAck;
  final TcpSender sender = new TcpSender();
  final TcpReceiver receiver = new TcpReceiver();
  @Nullable TcpListener listener;
  @Nullable TcpSocket owner;
  TcpState state = TcpState.CLOSED;
  long room;
  int retries;
  final TcpCounts counts;

  /// Whether the other end has asked for the connection.
  boolean wasAsked;

  private int underWay;
  long over = NEVER;

  /// @param listener where it comes to, or null for one that is asked for
  TcpEnd(
      Host host,
      Endpoint local,
      Endpoint remote,
      TcpSettings settings,
      @Nullable TcpListener listener) {
    this.host = host;
    this.local = local;
    this.remote = remote;
    this.settings = settings;
    this.listener = listener;
    Network network = host.network();
    counts = new TcpCounts(network.now());
    wasAsked = listener != null;
    isLocal = network.at(remote.address(), host) == host;
    room = listener == null ? 0 : listener.socket().room();
    delayedAck = new DelayedAck(this, !settings.isOn(TcpSettings.QUICKACK));
  }

  /// Nothing has been acknowledged in time.
  abstract void expired();

  public Endpoint local() {
    return local;
  }

  public Endpoint remote() {
    return remote;
  }

  public TcpState state() {
    return state;
  }

  /// The socket that it belongs to, or null if that is closed or not accepted yet.
  public @Nullable TcpSocket owner() {
    return owner;
  }

  TcpSender sender() {
    return sender;
  }

  TcpReceiver receiver() {
    return receiver;
  }

  /// The socket at which it waits to be accepted, or null.
  @Nullable TcpSocket acceptor() {
    return owner == null && listener != null ? listener.socket() : null;
  }

  /// The other end, or null if it is not there any more.
  @Nullable TcpConnection other() {
    Host there = host.network().at(remote.address(), host);
    return there == null ? null : there.connection(remote, local);
  }

  /// Whether something is on its way, or a timer is set: so something may happen by itself.
  boolean isBusy() {
    return underWay > 0 || alarm.isSet() || patience.isSet();
  }

  /// Whether its time is up.
  boolean isOver(long now) {
    return now >= over;
  }

  /// The most data of a segment.
  int segment() {
    return isLocal ? LOCAL_SEGMENT : SEGMENT;
  }

  long requestWait() {
    return host.network().cycles(Math.min((long) FIRST_WAIT << Math.min(retries, 16), MOST_WAIT));
  }

  final void await(long cycles) {
    set(alarm, cycles);
  }

  final void set(Alarm which, long cycles) {
    host.network().scheduler().set(which, host.network().now() + Math.max(1, cycles));
  }

  /// The round trip that was measured, or 0.
  final long roundTrip() {
    return Math.max(0, counts.roundTrip);
  }

  final void emit(int flags, long seq, byte[] data) {
    Segment segment =
        new Segment(local, remote, flags, seq, receiver.next(), receiver.window(room), data);
    counts.sent(segment, host.network().now());
    if (segment.has(Segment.ACK)) {
      delayedAck.sent(segment.ack(), data.length > 0);
    }
    if (host.send(segment, this::arrived)) {
      underWay++;
    }
  }

  /// A segment that was under way has arrived.
  private void arrived() {
    if (!isLocal) {
      underWay--;
      settle();
    }
  }

  /// When nothing more happens by itself, those who wait at either end are judged anew.
  final void settle() {
    if (!isBusy()) {
      lookAgain(this);
      TcpConnection far = other();
      if (far != null) {
        lookAgain(far);
      }
    }
  }

  /// A timer has had something be sent, or will not: who relied on that is judged anew.
  final void timerWasHeard() {
    TcpConnection far = other();
    if (isLocal && owner != null) {
      owner.lookAgainInOrder();
    }
    if (isLocal && far != null && far.owner != null) {
      far.owner.lookAgainInOrder();
    }
  }

  private static void lookAgain(TcpEnd end) {
    if (end.owner != null) {
      end.owner.lookAgain();
    }
  }

  final void acknowledge() {
    emit(Segment.ACK, sender.next(), Segment.NO_DATA);
  }

  /// Sends what there is room for and its socket's options have go, and has it be sent again
  /// if that is not acknowledged in time.
  void transmit() {
    transmit(rule());
  }

  final void transmit(TcpSender.Rule rule) {
    if (state.sends()) {
      sender.transmit(segment(), rule, this::emit);
      watch();
      if (!sender.isHoldingAlone()) {
        if (patience.isSet()) {
          patience.cancel();
          timerWasHeard();
        }
      } else if (!patience.isSet()) {
        set(patience, dataWait());
      }
    }
  }

  private TcpSender.Rule rule() {
    TcpSettings now = owner == null ? settings : owner.settings;
    return now.isOn(TcpSettings.CORK)
        ? TcpSender.Rule.CORK
        : now.isOn(TcpSettings.NODELAY) ? TcpSender.Rule.NONE : TcpSender.Rule.NAGLE;
  }

  /// Whether the other end has sent as much as it may without an acknowledgement. Linux's buffers
  /// have grown by then.
  final boolean holdsUpOther() {
    TcpConnection far = isLocal ? other() : null;
    TcpSocket sending = far == null ? null : far.owner;
    return far != null
        && sending != null
        && far.sender.unacknowledged() >= sending.options().sendBuffer;
  }

  /// Sends what there is room for in any case.
  final void push() {
    transmit(TcpSender.Rule.NONE);
  }

  private void losePatience() {
    push();
    timerWasHeard();
  }

  /// An option of its socket was set.
  final void optionChanged(int name, int value, TcpSettings now) {
    boolean delays = !now.isOn(TcpSettings.NODELAY);
    switch (name) {
      case TcpSettings.NODELAY -> release(value != 0, value != 0);
      case TcpSettings.CORK -> release(value == 0, value == 0 && !delays);
      case TcpSettings.QUICKACK -> {
        if (delayedAck.hurries(value, receiver.next(), receiver.available() == 0)) {
          acknowledge();
        }
      }
      default -> {}
    }
  }

  private void release(boolean sends, boolean inAnyCase) {
    if (inAnyCase) {
      sender.push();
    }
    if (sends) {
      transmit();
    }
  }

  final void emit(long seq, byte[] data, boolean finishes) {
    emit(Segment.ACK | sender.urgency(seq) | (finishes ? Segment.FIN : 0), seq, data);
  }

  private void watch() {
    if (isLocal || sender.isSettled()) {
      cancel();
    } else if (!alarm.isSet()) {
      await(dataWait());
    }
  }

  /// Nothing more is sent by itself.
  final void rest() {
    patience.cancel();
    delayedAck.cancel();
    cancel();
  }

  final void cancel() {
    if (alarm.isSet()) {
      alarm.cancel();
      settle();
    }
  }

  final long dataWait() {
    long wait = Math.min((long) LEAST_WAIT << Math.min(retries, 16), MOST_WAIT);
    return host.network().cycles(wait) + host.network().roundTrip();
  }
}
