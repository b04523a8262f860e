package dev.ringfence.analysis.contention;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Accounts of runs.
class ContentionTest {
  static List<Path> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void account_ofAScenario_addsUp(Path file) {
    Workload workload = Scenarios.load(file);
    Contention contention =
        new Contention(workload.profile(), workload.scenario().machine().cpus(), true);
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, _ -> {});
    simulation.kernel().follow(contention);
    loop.serve(simulation.kernel());
    long now = simulation.kernel().now();
    Account account = contention.finish(now, simulation.kernel().processes().programs()::place);
    Sums.check(account, workload.profile().nanos(now), file.toString());
  }
}
