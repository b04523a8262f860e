package dev.ringfence.report.output;

import dev.ringfence.event.ObjectEvent;
import dev.ringfence.report.output.Packets.Track;
import dev.ringfence.report.output.PerfettoTask.State;
import java.util.HashMap;
import java.util.Map;

/// The counters of a Perfetto trace: how many tasks are runnable and how many blocked, how many
/// frames are in use, and how full channels are. A value is written when its time is over, so
/// that there is one for each time at most.
final class PerfettoCounters {
  /// So many channels have a counter, the first ones.
  private static final int MOST_CHANNELS = 1000;

  private final Packets packets;
  private final PerfettoSlices slices;
  private final Track runnable;
  private final Track blocked;
  private final Track frames;
  private final Track above;
  private final Map<Integer, Track> channels = new HashMap<>();
  private final Map<Integer, Long> levels = new HashMap<>();
  private final long[] states = new long[State.values().length];
  private final long[] written = new long[State.values().length];
  private long used;
  private long usedWritten;
  private long time;

  /// @param above the track below which the counters are
  PerfettoCounters(Packets packets, PerfettoSlices slices, Track above) {
    this.packets = packets;
    this.slices = slices;
    this.above = above;
    runnable = packets.counter(above, "runnable tasks");
    blocked = packets.counter(above, "blocked tasks");
    frames = packets.counter(above, "frames in use");
  }

  void changes(State from, State to) {
    states[from.ordinal()]--;
    states[to.ordinal()]++;
  }

  void frames(long now) {
    used = now;
  }

  /// It is now this time, or later.
  void pass(long nanos) {
    if (nanos > time) {
      flush();
      time = nanos;
    }
  }

  private void flush() {
    if (!slices.hasRoom(1)) {
      return;
    }
    flush(runnable, State.RUNNABLE);
    flush(blocked, State.BLOCKED);
    if (used != usedWritten) {
      usedWritten = used;
      packets.counter(frames, time, used).write();
    }
  }

  private void flush(Track track, State state) {
    long value = states[state.ordinal()];
    if (value != written[state.ordinal()]) {
      written[state.ordinal()] = value;
      packets.counter(track, time, value).write();
    }
  }

  void level(long nanos, ObjectEvent.Level level) {
    if (!slices.hasRoom(1)) {
      return;
    }
    Track track = channels.get(level.object());
    if (track == null && channels.size() < MOST_CHANNELS) {
      track = packets.counter(above, "in " + level.name());
      channels.put(level.object(), track);
    }
    Long before = track == null ? null : levels.put(level.object(), level.queued());
    if (track != null && (before == null || before != level.queued())) {
      packets.counter(track, nanos, level.queued()).write();
    }
  }

  /// The run is over.
  void finish(long nanos) {
    pass(nanos);
    flush();
  }
}
