package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.SocketError;
import java.util.Map;
import java.util.TreeMap;

/// The options of a TCP socket (`tcp(7)`), which the connections that it accepts have, too.
///
/// All but `TCP_SYNCNT` are only kept: nothing is delayed that these would hasten, and idle
/// connections are not probed.
final class TcpSettings {
  static final int IPPROTO_TCP = 6;
  private static final int MAXSEG = 2;
  private static final int SYNCNT = 7;
  private static final int INFO = 11;

  /// The segments of a connection that is not made yet, and of one within a host.
  private static final int DEFAULT_SEGMENT = 536;

  /// Options that are numbers, with their defaults on Linux: `TCP_NODELAY`, `TCP_CORK`,
  /// `TCP_KEEPIDLE`, `TCP_KEEPINTVL`, `TCP_KEEPCNT`, `TCP_SYNCNT`, `TCP_LINGER2`,
  /// `TCP_DEFER_ACCEPT`, `TCP_WINDOW_CLAMP`, `TCP_QUICKACK`, `TCP_USER_TIMEOUT`.
  private static final Map<Integer, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry(1, 0),
          Map.entry(3, 0),
          Map.entry(4, 7200),
          Map.entry(5, 75),
          Map.entry(6, 9),
          Map.entry(SYNCNT, 6),
          Map.entry(8, 60),
          Map.entry(9, 0),
          Map.entry(10, 0),
          Map.entry(12, 1),
          Map.entry(18, 0));

  private final Map<Integer, Integer> set = new TreeMap<>();

  TcpSettings copy() {
    TcpSettings copy = new TcpSettings();
    copy.set.putAll(set);
    return copy;
  }

  /// How often a request for a connection is sent again.
  int synRetries(NetworkSettings network) {
    return set.getOrDefault(SYNCNT, network.synRetries());
  }

  byte[] get(int name, int segment) throws SocketError {
    if (name == MAXSEG) {
      return InetSocket.number(segment == 0 ? DEFAULT_SEGMENT : segment);
    }
    if (name == INFO) {
      throw new SocketError(Errno.EOPNOTSUPP);
    }
    Integer usual = NUMBERS.get(name);
    if (usual == null) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    return InetSocket.number(set.getOrDefault(name, usual));
  }

  void set(int name, byte[] value) throws SocketError {
    int number = InetSocket.number(value);
    if (name == MAXSEG) {
      return;
    }
    if (!NUMBERS.containsKey(name)) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    boolean isSwitch = name == 1 || name == 3 || name == 12;
    boolean counts = name >= 4 && name <= SYNCNT;
    int most = name == SYNCNT || name == 6 ? 127 : Short.MAX_VALUE;
    if (counts && (number < 1 || number > most)) {
      throw new SocketError(Errno.EINVAL);
    }
    set.put(name, isSwitch ? (number != 0 ? 1 : 0) : number);
  }
}
