package dev.ringfence.load;

import dev.ringfence.scenario.LoadSpec.Stage;
import java.util.List;

/// How large the crowd of a closed load should be, at each nanosecond of virtual time.
///
/// A ramp from a to b over a time t that rises takes the k-th step (k = 0, 1, ...) at k t / (b -
/// a), the first one at once; one that falls takes it at (k + 1) t / (a - b), so that a ramp has
/// its target when it ends.
final class Crowd {
  /// No time.
  static final long NEVER = Long.MAX_VALUE;

  private final List<Ramp> ramps;

  Crowd(List<Stage> stages) {
    ramps = Ramp.of(stages);
  }

  /// The size at a time.
  int at(long time) {
    for (Ramp ramp : ramps) {
      if (time >= ramp.from() && time < ramp.to()) {
        long change = (long) (ramp.last() - ramp.first());
        long steps = Math.abs(change) * (time - ramp.from()) / ramp.length();
        return (int) ramp.first() + (int) (change > 0 ? steps + 1 : change < 0 ? -steps : 0);
      }
    }
    return ramps.isEmpty() ? 0 : (int) ramps.getLast().last();
  }

  /// The first time behind this one at which a ramp takes a step up, or [#NEVER].
  long nextRise(long time) {
    for (Ramp ramp : ramps) {
      long change = (long) (ramp.last() - ramp.first());
      if (change > 0 && time < ramp.to()) {
        long next = ramp.from();
        if (time >= ramp.from()) {
          long steps = change * (time - ramp.from()) / ramp.length() + 1;
          next = ramp.from() + (steps * ramp.length() + change - 1) / change;
          if (steps >= change) {
            continue;
          }
        }
        return next;
      }
    }
    return NEVER;
  }
}
