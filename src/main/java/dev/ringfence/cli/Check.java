package dev.ringfence.cli;

import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.Workload;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ringfence check SCENARIO...`: reads and compiles without running. Status 3 when something is
/// wrong.
@Command(
    name = "check",
    description = "Checks scenarios and their programs without running them.",
    mixinStandardHelpOptions = true)
public final class Check implements Callable<Integer> {
  @Mixin private ScenarioOptions scenario = new ScenarioOptions();

  @Override
  public Integer call() {
    int status = 0;
    for (Path file : scenario.files()) {
      scenario.choose(file);
      status = Math.max(status, check());
    }
    return status;
  }

  private int check() {
    Workload workload = scenario.load();
    if (workload == null) {
      return 3;
    }
    if (workload.scenario().variant() == null) {
      for (String name : workload.scenario().variants()) {
        if (scenario.loadVariant(name) == null) {
          return 3;
        }
      }
    }
    int processes = workload.scenario().processes().stream().mapToInt(ProcessSpec::count).sum();
    System.out.println(
        "%s: %d program(s), %d process(es), no errors"
            .formatted(workload.scenario().file(), workload.programs().size(), processes));
    return 0;
  }
}
