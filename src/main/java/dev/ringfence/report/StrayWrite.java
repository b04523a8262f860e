package dev.ringfence.report;

import dev.ringfence.event.Event;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Simulation;

/// A number that a process wrote to memory of others, where nothing forbids that.
///
/// @param address in physical memory
/// @param size bytes
/// @param destroyed what was there, in words
/// @param at nanoseconds of virtual time
public record StrayWrite(
    int pid,
    String name,
    String line,
    String address,
    int size,
    String before,
    String after,
    String destroyed,
    long at) {
  static StrayWrite of(Event.StrayWritten write, History history, Simulation simulation) {
    Profile profile = simulation.workload().profile();
    int pid = history.pidOf(write.tid());
    return new StrayWrite(
        pid,
        history.label(pid),
        simulation.kernel().processes().programs().place(write.program(), write.line()),
        "0x%05x".formatted(write.address()),
        write.size(),
        "0x" + Long.toHexString(write.before()),
        "0x" + Long.toHexString(write.after()),
        write.destroyed(),
        profile.nanos(write.time()));
  }
}
