package dev.ringfence.report;

import dev.ringfence.event.Event;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Simulation;

/// An attempt to reach another process that the scenario's policy denied.
///
/// @param from the process that tried, by its name in the scenario
/// @param to the other one, or the one that has made the object
/// @param way as the policy names it
/// @param object what was to be reached, in words
/// @param reason why it was denied, as a sentence without its full stop
/// @param at nanoseconds of virtual time
public record Denial(
    int pid,
    String name,
    String line,
    String from,
    String to,
    String way,
    String object,
    String reason,
    long at) {
  static Denial of(Event.AccessDenied denied, History history, Simulation simulation) {
    Profile profile = simulation.workload().profile();
    int pid = history.pidOf(denied.tid());
    return new Denial(
        pid,
        history.label(pid),
        simulation.kernel().processes().programs().place(denied.program(), denied.line()),
        denied.from(),
        denied.to(),
        denied.way(),
        denied.object(),
        "no rule of the policy lets %s reach %s by %s"
            .formatted(denied.from(), denied.to(), denied.way()),
        profile.nanos(denied.time()));
  }

  /// What `expect.denials` calls it.
  String kind() {
    return from + " -> " + to + " by " + way;
  }
}
