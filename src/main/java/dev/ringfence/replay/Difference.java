package dev.ringfence.replay;

import dev.ringfence.core.Nanos;
import dev.ringfence.recording.Checkpoint;

/// Where a replay is not what was recorded, as far as that can be known.
///
/// @param same the last moment up to which all events were the same
/// @param differs the first one at which they were not
/// @param what differs
public record Difference(Checkpoint same, Checkpoint differs, String what) {
  /// It in a sentence, without the full stop.
  public String text() {
    return "%s between event %,d (%s) and event %,d (%s)"
        .formatted(
            what,
            same.events(),
            Nanos.text(same.nanos()),
            differs.events(),
            Nanos.text(differs.nanos()));
  }
}
