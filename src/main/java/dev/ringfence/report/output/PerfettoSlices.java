package dev.ringfence.report.output;

import dev.ringfence.report.output.Packets.Track;

/// The slices and instants of a Perfetto trace, of which there is room for so many.
final class PerfettoSlices {
  private final Packets packets;
  private final int most;
  private int count;
  private long leftOut;
  private long since;

  PerfettoSlices(Packets packets, int most) {
    this.packets = packets;
    this.most = most;
  }

  Packets packets() {
    return packets;
  }

  /// Begins a slice, whose event is to be completed and written. False if there is no room.
  boolean begin(Track track, long nanos, String name) {
    if (!takes(nanos)) {
      return false;
    }
    packets.begin(track, nanos, name);
    return true;
  }

  /// The same for an instant.
  boolean instant(Track track, long nanos, String name) {
    if (!takes(nanos)) {
      return false;
    }
    packets.instant(track, nanos, name);
    return true;
  }

  /// Ends a slice that was begun.
  Packets end(Track track, long nanos) {
    return packets.end(track, nanos);
  }

  private boolean takes(long nanos) {
    if (count < most) {
      count++;
      return true;
    }
    since = leftOut == 0 ? nanos : since;
    leftOut++;
    return false;
  }

  boolean hasRoom(int more) {
    return count + more <= most;
  }

  /// How many there was no room for.
  long leftOut() {
    return leftOut;
  }

  /// When the first of them would have begun.
  long since() {
    return since;
  }
}
