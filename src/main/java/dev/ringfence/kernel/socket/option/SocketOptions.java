package dev.ringfence.kernel.socket.option;

import dev.ringfence.kernel.socket.SocketLimits;
import dev.ringfence.kernel.socket.Sockets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What can be set of a socket of any family: the options of `SOL_SOCKET` (`socket(7)`).
public final class SocketOptions {
  public static final int SOL_SOCKET = 1;
  public static final int DEBUG = 1;
  public static final int REUSEADDR = 2;
  public static final int TYPE = 3;
  public static final int ERROR = 4;
  public static final int DONTROUTE = 5;
  public static final int BROADCAST = 6;
  public static final int SNDBUF = 7;
  public static final int RCVBUF = 8;
  public static final int KEEPALIVE = 9;
  public static final int OOBINLINE = 10;
  static final int NO_CHECK = 11;
  public static final int PRIORITY = 12;
  public static final int LINGER = 13;
  static final int BSDCOMPAT = 14;
  public static final int REUSEPORT = 15;
  public static final int PASSCRED = 16;
  public static final int PEERCRED = 17;
  public static final int RCVLOWAT = 18;
  public static final int SNDLOWAT = 19;
  public static final int RCVTIMEO = 20;
  public static final int SNDTIMEO = 21;
  public static final int RXQ_OVFL = 40;
  public static final int ACCEPTCONN = 30;
  public static final int PROTOCOL = 38;
  public static final int DOMAIN = 39;
  public static final int PEEK_OFF = 42;
  public static final int BINDTODEVICE = 25;
  static final int ATTACH_FILTER = 26;
  static final int PEERNAME = 28;
  static final int SNDBUFFORCE = 32;
  static final int RCVBUFFORCE = 33;
  static final int MAX_PACING_RATE = 47;
  static final int BPF_EXTENSIONS = 48;
  static final int CNX_ADVICE = 53;
  static final int MEMINFO = 55;
  static final int INCOMING_NAPI_ID = 56;
  static final int COOKIE = 57;
  static final int PEERGROUPS = 59;
  static final int RCVTIMEO_NEW = 66;
  static final int SNDTIMEO_NEW = 67;
  static final int RESERVE_MEM = 73;

  /// The least that `SO_SNDBUF` and `SO_RCVBUF` can be: `SOCK_MIN_SNDBUF`, `SOCK_MIN_RCVBUF`.
  static final int MIN_SEND_BUFFER = 4608;

  static final int MIN_RECEIVE_BUFFER = 2304;

  private static final Set<Integer> SWITCHES =
      Set.of(
          DEBUG, REUSEADDR, DONTROUTE, BROADCAST, KEEPALIVE, OOBINLINE, NO_CHECK, REUSEPORT,
          PASSCRED, RXQ_OVFL);

  final Sockets sockets;

  /// Bytes that may be in flight, with what the kernel needs to keep them.
  public int sendBuffer;

  public int receiveBuffer;

  /// How long a call waits, in cycles; `Long.MAX_VALUE` without an end.
  public long sendTimeout = Long.MAX_VALUE;

  public long receiveTimeout = Long.MAX_VALUE;

  /// How many bytes `recv(2)` waits for, and a poll.
  public int receiveLow = 1;

  /// Where the next look at what is there (`MSG_PEEK`) begins, in bytes; negative if always at the
  /// first.
  public int peekOffset = -1;

  /// Whether closing waits for what is unsent, and for how many seconds.
  public boolean lingers;

  public int lingerSeconds;

  /// The interface that it is bound to, or nothing.
  String device = "";

  /// Bytes a second that it sends at most, which nobody looks at; -1 for no limit.
  long pacingRate = -1;

  /// Those that are a number and mean nothing to most families.
  private final Map<Integer, Integer> numbers = new HashMap<>();

  /// When what is received has come.
  public final Timestamps timestamps;

  public SocketOptions(Sockets sockets) {
    this.sockets = sockets;
    SocketLimits limits = sockets.limits();
    timestamps = new Timestamps(sockets);
    sendBuffer = limits.sendBuffer();
    receiveBuffer = limits.receiveBuffer();
  }

  /// Takes over what another has, as the sockets that are accepted do.
  public void copy(SocketOptions other) {
    sendBuffer = other.sendBuffer;
    receiveBuffer = other.receiveBuffer;
    sendTimeout = other.sendTimeout;
    receiveTimeout = other.receiveTimeout;
    receiveLow = other.receiveLow;
    peekOffset = other.peekOffset;
    lingers = other.lingers;
    lingerSeconds = other.lingerSeconds;
    numbers.putAll(other.numbers);
    device = other.device;
    pacingRate = other.pacingRate;
    timestamps.copy(other.timestamps);
  }

  /// Somebody has looked at bytes, or has taken them.
  public void seen(long bytes, boolean stay) {
    if (peekOffset >= 0) {
      peekOffset =
          (int) Math.clamp(stay ? peekOffset + bytes : peekOffset - bytes, 0, Integer.MAX_VALUE);
    }
  }

  /// Whether it is a number or a switch that all sockets have, though it may mean nothing to them.
  static boolean isSwitch(int name) {
    return SWITCHES.contains(name) || isNumber(name);
  }

  static boolean isNumber(int name) {
    return name == PRIORITY;
  }

  /// An option that is a number or a switch, 0 unless it was set.
  public int number(int name) {
    return number(name, 0);
  }

  int number(int name, int usual) {
    return numbers.getOrDefault(name, usual);
  }

  public boolean isOn(int name) {
    return number(name) != 0;
  }

  /// Takes over what a connection has of the socket that listened for it.
  public void inherit(SocketOptions other) {
    if (other.isOn(PASSCRED)) {
      set(PASSCRED, 1);
    }
  }

  void set(int name, int value) {
    numbers.put(name, value);
  }
}
