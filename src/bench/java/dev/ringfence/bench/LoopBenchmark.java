package dev.ringfence.bench;

import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Per second: steps of a loop that adds up an array, interpreted and translated.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-XX:+UseSerialGC",
      "-XX:+UseCompactObjectHeaders",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoopBenchmark {
  private static final int STEPS = 10_000_000;

  private final Workload translated = Scenarios.load("bench/loop", "define.STEPS=" + STEPS);
  private final Workload interpreted = translated.with(Translations.none());

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long interpreted() {
    return Shells.plain.run(interpreted);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long translated() {
    return Shells.plain.run(translated);
  }
}
