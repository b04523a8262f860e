package dev.ringfence.kernel.unix;

import dev.ringfence.kernel.ipc.Channel;
import java.util.Deque;

/// The bytes that have come to a socket: discarded are those that nobody took before it was closed
/// or connected elsewhere, and those of a message for which its receiver had no room.
final class Traffic implements Channel {
  private final Deque<Packet> queue;
  private long sent;
  private long received;
  private long discarded;

  /// @param queue of the socket
  Traffic(Deque<Packet> queue) {
    this.queue = queue;
  }

  void sent(long bytes) {
    sent += bytes;
  }

  void received(long bytes) {
    received += bytes;
  }

  void discarded(long bytes) {
    discarded += bytes;
  }

  /// As [#queued], by what has gone in and out.
  long level() {
    return sent - received - discarded;
  }

  @Override
  public long sent() {
    return sent;
  }

  @Override
  public long received() {
    return received;
  }

  @Override
  public long queued() {
    long bytes = 0;
    for (Packet packet : queue) {
      bytes += packet.left();
    }
    return bytes;
  }

  @Override
  public long discarded() {
    return discarded;
  }
}
