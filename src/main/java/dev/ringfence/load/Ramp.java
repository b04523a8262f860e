package dev.ringfence.load;

import dev.ringfence.scenario.LoadSpec.Stage;
import java.util.ArrayList;
import java.util.List;

/// A stretch of time over which a target changes linearly. Times are nanoseconds of virtual time.
///
/// @param first the target where it begins
/// @param last the target where it ends
record Ramp(long from, long to, double first, double last) {
  /// The stages of a load as ramps without gaps: it begins at 0, and between two stages the target
  /// stays.
  static List<Ramp> of(List<Stage> stages) {
    List<Ramp> ramps = new ArrayList<>();
    long at = 0;
    double target = 0;
    for (Stage stage : stages) {
      if (stage.from() > at) {
        ramps.add(new Ramp(at, stage.from(), target, target));
      }
      ramps.add(new Ramp(stage.from(), stage.to(), target, stage.target()));
      at = stage.to();
      target = stage.target();
    }
    return ramps;
  }

  long length() {
    return to - from;
  }
}
