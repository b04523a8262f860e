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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Per second: traps that do nothing, wake-ups (of two processes that send a byte to and fro), and
/// processes that are made, end and are waited for; in all shells.
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
public class TrapBenchmark {
  private static final int CALLS = 1_000_000;
  private static final int ROUNDS = 100_000;
  private static final int PROCESSES = 10_000;

  @Param({"plain", "slices", "messages"})
  public Shells shell = Shells.plain;

  private final Workload calls = Scenarios.load("bench/null-call", "define.CALLS=" + CALLS);
  private final Workload pipes = Scenarios.load("bench/pipe-ping-pong", "define.ROUNDS=" + ROUNDS);
  private final Workload forks = Scenarios.load("bench/spawn", "define.PROCESSES=" + PROCESSES);

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long trap() {
    return shell.run(calls);
  }

  /// A round trip is two wake-ups.
  @Benchmark
  @OperationsPerInvocation(2 * ROUNDS)
  public long wake() {
    return shell.run(pipes);
  }

  @Benchmark
  @OperationsPerInvocation(PROCESSES)
  public long spawn() {
    return shell.run(forks);
  }
}
