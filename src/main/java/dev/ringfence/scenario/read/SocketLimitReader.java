package dev.ringfence.scenario.read;

import com.typesafe.config.Config;
import dev.ringfence.kernel.socket.SocketLimits;

/// Reads the bounds on sockets: the keys under `ipc.socket`.
final class SocketLimitReader {
  private static final int MOST = 1 << 20;

  private SocketLimitReader() {}

  static SocketLimits read(Keys keys, SocketLimits given) {
    int most = SocketLimits.MOST_BYTES;
    SocketLimits limits =
        new SocketLimits(
            (int) keys.integer("max-dgram-qlen", 0, MOST, given.maxDatagrams()),
            (int) keys.integer("somaxconn", 0, MOST, given.maxBacklog()),
            (int) keys.bytes("wmem-default", 4608, most, given.sendBuffer()),
            (int) keys.bytes("wmem-max", 4608, most, given.maxSendBuffer()),
            (int) keys.bytes("rmem-default", 2304, most, given.receiveBuffer()),
            (int) keys.bytes("rmem-max", 2304, most, given.maxReceiveBuffer()),
            (int) keys.bytes("optmem-max", 0, most, given.maxControl()));
    keys.finish();
    return limits;
  }

  /// What the defaults say.
  static SocketLimits defaults(Config sockets) {
    return new SocketLimits(
        sockets.getInt("max-dgram-qlen"),
        sockets.getInt("somaxconn"),
        sockets.getBytes("wmem-default").intValue(),
        sockets.getBytes("wmem-max").intValue(),
        sockets.getBytes("rmem-default").intValue(),
        sockets.getBytes("rmem-max").intValue(),
        sockets.getBytes("optmem-max").intValue());
  }
}
