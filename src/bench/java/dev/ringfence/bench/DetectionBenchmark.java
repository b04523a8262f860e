package dev.ringfence.bench;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Seconds that a run with 100,000 blocked processes among 110,000 takes, with the analysis of who
/// can still be woken and without.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx3500m",
      "-XX:+UseSerialGC",
      "-XX:+UseCompactObjectHeaders",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class DetectionBenchmark {
  private final Workload workload = Scenarios.load("bench/blocked");

  @Param({"false", "true"})
  public boolean detects;

  @Benchmark
  public int blocked() {
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        detects
            ? Simulation.of(workload, loop, _ -> {})
            : Simulation.ofLoad(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    return simulation.liveness().stuck().size();
  }
}
