package dev.ringfence.kernel.inet;

import static java.util.Map.entry;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.socket.Control;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The options of `IPPROTO_IP` (`ip(7)`): what is told of datagrams beside their bytes. Others are
/// only kept.
final class IpOptions {
  /// Those there are, with their defaults: `IP_TOS`, `IP_TTL`, `IP_HDRINCL`, `IP_ROUTER_ALERT`,
  /// `IP_RECVOPTS`, `IP_RETOPTS`, `IP_PKTINFO`, `IP_MTU_DISCOVER`, `IP_RECVERR`, `IP_RECVTTL`,
  /// `IP_RECVTOS`, `IP_FREEBIND`, `IP_PASSSEC`, `IP_TRANSPARENT`, `IP_ORIGDSTADDR`, `IP_MINTTL`,
  /// `IP_NODEFRAG`, `IP_CHECKSUM`, `IP_BIND_ADDRESS_NO_PORT`, `IP_RECVFRAGSIZE`,
  /// `IP_RECVERR_RFC4884`, `IP_MULTICAST_IF`, `IP_MULTICAST_TTL`, `IP_MULTICAST_LOOP`,
  /// `IP_MULTICAST_ALL`, `IP_UNICAST_IF`.
  private static final Map<Integer, Integer> USUAL =
      Map.ofEntries(
          entry(1, 0),
          entry(2, 64),
          entry(3, 0),
          entry(5, 0),
          entry(6, 0),
          entry(7, 0),
          entry(8, 0),
          entry(10, 1),
          entry(11, 0),
          entry(12, 0),
          entry(13, 0),
          entry(15, 0),
          entry(18, 0),
          entry(19, 0),
          entry(20, 0),
          entry(21, 0),
          entry(22, 0),
          entry(23, 0),
          entry(24, 0),
          entry(25, 0),
          entry(26, 0),
          entry(32, 0),
          entry(33, 1),
          entry(34, 1),
          entry(49, 1),
          entry(50, 0));

  static final int TOS = 1;
  static final int TTL = 2;
  static final int PKTINFO = 8;
  private static final int RECVTTL = 12;
  private static final int RECVTOS = 13;

  /// Bytes of `struct in_pktinfo`.
  private static final int PKTINFO_SIZE = 12;

  private static final int MTU_DISCOVER = 10;
  private static final int HDRINCL = 3;
  private static final int OPTIONS = 4;
  private static final int ROUTER_ALERT = 5;
  private static final int MTU = 14;
  private static final int FREEBIND = 15;
  private static final int TRANSPARENT = 19;
  private static final int MINTTL = 21;
  private static final int NODEFRAG = 22;
  private static final int RECVFRAGSIZE = 25;
  private static final int RECVERR_RFC4884 = 26;
  static final int MULTICAST_IF = 32;
  private static final int MULTICAST_TTL = 33;
  private static final int MULTICAST_LOOP = 34;
  private static final int MULTICAST_ALL = 49;
  private static final int UNICAST_IF = 50;

  /// Those that streams do not have.
  private static final Set<Integer> IN_DATAGRAMS =
      Set.of(RECVFRAGSIZE, MULTICAST_IF, MULTICAST_TTL);

  /// Bytes of the largest packet within a host.
  private static final int LOOPBACK_MTU = 65536;

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
    if (name == OPTIONS) {
      return new byte[0];
    }
    if (name == MTU) {
      socket.peerName();
      return InetSocket.number(LOOPBACK_MTU);
    }
    if (!USUAL.containsKey(name)) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    return InetSocket.number(number(socket, name));
  }

  static void set(InetSocket socket, int name, byte[] value, Credentials who) throws SocketError {
    boolean raw = name == HDRINCL || name == NODEFRAG;
    if (!USUAL.containsKey(name) || raw) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    boolean stream = socket.type() == SocketType.STREAM;
    if (value.length < least(name) || stream && IN_DATAGRAMS.contains(name)) {
      throw new SocketError(Errno.EINVAL);
    }
    if (name == UNICAST_IF && value.length != Integer.BYTES) {
      throw new SocketError(Errno.EINVAL);
    }
    // Of a structure the second member is the interface's address.
    boolean structure = name == MULTICAST_IF && value.length >= 2 * Integer.BYTES;
    int number = number(structure ? Arrays.copyOfRange(value, Integer.BYTES, value.length) : value);
    if (!isInRange(name, number)) {
      throw new SocketError(Errno.EINVAL);
    }
    boolean may = who.has(Capability.NET_RAW) || who.has(Capability.NET_ADMIN);
    if (name == TRANSPARENT && number != 0 && !may) {
      throw new SocketError(Errno.EPERM);
    }
    if ((name == UNICAST_IF || name == MULTICAST_IF) && number != 0) {
      throw new SocketError(Errno.EADDRNOTAVAIL);
    }
    int kept =
        switch (name) {
          case TTL -> number == -1 ? USUAL_TTL : number;
          case MULTICAST_TTL -> number == -1 ? 1 : number;
          case TOS -> number & (stream ? BYTE & ~CONGESTION : BYTE);
          case MTU_DISCOVER, MINTTL -> number;
          default -> number != 0 ? 1 : 0;
        };
    socket.ipOptions().put(name, kept);
  }

  /// The least bytes of an option's value.
  private static int least(int name) {
    return switch (name) {
      case TTL, FREEBIND, TRANSPARENT, MINTTL, MULTICAST_TTL, MULTICAST_LOOP, MULTICAST_ALL -> 1;
      case MULTICAST_IF, UNICAST_IF -> Integer.BYTES;
      default -> 0;
    };
  }

  private static boolean isInRange(int name, int number) {
    return switch (name) {
      case TTL -> number != 0 && number <= BYTE && number >= -1;
      case MULTICAST_TTL -> number <= BYTE && number >= -1;
      case MINTTL -> number >= 0 && number <= BYTE;
      case MULTICAST_ALL, RECVERR_RFC4884 -> number == 0 || number == 1;
      case MTU_DISCOVER -> number >= 0 && number <= MOST_DISCOVERY;
      case ROUTER_ALERT -> false;
      default -> true;
    };
  }

  /// A number of four bytes, or of one if there are no more, or 0.
  private static int number(byte[] value) throws SocketError {
    return value.length == 0
        ? 0
        : value.length < Integer.BYTES ? value[0] & BYTE : InetSocket.number(value);
  }
}
