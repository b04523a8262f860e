package dev.ringfence.load;

import dev.ringfence.core.Rng;
import dev.ringfence.scenario.LoadSpec.Arrivals;
import dev.ringfence.scenario.LoadSpec.Stage;
import java.util.List;
import org.hipparchus.util.FastMath;

/// When the processes of an open load arrive, in nanoseconds of virtual time.
///
/// The integral of the rate says how many are expected up to a time. Evenly spaced arrivals come
/// where it passes 1/2, 3/2, 5/2 and so on; those of a Poisson process where it passes the sums of
/// exponentially distributed numbers with the mean 1.
final class ArrivalTimes {
  /// No time.
  static final long NEVER = Long.MAX_VALUE;

  private static final double NANOS = 1e9;

  private final List<Ramp> ramps;
  private final Arrivals kind;
  private final Rng rng;
  private int ramp;

  /// How many are expected before the present ramp, and up to the next arrival.
  private double before;

  private double expected;

  ArrivalTimes(List<Stage> stages, Arrivals kind, Rng rng) {
    this.ramps = Ramp.of(stages);
    this.kind = kind;
    this.rng = rng;
    this.expected = kind == Arrivals.EVEN ? -0.5 : 0;
  }

  /// How many are to be expected in all.
  static double total(List<Stage> stages) {
    return Ramp.of(stages).stream().mapToDouble(ArrivalTimes::area).sum();
  }

  private static double area(Ramp ramp) {
    return (ramp.first() + ramp.last()) / 2 * (ramp.length() / NANOS);
  }

  /// The next arrival, or [#NEVER].
  long next() {
    expected += kind == Arrivals.EVEN ? 1 : -FastMath.log(1 - Samples.fraction(rng));
    while (ramp < ramps.size()) {
      Ramp present = ramps.get(ramp);
      double area = area(present);
      if (expected < before + area) {
        double seconds = time(present, expected - before);
        return present.from() + Math.min(present.length() - 1, (long) (seconds * NANOS));
      }
      before += area;
      ramp++;
    }
    return NEVER;
  }

  /// After how many seconds of the ramp so many are expected: the root of `a x + b x x / 2`, where
  /// the rate begins with a and changes by b a second.
  private static double time(Ramp ramp, double count) {
    double a = ramp.first();
    double b = (ramp.last() - a) / (ramp.length() / NANOS);
    double root = Math.sqrt(Math.max(0, a * a + 2 * b * count));
    return a + root == 0 ? 0 : 2 * count / (a + root);
  }
}
