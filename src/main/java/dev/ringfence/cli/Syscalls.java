package dev.ringfence.cli;

import dev.ringfence.c.SystemCall;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.Limits;
import dev.ringfence.kernel.Machine;
import dev.ringfence.scenario.Profiles;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `ringfence syscalls`: the kernel's calls, from the kernel's own table.
@Command(
    name = "syscalls",
    description = "Lists the system calls.",
    mixinStandardHelpOptions = true)
public final class Syscalls implements Callable<Integer> {
  @Override
  public Integer call() {
    Machine machine = new Machine(
            Profiles.load("x86-64"), 1 << 20, 1, 1, 1, false, new Limits(1, 1, 1));
    new Kernel(machine, new PlainLoop(), _ -> {})
        .calls().stream()
            .sorted(Comparator.comparing(SystemCall::header).thenComparing(SystemCall::name))
            .forEach(call -> System.out.printf("%-12s %s%n", call.header(), call.prototype()));
    return 0;
  }
}
