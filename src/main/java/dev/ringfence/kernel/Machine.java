package dev.ringfence.kernel;

import dev.ringfence.machine.Profile;

/// The machine that a kernel boots on.
///
/// @param memory bytes of physical memory
/// @param cpus how many CPUs, at least 1
/// @param quantum cycles of a time slice
/// @param window cycles that a CPU may run ahead while other CPUs are busy
/// @param limit cycles of virtual time after which the run is ended
public record Machine(
    Profile profile, long memory, int cpus, long quantum, long window, long limit) {
  public Machine {
    if (cpus < 1 || quantum < 1 || window < 1 || limit < 1) {
      throw new IllegalArgumentException("a machine needs a CPU, a quantum, a window and a limit");
    }
  }
}
