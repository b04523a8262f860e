package dev.ringfence.scenario;

import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.machine.Profile;

/// A task that is held, as a scenario has it: before one of its calls, or from a time on.
///
/// @param task by its number
/// @param call which of its calls, from 1 on, or 0 where `at` is meant
/// @param at nanoseconds of virtual time
/// @param time for how long, in nanoseconds
public record HoldSpec(int task, long call, long at, long time) {
  /// As a kernel has it.
  public Hold of(Profile profile) {
    long cycles = profile.cycles(time);
    return call > 0
        ? new Hold.BeforeCall(task, call, cycles)
        : new Hold.At(task, profile.cycles(at), cycles);
  }

  /// As it stands in a list of the key `holds`.
  @Override
  public String toString() {
    String point = call > 0 ? "call=" + call : "at=" + at + "ns";
    return "{task=" + task + "," + point + ",for=" + time + "ns}";
  }
}
