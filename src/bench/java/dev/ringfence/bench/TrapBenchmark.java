package dev.ringfence.bench;

import dev.ringfence.actor.ActorRun;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Per second: round trips of a trap that does nothing, of a byte through two pipes, and
/// instructions of a loop; under actors with one thread, and in the plain loop.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrapBenchmark {
  private static final int CALLS = 1_000_000;
  private static final int ROUNDS = 100_000;
  private static final int STEPS = 100_000_000;

  @Param({"plain", "actors"})
  public String shell = "";

  private final Workload calls = Scenarios.load("bench/null-call", "define.CALLS=" + CALLS);
  private final Workload pipes = Scenarios.load("bench/pipe-ping-pong", "define.ROUNDS=" + ROUNDS);
  private final Workload steps = Scenarios.load("bench/loop", "define.STEPS=" + STEPS);

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long trapRoundTrips() {
    return run(calls);
  }

  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long pipeRoundTrips() {
    return run(pipes);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long loopSteps() {
    return run(steps);
  }

  private long run(Workload workload) {
    if (shell.equals("actors")) {
      return new ActorRun((effects, sink) -> Simulation.of(workload, effects, sink), _ -> {})
          .run(1)
          .kernel()
          .now();
    }
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    loop.serve(simulation.kernel());
    return simulation.kernel().now();
  }
}
