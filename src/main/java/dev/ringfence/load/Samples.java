package dev.ringfence.load;

import dev.ringfence.core.Rng;
import dev.ringfence.scenario.LoadSpec.Think;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.ExponentialDistribution;
import org.hipparchus.distribution.continuous.LogNormalDistribution;
import org.hipparchus.distribution.continuous.ParetoDistribution;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/// Think times, drawn from a distribution by its inverse: one random number for each. The
/// arithmetic is the same on every machine.
final class Samples {
  /// A think time is cut off here: a day.
  private static final double LONGEST = 86_400e9;

  private final Think think;
  private final Rng rng;
  private final @Nullable RealDistribution distribution;

  Samples(Think think, Rng rng) {
    this.think = think;
    this.rng = rng;
    this.distribution =
        switch (think) {
          case Think.Constant _, Think.Uniform _ -> null;
          case Think.Exponential e -> e.mean() == 0 ? null : new ExponentialDistribution(e.mean());
          case Think.LogNormal l ->
              l.median() == 0
                  ? null
                  : new LogNormalDistribution(FastMath.log((double) l.median()), l.sigma());
          case Think.Pareto p ->
              p.least() == 0 ? null : new ParetoDistribution(p.least(), p.shape());
        };
  }

  /// A number from 0 (included) to 1 (excluded).
  static double fraction(Rng rng) {
    return (rng.next() >>> 11) * 0x1p-53;
  }

  /// The next time, in nanoseconds.
  long next() {
    if (distribution != null) {
      double fraction = Math.max(0x1p-54, fraction(rng));
      return (long) Math.min(LONGEST, distribution.inverseCumulativeProbability(fraction));
    }
    return switch (think) {
      case Think.Constant constant -> constant.nanos();
      case Think.Uniform uniform -> uniform.from() + rng.below(uniform.to() - uniform.from() + 1);
      case Think.Exponential _, Think.LogNormal _, Think.Pareto _ -> 0;
    };
  }
}
