package dev.ringfence.load;

import java.util.List;
import java.util.Objects;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.Pair;
import org.jspecify.annotations.Nullable;

/// The Universal Scalability Law (Gunther 2007), fitted to measurements: the throughput of a crowd
/// of N is `lambda N / (1 + sigma (N - 1) + kappa N (N - 1))`.
///
/// @param lambda throughput of one, per second
/// @param sigma the share that must be done one after the other (contention), at least 0
/// @param kappa what each pair costs (coherence), at least 0
/// @param points to how many measurements it was fitted
/// @param explained the share of the variance that the law explains (R²), at most 1
/// @param worst the largest deviation of the law from a measurement, as a share of that
public record Scalability(
    double lambda, double sigma, double kappa, int points, double explained, double worst) {
  /// Below this a parameter is as good as zero.
  private static final double NOTHING = 1e-9;

  private static final int PARAMETERS = 3;
  private static final double[] STARTS = {0.5, 0.1, 0.01, 0.001};
  private static final int MOST_STEPS = 1000;

  /// A crowd and its throughput, per second.
  public record Point(int crowd, double throughput) {}

  /// The law that fits best, each deviation taken in proportion; null if there are fewer points
  /// than the law has parameters, or none that did anything.
  public static @Nullable Scalability fit(List<Point> points) {
    List<Point> some = points.stream().filter(point -> point.throughput > 0).toList();
    if (some.stream().mapToInt(Point::crowd).distinct().count() < PARAMETERS) {
      return null;
    }
    // The squares of the roots keep the parameters from being negative.
    MultivariateJacobianFunction model =
        roots -> {
          double[] values = new double[some.size()];
          double[][] slopes = new double[some.size()][];
          double[] root = roots.toArray();
          for (int i = 0; i < values.length; i++) {
            double n = some.get(i).crowd;
            double below = 1 + root[1] * root[1] * (n - 1) + root[2] * root[2] * n * (n - 1);
            values[i] = root[0] * n / below;
            slopes[i] =
                new double[] {
                  n / below,
                  -values[i] / below * 2 * root[1] * (n - 1),
                  -values[i] / below * 2 * root[2] * n * (n - 1)
                };
          }
          return new Pair<>(
              new ArrayRealVector(values, false), new Array2DRowRealMatrix(slopes, false));
        };
    double[] target = some.stream().mapToDouble(Point::throughput).toArray();
    double[] weights = some.stream().mapToDouble(p -> 1 / (p.throughput * p.throughput)).toArray();
    double each = some.stream().mapToDouble(p -> p.throughput / p.crowd).max().orElse(1);
    LeastSquaresBuilder problem =
        new LeastSquaresBuilder()
            .model(model)
            .target(target)
            .weight(new DiagonalMatrix(weights))
            .maxEvaluations(2 * MOST_STEPS)
            .maxIterations(2 * MOST_STEPS)
            .checker((step, _, now) -> step >= MOST_STEPS || now.getCost() < NOTHING);
    // From several starts, since a parameter that has come to 0 stays there.
    Optimum best = null;
    for (double sigma : STARTS) {
      for (double kappa : STARTS) {
        problem.start(new double[] {each, sigma, kappa});
        Optimum found = new LevenbergMarquardtOptimizer().optimize(problem.build());
        best = best == null || found.getCost() < best.getCost() ? found : best;
      }
    }
    double[] found = Objects.requireNonNull(best).getPoint().toArray();
    return judged(found[0], zeroed(found[1]), zeroed(found[2]), some);
  }

  private static double zeroed(double root) {
    return root * root < NOTHING ? 0 : root * root;
  }

  private static Scalability judged(double lambda, double sigma, double kappa, List<Point> points) {
    Scalability law = new Scalability(lambda, sigma, kappa, points.size(), 0, 0);
    double mean = points.stream().mapToDouble(Point::throughput).average().orElse(0);
    double left = 0;
    double all = 0;
    double worst = 0;
    for (Point point : points) {
      double deviation = law.at(point.crowd) - point.throughput;
      left += deviation * deviation;
      all += (point.throughput - mean) * (point.throughput - mean);
      worst = Math.max(worst, Math.abs(deviation) / point.throughput);
    }
    double explained = all == 0 ? 1 : 1 - left / all;
    return new Scalability(lambda, sigma, kappa, points.size(), explained, worst);
  }

  /// The throughput of a crowd of n, by the law.
  public double at(double n) {
    return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  }

  /// The crowd that does most, or infinity if more always do more.
  public double peak() {
    return kappa > 0 ? FastMath.sqrt(Math.max(0, 1 - sigma) / kappa) : Double.POSITIVE_INFINITY;
  }

  /// Whether there are more points than parameters, so that the deviations say something.
  public boolean isTested() {
    return points > PARAMETERS;
  }
}
