package dev.ringfence.report;

import dev.ringfence.analysis.race.Race;
import dev.ringfence.scenario.Simulation;
import java.util.List;

/// A data race: two places that access the same memory while nothing orders them.
///
/// @param on the memory, as the program calls it where that is known
/// @param first the one of the two that came first
/// @param at when it was first found, in nanoseconds of virtual time
/// @param count how often one of the two was not ordered with the other
/// @param remedy what would order them, as a sentence
/// @param tried what became of the run when they were turned round, as a sentence; or empty
public record DataRace(
    String on, Side first, Side second, long at, long count, String remedy, String tried) {
  /// One of the two, as it was last.
  ///
  /// @param access "read", "write" or "read and write"
  /// @param by what the thread is called
  /// @param locks what it held
  public record Side(
      String access, boolean atomic, int tid, String by, String line, List<String> locks) {
    private String text() {
      String held = locks.isEmpty() ? "" : ", which holds " + String.join(", ", locks);
      return (atomic ? "atomic " : "") + access + " at " + line + " by " + by + held;
    }
  }

  static List<DataRace> of(List<Race> races, History history, Simulation simulation) {
    return races.stream().map(race -> of(race, history, simulation)).toList();
  }

  private static DataRace of(Race race, History history, Simulation simulation) {
    return new DataRace(
        race.on(),
        side(race.first(), history, simulation),
        side(race.second(), history, simulation),
        simulation.workload().profile().nanos(race.order().secondAt()),
        race.count(),
        race.remedy(),
        "");
  }

  private static Side side(Race.Side side, History history, Simulation simulation) {
    String name = history.names(simulation.kernel().processes().programs()).task(side.tid());
    boolean first = history.pidOf(side.tid()) == side.tid();
    String by = first ? name + " (" + side.tid() + ")" : name;
    String access =
        side.reads() && side.writes() ? "read and write" : side.writes() ? "write" : "read";
    return new Side(access, side.atomic(), side.tid(), by, side.place(), side.locks());
  }

  /// The same with what became of the run when the two were turned round.
  public DataRace tried(String result) {
    return new DataRace(on, first, second, at, count, remedy, result);
  }

  /// What races, in a few words.
  String brief() {
    return "%s: %s at %s and %s at %s"
        .formatted(on, first.access, first.line, second.access, second.line);
  }

  /// The two, a line each.
  List<String> sides() {
    return List.of(first.text(), second.text());
  }
}
