package dev.ringfence.bench;

import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
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
import org.openjdk.jmh.infra.Blackhole;

/// Per second: calls that do nothing, each of which is two events, with somebody who listens to
/// them and with nobody.
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
public class EventBenchmark {
  private static final int CALLS = 1_000_000;

  private final Workload calls = Scenarios.load("bench/null-call", "define.CALLS=" + CALLS);

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long withoutListener() {
    return Shells.plain.run(calls);
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long withListener(Blackhole listener) {
    return Shells.plain.run(calls, true, listener::consume);
  }
}
