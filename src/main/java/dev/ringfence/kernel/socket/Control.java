package dev.ringfence.kernel.socket;

import dev.ringfence.kernel.socket.option.SocketOptions;

/// A control message (`cmsg(3)`), without its header.
public record Control(int level, int type, byte[] data) {
  /// One of `SOL_SOCKET`.
  public static Control ofSocket(int type, byte[] data) {
    return new Control(SocketOptions.SOL_SOCKET, type, data);
  }
}
