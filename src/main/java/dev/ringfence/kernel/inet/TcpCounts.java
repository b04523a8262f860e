package dev.ringfence.kernel.inet;

/// What one end of a TCP connection counts and measures (`TCP_INFO` of `tcp(7)`). Times are cycles.
final class TcpCounts {
  private static final long NEVER = -1;

  long segmentsOut;
  long segmentsIn;
  long dataSegmentsOut;
  long dataSegmentsIn;

  /// Segments that were sent again, and bytes of data.
  long repeated;

  long bytesRepeated;
  long bytesOut;
  long lastDataSent;
  long lastDataReceived;
  long lastAcknowledged;

  /// The round trip, its variation and its least, by RFC 6298; no number while none was measured.
  long roundTrip = NEVER;

  long variation;
  long least = NEVER;

  /// The number whose acknowledgement is waited for, and since when; 0 for none.
  private long timed;

  private long since;

  TcpCounts(long now) {
    lastDataSent = now;
    lastDataReceived = now;
    lastAcknowledged = now;
  }

  boolean isMeasured() {
    return roundTrip != NEVER;
  }

  void sent(Segment segment, long now) {
    segmentsOut++;
    int size = segment.data().length;
    if (size > 0) {
      dataSegmentsOut++;
      bytesOut += size;
      lastDataSent = now;
    }
    if (timed == 0 && (size > 0 || segment.has(Segment.SYN))) {
      timed = segment.has(Segment.SYN) ? 1 : segment.seq() + size;
      since = now;
    }
  }

  void received(Segment segment, long now) {
    segmentsIn++;
    if (segment.data().length > 0) {
      dataSegmentsIn++;
      lastDataReceived = now;
    }
    if (segment.has(Segment.ACK)) {
      lastAcknowledged = now;
      if (timed > 0 && segment.ack() >= timed) {
        measured(now - since);
        timed = 0;
      }
    }
  }

  /// Something is sent again, so that it does not tell of the round trip.
  void repeats() {
    repeated++;
    timed = 0;
  }

  private void measured(long time) {
    variation = isMeasured() ? (3 * variation + Math.abs(roundTrip - time)) / 4 : time / 2;
    roundTrip = isMeasured() ? (7 * roundTrip + time) / 8 : time;
    least = least == NEVER ? time : Math.min(least, time);
  }
}
