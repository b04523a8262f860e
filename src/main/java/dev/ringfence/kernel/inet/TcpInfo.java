package dev.ringfence.kernel.inet;

import dev.ringfence.machine.Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// `struct tcp_info` (`tcp(7)`), as far as there is something to tell: what is not named here is 0.
final class TcpInfo {
  /// Its size in Linux 6.18.
  private static final int SIZE = 280;

  private static final int HEADERS = 40;
  private static final int MICROS = 1000;
  private static final int MILLIS = 1_000_000;

  /// That slow start has never ended: `TCP_INFINITE_SSTHRESH`.
  private static final int NO_THRESHOLD = 0x7FFF_FFFF;

  private final ByteBuffer to = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
  private final Profile profile;

  private TcpInfo(Profile profile) {
    this.profile = profile;
  }

  static byte[] of(TcpSocket socket, Profile profile) {
    TcpInfo info = new TcpInfo(profile);
    info.to.put(0, (byte) NetText.code(socket.state()));
    TcpConnection connection = socket.connection();
    TcpListener listener = socket.listener();
    if (listener != null) {
      info.to.putInt(24, listener.size()).putInt(28, listener.backlog());
    } else if (connection != null) {
      info.put(connection);
    } else {
      info.to.putInt(76, NO_THRESHOLD);
    }
    return info.to.array();
  }

  private void put(TcpConnection connection) {
    TcpSender sender = connection.sender();
    TcpReceiver receiver = connection.receiver();
    TcpCounts counts = connection.counts;
    long now = connection.host.network().now();
    int segment = connection.segment();
    to.put(2, (byte) connection.retries).put(4, (byte) connection.retries);
    to.putInt(8, in(connection.dataWait(), MICROS));
    to.putInt(16, segment).putInt(20, segment);
    to.putInt(24, (int) sender.segmentsUnderWay(segment));
    to.putInt(44, in(now - counts.lastDataSent, MILLIS));
    to.putInt(52, in(now - counts.lastDataReceived, MILLIS));
    to.putInt(56, in(now - counts.lastAcknowledged, MILLIS));
    to.putInt(60, segment + HEADERS);
    if (counts.isMeasured()) {
      to.putInt(68, in(counts.roundTrip, MICROS)).putInt(72, in(counts.variation, MICROS));
    }
    to.putInt(76, NO_THRESHOLD);
    to.putInt(80, (int) Math.max(1, sender.room() / segment)).putInt(84, segment);
    to.putInt(100, (int) counts.repeated);
    to.putLong(120, sender.acknowledged() - (connection.wasAsked ? 1 : 0));
    to.putLong(128, receiver.next() - 1);
    to.putInt(136, (int) counts.segmentsOut).putInt(140, (int) counts.segmentsIn);
    to.putInt(144, (int) sender.unsent());
    to.putInt(148, counts.isMeasured() ? in(counts.least, MICROS) : -1);
    to.putInt(152, (int) counts.dataSegmentsIn).putInt(156, (int) counts.dataSegmentsOut);
    to.putLong(200, counts.bytesOut).putLong(208, counts.bytesRepeated);
    to.putInt(228, (int) sender.room()).putInt(232, (int) receiver.window(connection.room));
  }

  private int in(long cycles, int unit) {
    return (int) (profile.nanos(cycles) / unit);
  }
}
