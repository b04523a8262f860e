package dev.ringfence.scenario;

import java.util.List;
import java.util.Map;

/// What the `load` block of a scenario says. Times are nanoseconds of virtual time.
///
/// @param open whether the targets are arrivals per second rather than a crowd
/// @param stages in order, without overlaps; between two of them the target stays
/// @param warmup what begins earlier is not measured
/// @param drain how long processes may go on behind the last stage
/// @param most how many processes may live at once; arrivals beyond that wait
/// @param weights how often each process definition is chosen, in the order of their lines
public record LoadSpec(
    boolean open,
    List<Stage> stages,
    long warmup,
    long drain,
    int most,
    Arrivals arrivals,
    Map<String, Integer> weights,
    Think think) {

  /// From the target before it the load changes linearly to this one.
  ///
  /// @param target live processes, or arrivals per second
  public record Stage(long from, long to, double target) {}

  /// How arrivals of an open load are spaced.
  public enum Arrivals {
    POISSON,
    EVEN
  }

  /// How long the successor of a process that has ended keeps away, in a closed load.
  public sealed interface Think {
    /// Always as long.
    record Constant(long nanos) implements Think {}

    /// Anything between as likely.
    record Uniform(long from, long to) implements Think {}

    /// As long as to the next event of a Poisson process.
    record Exponential(long mean) implements Think {}

    /// The logarithm is normally distributed around that of the median.
    record LogNormal(long median, double sigma) implements Think {}

    /// At least so long, with a tail that falls as the power `shape`.
    record Pareto(long least, double shape) implements Think {}
  }

  /// When the last stage ends.
  public long end() {
    return stages.getLast().to();
  }

  /// The largest target.
  public double peak() {
    return stages.stream().mapToDouble(Stage::target).max().orElse(0);
  }

  /// How many processes a closed load has at most, and an open one may have.
  public int crowd() {
    return open ? most : (int) peak();
  }

  /// The same load with another largest crowd: all targets in proportion.
  public LoadSpec withCrowd(int crowd) {
    double scale = crowd / peak();
    List<Stage> scaled =
        stages.stream()
            .map(s -> new Stage(s.from(), s.to(), Math.rint(s.target() * scale)))
            .toList();
    return new LoadSpec(open, scaled, warmup, drain, crowd, arrivals, weights, think);
  }
}
