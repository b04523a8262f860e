package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.Control;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/// The options of `IPPROTO_IP` (`ip(7)`): what is told of datagrams beside their bytes. Others are
/// only kept.
final class IpOptions {
  /// Those there are, with their defaults: `IP_TOS`, `IP_TTL`, `IP_PKTINFO`, `IP_MTU_DISCOVER`,
  /// `IP_RECVERR`, `IP_RECVTTL`, `IP_RECVTOS`, `IP_FREEBIND`, `IP_TRANSPARENT`.
  private static final Map<Integer, Integer> USUAL =
      Map.of(1, 0, 2, 64, 8, 0, 10, 1, 11, 0, 12, 0, 13, 0, 15, 0, 19, 0);

  static final int TOS = 1;
  static final int TTL = 2;
  static final int PKTINFO = 8;
  private static final int RECVTTL = 12;
  private static final int RECVTOS = 13;

  /// Bytes of `struct in_pktinfo`.
  private static final int PKTINFO_SIZE = 12;

  private static final int MTU_DISCOVER = 10;
  private static final int FREEBIND = 15;
  private static final int USUAL_TTL = 64;

  /// The largest value of `IP_MTU_DISCOVER`: `IP_PMTUDISC_OMIT`.
  private static final int MOST_DISCOVERY = 5;

  private static final int BYTE = 0xFF;

  /// The bits of `IP_TOS` that TCP itself uses.
  private static final int CONGESTION = 3;

  private IpOptions() {}

  static int number(InetSocket socket, int name) {
    return socket.ipOptions().getOrDefault(name, USUAL.getOrDefault(name, 0));
  }

  /// Tells of a datagram what the options of its receiver ask for.
  static void tell(InetSocket receiver, Datagram datagram, List<Control> control) {
    if (receiver.ipOptions().isEmpty()) {
      return;
    }
    if (number(receiver, PKTINFO) != 0) {
      int to = Integer.reverseBytes(datagram.to().address());
      ByteBuffer info = ByteBuffer.allocate(PKTINFO_SIZE).order(ByteOrder.LITTLE_ENDIAN);
      boolean local = datagram.sender().host() == receiver.host();
      info.putInt(!datagram.placed ? 0 : local ? 1 : 2).putInt(datagram.placed ? to : 0);
      control.add(new Control(InetSocket.IPPROTO_IP, PKTINFO, info.putInt(to).array()));
    }
    if (number(receiver, RECVTTL) != 0) {
      byte[] hops = InetSocket.number(datagram.hops);
      control.add(new Control(InetSocket.IPPROTO_IP, TTL, hops));
    }
    if (number(receiver, RECVTOS) != 0) {
      byte[] service = {(byte) datagram.service};
      control.add(new Control(InetSocket.IPPROTO_IP, TOS, service));
    }
  }

  static byte[] get(InetSocket socket, int name) throws SocketError {
    if (!USUAL.containsKey(name)) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    return InetSocket.number(number(socket, name));
  }

  static void set(InetSocket socket, int name, byte[] value) throws SocketError {
    if (!USUAL.containsKey(name)) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    if (value.length == 0 && (name == TTL || name == FREEBIND)) {
      throw new SocketError(Errno.EINVAL);
    }
    int number = number(value);
    boolean isWrong =
        switch (name) {
          case TTL -> number == 0 || number > BYTE || number < -1;
          case MTU_DISCOVER -> number < 0 || number > MOST_DISCOVERY;
          default -> false;
        };
    if (isWrong) {
      throw new SocketError(Errno.EINVAL);
    }
    int kept =
        switch (name) {
          case TTL -> number == -1 ? USUAL_TTL : number;
          case TOS -> number & (socket.type() == SocketType.STREAM ? BYTE & ~CONGESTION : BYTE);
          case MTU_DISCOVER -> number;
          default -> number != 0 ? 1 : 0;
        };
    socket.ipOptions().put(name, kept);
  }

  /// A number of four bytes, or of one if there are no more, or 0.
  private static int number(byte[] value) throws SocketError {
    return value.length == 0
        ? 0
        : value.length < Integer.BYTES ? value[0] & BYTE : InetSocket.number(value);
  }
}
