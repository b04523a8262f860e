package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.SocketError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The options of a TCP socket (`tcp(7)`), which the connections that it accepts have, too.
///
/// Those beside `TCP_NODELAY`, `TCP_CORK`, `TCP_QUICKACK` and `TCP_SYNCNT` are only kept: idle
/// connections are not probed, and what the other end has room for is all that congestion is
/// controlled by.
final class TcpSettings {
  static final int IPPROTO_TCP = 6;
  static final int NODELAY = 1;
  private static final int MAXSEG = 2;
  static final int CORK = 3;
  private static final int SYNCNT = 7;
  private static final int LINGER2 = 8;
  private static final int DEFER_ACCEPT = 9;
  private static final int WINDOW_CLAMP = 10;
  static final int INFO = 11;
  static final int QUICKACK = 12;
  static final int CONGESTION = 13;
  private static final int THIN_DUPACK = 17;
  private static final int USER_TIMEOUT = 18;
  private static final int FASTOPEN = 23;
  private static final int SAVE_SYN = 27;
  private static final int ULP = 31;
  private static final int TX_DELAY = 37;
  private static final int MOST_FASTOPEN = 4096;

  /// The least of `TCP_MAXSEG`, and of `TCP_WINDOW_CLAMP`.
  private static final int LEAST_SEGMENT = 88;

  private static final int LEAST_CLAMP = 1152;

  /// Seconds: the most of `TCP_LINGER2` and between two requests, and what the former is at first.
  private static final int MOST_WAIT = 120;

  private static final int USUAL_LINGER2 = 60;
  private static final int MOST_RETRIES = 255;

  /// Bytes of the name of a way to control congestion.
  private static final int NAME = 16;

  /// The segments of a connection that is not made yet, and of one within a host.
  private static final int DEFAULT_SEGMENT = 536;

  /// Options that are numbers, with their defaults on Linux: `TCP_NODELAY`, `TCP_CORK`,
  /// `TCP_KEEPIDLE`, `TCP_KEEPINTVL`, `TCP_KEEPCNT`, `TCP_SYNCNT`, `TCP_LINGER2`,
  /// `TCP_DEFER_ACCEPT`, `TCP_WINDOW_CLAMP`, `TCP_QUICKACK`, `TCP_THIN_LINEAR_TIMEOUTS`,
  /// `TCP_THIN_DUPACK`, `TCP_USER_TIMEOUT`, `TCP_FASTOPEN`, `TCP_NOTSENT_LOWAT`, `TCP_SAVE_SYN`,
  /// `TCP_FASTOPEN_CONNECT`, `TCP_FASTOPEN_NO_COOKIE`, `TCP_INQ`, `TCP_TX_DELAY`.
  private static final Map<Integer, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry(NODELAY, 0),
          Map.entry(CORK, 0),
          Map.entry(4, 7200),
          Map.entry(5, 75),
          Map.entry(6, 9),
          Map.entry(SYNCNT, 6),
          Map.entry(8, 60),
          Map.entry(9, 0),
          Map.entry(10, 0),
          Map.entry(QUICKACK, 1),
          Map.entry(16, 0),
          Map.entry(17, 0),
          Map.entry(18, 0),
          Map.entry(23, 0),
          Map.entry(25, 0),
          Map.entry(27, 0),
          Map.entry(30, 0),
          Map.entry(34, 0),
          Map.entry(36, 0),
          Map.entry(37, 0));

  private final Map<Integer, Integer> set = new TreeMap<>();
  private String congestion = "cubic";

  TcpSettings copy() {
    TcpSettings copy = new TcpSettings();
    copy.set.putAll(set);
    copy.congestion = congestion;
    return copy;
  }

  /// How often a request for a connection is sent again.
  int synRetries(NetworkSettings network) {
    return set.getOrDefault(SYNCNT, network.synRetries());
  }

  /// Whether a switch is on: [#NODELAY], [#CORK], [#QUICKACK].
  boolean isOn(int name) {
    return set.getOrDefault(name, name == QUICKACK ? 1 : 0) != 0;
  }

  byte[] get(int name, int segment) throws SocketError {
    if (name == MAXSEG) {
      int own = set.getOrDefault(MAXSEG, DEFAULT_SEGMENT);
      return InetSocket.number(segment == 0 ? own == 0 ? DEFAULT_SEGMENT : own : segment);
    }
    if (name == CONGESTION) {
      return Arrays.copyOf(congestion.getBytes(StandardCharsets.US_ASCII), NAME);
    }
    if (name == ULP) {
      return new byte[0];
    }
    Integer usual = NUMBERS.get(name);
    if (usual == null) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    return InetSocket.number(set.getOrDefault(name, usual));
  }

  void set(int name, byte[] value) throws SocketError {
    if (name == CONGESTION) {
      congestion(value);
      return;
    }
    if (name == ULP) {
      throw new SocketError(value.length == 0 ? Errno.EINVAL : Errno.ENOENT);
    }
    int number = InetSocket.number(value);
    if (name == MAXSEG) {
      if (number != 0 && (number < LEAST_SEGMENT || number > Short.MAX_VALUE)) {
        throw new SocketError(Errno.EINVAL);
      }
      set.put(name, number);
      return;
    }
    if (!NUMBERS.containsKey(name)) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    boolean isSwitch = name == NODELAY || name == CORK || name == QUICKACK;
    boolean counts = name >= 4 && name <= SYNCNT;
    int most = name == SYNCNT || name == 6 ? 127 : Short.MAX_VALUE;
    boolean wrong =
        switch (name) {
          case USER_TIMEOUT, FASTOPEN, TX_DELAY -> number < 0;
          case 16, THIN_DUPACK, 30, 34, 36 -> number < 0 || number > 1;
          case SAVE_SYN -> number < 0 || number > 2;
          default -> counts && (number < 1 || number > most);
        };
    if (wrong) {
      throw new SocketError(Errno.EINVAL);
    }
    set.put(name, isSwitch ? (number != 0 ? 1 : 0) : kept(name, number));
  }

  private static int kept(int name, int number) {
    return switch (name) {
      case LINGER2 -> number < 0 ? -1 : number == 0 ? USUAL_LINGER2 : Math.min(number, MOST_WAIT);
      case DEFER_ACCEPT -> wholeRetries(number);
      case THIN_DUPACK -> 0;
      case FASTOPEN -> Math.min(number, MOST_FASTOPEN);
      case WINDOW_CLAMP -> number == 0 ? 0 : Math.max(number, LEAST_CLAMP);
      default -> number;
    };
  }

  /// Seconds after which a request would have been repeated so often that these have passed.
  private static int wholeRetries(int seconds) {
    if (seconds <= 0) {
      return 0;
    }
    int period = 1;
    int wait = 1;
    for (int i = 1; seconds > period && i < MOST_RETRIES; i++) {
      wait = Math.min(2 * wait, MOST_WAIT);
      period += wait;
    }
    return period;
  }

  /// Chooses how congestion is controlled, which changes nothing.
  private void congestion(byte[] value) throws SocketError {
    String name = new String(value, StandardCharsets.US_ASCII).split("\0", 2)[0];
    if (value.length == 0) {
      throw new SocketError(Errno.EINVAL);
    }
    if (!name.equals("cubic") && !name.equals("reno")) {
      throw new SocketError(Errno.ENOENT);
    }
    congestion = name;
  }
}
