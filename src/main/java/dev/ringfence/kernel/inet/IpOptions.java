package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.SocketError;
import java.util.Map;

/// The options of `IPPROTO_IP` (`ip(7)`), which are only kept.
final class IpOptions {
  /// Those there are, with their defaults: `IP_TOS`, `IP_TTL`, `IP_PKTINFO`, `IP_MTU_DISCOVER`,
  /// `IP_RECVERR`, `IP_RECVTTL`, `IP_RECVTOS`, `IP_FREEBIND`, `IP_TRANSPARENT`.
  private static final Map<Integer, Integer> USUAL =
      Map.of(1, 0, 2, 64, 8, 0, 10, 1, 11, 0, 12, 0, 13, 0, 15, 0, 19, 0);

  private IpOptions() {}

  static byte[] get(InetSocket socket, int name) throws SocketError {
    Integer usual = USUAL.get(name);
    if (usual == null) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    return InetSocket.number(socket.ipOptions().getOrDefault(name, usual));
  }

  static void set(InetSocket socket, int name, byte[] value) throws SocketError {
    if (!USUAL.containsKey(name)) {
      throw new SocketError(Errno.ENOPROTOOPT);
    }
    int number = InetSocket.number(value);
    if (name == 2 && (number == 0 || number > 255 || number < -1)) {
      throw new SocketError(Errno.EINVAL);
    }
    socket.ipOptions().put(name, name == 2 && number == -1 ? 64 : number);
  }
}
