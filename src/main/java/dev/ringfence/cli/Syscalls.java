package dev.ringfence.cli;

import dev.ringfence.c.SystemCall;
import dev.ringfence.kernel.Kernel;
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
    Kernel.declarations(Profiles.load("x86-64")).stream()
        .filter(call -> !call.name().startsWith("__"))
        .sorted(Comparator.comparing(SystemCall::header).thenComparing(SystemCall::name))
        .forEach(call -> System.out.printf("%-12s %s%n", call.header(), call.prototype()));
    return 0;
  }
}
