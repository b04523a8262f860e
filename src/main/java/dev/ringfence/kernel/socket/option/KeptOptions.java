package dev.ringfence.kernel.socket.option;

import static java.util.Map.entry;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import java.util.Map;

/// The options of `SOL_SOCKET` that are numbers with the ranges and permissions that Linux has, and
/// are only kept: what they would change is not there.
final class KeptOptions {
  /// Which sockets have an option.
  private enum Whose {
    ALL,
    UNIX,
    INET,
    TCP
  }

  /// What Linux asks of a number.
  ///
  /// @param usual what it is at first
  private record Kept(Whose whose, int usual, int least, int most) {
    boolean isSwitch() {
      return most == SWITCH;
    }
  }

  /// The most of a switch, which any number sets but 0.
  private static final int SWITCH = 0;

  private static final int MARK = 36;
  private static final int LOCK_FILTER = 44;
  private static final int BINDTOIFINDEX = 62;
  private static final int PREFER_BUSY_POLL = 69;
  private static final int TXREHASH = 74;

  private static final Kept FLAG = new Kept(Whose.ALL, 0, 0, SWITCH);
  private static final Kept NATURAL = new Kept(Whose.ALL, 0, 0, Integer.MAX_VALUE);

  /// `SO_PASSSEC`, `SO_MARK`, `SO_WIFI_STATUS`, `SO_NOFCS`, `SO_LOCK_FILTER`,
  /// `SO_SELECT_ERR_QUEUE`, `SO_BUSY_POLL`, `SO_INCOMING_CPU`, `SO_ZEROCOPY`, `SO_BINDTOIFINDEX`,
  /// `SO_PREFER_BUSY_POLL`, `SO_BUF_LOCK`, `SO_TXREHASH`, `SO_RCVMARK`, `SO_PASSPIDFD`.
  private static final Map<Integer, Kept> ALL =
      Map.ofEntries(
          entry(34, new Kept(Whose.UNIX, 0, 0, SWITCH)),
          entry(MARK, new Kept(Whose.ALL, 0, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          entry(41, FLAG),
          entry(43, FLAG),
          entry(LOCK_FILTER, FLAG),
          entry(45, FLAG),
          entry(46, NATURAL),
          entry(49, new Kept(Whose.ALL, -1, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          entry(60, new Kept(Whose.INET, 0, 0, 1)),
          entry(BINDTOIFINDEX, NATURAL),
          entry(PREFER_BUSY_POLL, FLAG),
          entry(72, new Kept(Whose.ALL, 0, 0, 3)),
          entry(TXREHASH, new Kept(Whose.TCP, 1, -1, 1)),
          entry(75, FLAG),
          entry(76, new Kept(Whose.UNIX, 0, 0, SWITCH)));

  private KeptOptions() {}

  static boolean has(int name) {
    return ALL.containsKey(name);
  }

  private static Kept of(int name) {
    Kept kept = ALL.get(name);
    if (kept == null) {
      throw new IllegalArgumentException("no option " + name);
    }
    return kept;
  }

  private static boolean isFor(Socket socket, Kept kept) {
    boolean inet = socket.family().hasPorts();
    return switch (kept.whose) {
      case ALL -> true;
      case UNIX -> !inet;
      case INET -> inet;
      case TCP -> inet && socket.type() == SocketType.STREAM;
    };
  }

  /// Its number.
  static int get(Socket socket, int name) throws SocketError {
    Kept kept = of(name);
    if (kept.whose != Whose.INET && !isFor(socket, kept)) {
      throw new SocketError(Errno.EOPNOTSUPP);
    }
    return socket.options().number(name, kept.usual);
  }

  static void set(Socket socket, int name, int number, Credentials who) throws SocketError {
    Kept kept = of(name);
    if (!isFor(socket, kept)) {
      throw new SocketError(Errno.EOPNOTSUPP);
    }
    boolean bound = name == BINDTOIFINDEX && socket.options().isOn(name);
    if (bound && !who.has(Capability.NET_RAW)) {
      throw new SocketError(Errno.EPERM);
    }
    if (!kept.isSwitch() && (number < kept.least || number > kept.most)) {
      throw new SocketError(Errno.EINVAL);
    }
    if (!may(socket, name, number, who)) {
      throw new SocketError(Errno.EPERM);
    }
    boolean usual = name == TXREHASH && number < 0;
    int value = kept.isSwitch() ? (number != 0 ? 1 : 0) : usual ? kept.usual : number;
    socket.options().set(name, value);
  }

  private static boolean may(Socket socket, int name, int number, Credentials who) {
    return switch (name) {
      case MARK -> who.has(Capability.NET_RAW) || who.has(Capability.NET_ADMIN);
      case PREFER_BUSY_POLL -> number == 0 || who.has(Capability.NET_ADMIN);
      case LOCK_FILTER -> number != 0 || !socket.options().isOn(LOCK_FILTER);
      default -> true;
    };
  }
}
