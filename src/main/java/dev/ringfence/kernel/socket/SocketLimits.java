package dev.ringfence.kernel.socket;

/// Bounds on sockets that Linux has as sysctls (`socket(7)`, `unix(7)`).
///
/// @param maxDatagrams how many datagrams wait at a UNIX socket beside the one that is being taken:
///     `net.unix.max_dgram_qlen`
/// @param maxBacklog the most connections that `listen(2)` lets wait: `net.core.somaxconn`
/// @param sendBuffer `SO_SNDBUF` of a new socket, in bytes: `net.core.wmem_default`
/// @param maxSendBuffer the most that can be asked for: `net.core.wmem_max`
/// @param receiveBuffer `SO_RCVBUF` of a new socket, in bytes: `net.core.rmem_default`
/// @param maxReceiveBuffer the most that can be asked for: `net.core.rmem_max`
/// @param maxControl bytes of control messages that can be sent at once: `net.core.optmem_max`
public record SocketLimits(
    int maxDatagrams,
    int maxBacklog,
    int sendBuffer,
    int maxSendBuffer,
    int receiveBuffer,
    int maxReceiveBuffer,
    int maxControl) {
  /// The most bytes of any buffer that a scenario can allow.
  public static final int MOST_BYTES = 256 << 20;

  /// Those of Linux 6.18.
  public static final SocketLimits USUAL =
      new SocketLimits(10, 4096, 212_992, 4 << 20, 212_992, 4 << 20, 128 << 10);
}
