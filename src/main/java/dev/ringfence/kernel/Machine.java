package dev.ringfence.kernel;

import dev.ringfence.kernel.inet.NetworkSettings;
import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.kernel.paging.VirtualMemory;
import dev.ringfence.kernel.sched.CpuRange;
import dev.ringfence.machine.Profile;

/// The machine that a kernel boots on.
///
/// @param memory bytes of physical memory
/// @param cpus how many CPUs, at least 1
/// @param quantum cycles of a time slice
/// @param window cycles that a CPU may run ahead while other CPUs are busy
/// @param seed of all random choices; any but [#IN_ORDER] also shuffles the order in which
///     processes that are there at boot first run
/// @param terminal whether the console is a terminal, to which the C library writes line by line
/// @param ipc the limits of IPC
/// @param network the hosts that it is divided into, and what lies between them
public record Machine(
    Profile profile,
    long memory,
    int cpus,
    long quantum,
    long window,
    long seed,
    boolean terminal,
    Limits limits,
    Crossing crossing,
    VirtualMemory virtualMemory,
    IpcLimits ipc,
    NetworkSettings network) {
  /// The seed with which processes first run in the order of their numbers.
  public static final long IN_ORDER = 1;

  /// One without swap, whose processes enter the kernel as is usual.
  public Machine(
      Profile profile,
      long memory,
      int cpus,
      long quantum,
      long window,
      long seed,
      boolean terminal,
      Limits limits) {
    this(
        profile,
        memory,
        cpus,
        quantum,
        window,
        seed,
        terminal,
        limits,
        Crossing.USUAL,
        VirtualMemory.NONE,
        IpcLimits.USUAL,
        NetworkSettings.ALONE);
  }

  /// The same with another number of CPUs.
  public Machine withCpus(int number) {
    return new Machine(
        profile,
        memory,
        number,
        quantum,
        window,
        seed,
        terminal,
        limits,
        crossing,
        virtualMemory,
        ipc,
        network);
  }

  /// The CPUs of a host.
  public CpuRange cpusOf(int host) {
    long own = network.hosts().get(host).cpus();
    return own == 0
        ? new CpuRange(0, cpus)
        : new CpuRange(Long.numberOfTrailingZeros(own), Long.bitCount(own));
  }

  public Machine {
    if (cpus < 1 || quantum < 1 || window < 1) {
      throw new IllegalArgumentException("a machine needs a CPU, a quantum and a window");
    }
  }
}
