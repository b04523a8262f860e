package dev.ringfence.predict;

import dev.ringfence.analysis.race.Race;
import dev.ringfence.analysis.race.RaceDetector;
import dev.ringfence.core.Nanos;
import dev.ringfence.core.Signal;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.report.DataRace;
import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Turns data races round: runs the scenario again with the thread held that came first, so that
/// the other one comes before it, and looks whether processes then write or end otherwise.
public final class RaceTrials {
  /// So many races are tried.
  private static final int MOST = 10;

  /// How much longer than until the other's access a thread is held, in nanoseconds.
  private static final long[] MARGINS = {100, 1_000, 10_000, 100_000, 1_000_000};

  private final Workload workload;
  private final Trial usual;

  /// A run: the races that it has, and what shows of each process, by number.
  private record Trial(List<Race> races, Map<Integer, String> effects) {}

  private RaceTrials(Workload workload) {
    this.workload = workload;
    usual = run(List.of());
  }

  /// The outcome with what became of its races.
  ///
  /// @param simulation the run that it is of
  public static Outcome tried(Outcome outcome, Simulation simulation) {
    RaceDetector detector = simulation.races();
    List<DataRace> told = outcome.races();
    if (detector == null || told == null || told.isEmpty()) {
      return outcome;
    }
    RaceTrials trials = new RaceTrials(simulation.workload());
    List<Race> races = detector.races();
    List<DataRace> all = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      all.add(i < MOST ? told.get(i).tried(trials.tried(races.get(i), told.get(i))) : told.get(i));
    }
    return outcome.withRaces(all);
  }

  private Trial run(List<Hold> more) {
    Map<Integer, String> effects = new TreeMap<>();
    List<Hold> holds = new ArrayList<>(workload.holds());
    holds.addAll(more);
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(workload.directed(holds), loop, event -> note(event, effects))
            .detectingRaces();
    simulation.kernel().events().tell(Steps.NONE);
    loop.serve(simulation.kernel());
    return new Trial(Objects.requireNonNull(simulation.races()).races(), effects);
  }

  private static void note(Event event, Map<Integer, String> effects) {
    if (event instanceof Event.ConsoleWritten written) {
      effects.merge(written.pid(), written.text(), String::concat);
    } else if (event instanceof Event.ProcessExited exited) {
      Signal signal = Signal.of(exited.status() & 0x7F);
      String end = signal == null ? "status " + (exited.status() >> 8) : signal.name();
      effects.merge(exited.pid(), end, (text, last) -> text + "and ends with " + last);
    }
  }

  private String tried(Race race, DataRace told) {
    Race.Order order = race.order();
    long apart = workload.profile().nanos(Math.max(0, order.secondAt() - order.firstAt()));
    String possible = "";
    for (long margin : MARGINS) {
      long nanos = apart + margin;
      long cycles = workload.profile().cycles(nanos);
      Trial trial = run(List.of(new Hold.At(order.first(), order.firstAt(), cycles)));
      if (trial.races.stream().anyMatch(other -> turns(race, other))) {
        String held =
            "with thread %d held for %s before %s, the other one comes first"
                .formatted(order.first(), Nanos.text(nanos), told.first().line());
        String change = change(trial);
        if (!change.isEmpty()) {
          return "CONFIRMED: %s, and %s.".formatted(held, change);
        }
        possible = possible.isEmpty() ? held : possible;
      }
    }
    return possible.isEmpty()
        ? "UNCONFIRMED: held for up to %s, thread %d still comes first, or the two are ordered."
            .formatted(Nanos.text(apart + MARGINS[MARGINS.length - 1]), order.first())
        : "UNCONFIRMED: %s, but all processes write and end the same.".formatted(possible);
  }

  /// Whether the same two race in another run, and the other one came first.
  private static boolean turns(Race race, Race other) {
    String first = race.first().place();
    String second = race.second().place();
    boolean same = other.first().place().equals(first) && other.second().place().equals(second);
    boolean turned = other.first().place().equals(second) && other.second().place().equals(first);
    Race.Order order = race.order();
    return other.orders().stream()
        .filter(each -> each.turned() ? same : turned)
        .anyMatch(each -> each.first() == order.second() && each.second() == order.first());
  }

  /// What shows otherwise than usually, or the empty string.
  private String change(Trial trial) {
    for (Map.Entry<Integer, String> each : usual.effects.entrySet()) {
      int pid = each.getKey();
      String now = trial.effects.getOrDefault(pid, "nothing, and does not end");
      if (!now.equals(each.getValue())) {
        String before = brief(each.getValue());
        return "process %d then gives %s, not %s".formatted(pid, brief(now), before);
      }
    }
    return "";
  }

  private static String brief(String text) {
    String line = text.strip().replace('\n', ' ');
    return line.length() <= 40 ? line : "..." + line.substring(line.length() - 37);
  }
}
