package dev.ringfence.report.finding;

import dev.ringfence.analysis.PriorityInversions;
import dev.ringfence.analysis.PriorityInversions.Inversion;
import dev.ringfence.core.Nanos;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Looks for priority inversions in a run, and tries what would have become of them if all mutexes
/// had let their holders inherit priority: it runs the scenario again, with the same seed.
public final class InversionSearch implements Observer, Consumer<Event> {
  /// What a task is called, and where its program has a packed line.
  public interface Names {
    String task(int tid);

    String place(int tid, int line);
  }

  private static final int MOST = 10;

  private final Workload workload;
  private final Profile profile;
  private final PriorityInversions inversions;

  public InversionSearch(Workload workload) {
    this.workload = workload;
    profile = workload.profile();
    inversions = new PriorityInversions(workload.machine().window());
  }

  @Override
  public Consumer<Event> events() {
    return this;
  }

  /// Has the kernel tell, once a task has a priority, what the search needs.
  @Override
  public void prepare(Simulation simulation) {
    simulation.kernel().parts().priorities().follow();
  }

  @Override
  public void accept(Event event) {
    inversions.accept(event);
  }

  @Override
  public Outcome finish(Simulation simulation, History history, Outcome outcome) {
    Kernel kernel = simulation.kernel();
    return outcome.with(found(kernel.now(), history.names(kernel.processes().programs())));
  }

  /// What was found in a run that is over: for each task and lock the longest inversion.
  private List<Finding> found(long now, Names names) {
    inversions.finish(now);
    Map<Long, Inversion> worst = new LinkedHashMap<>();
    for (Inversion one : inversions.found()) {
      long pair = (long) one.waiter() << 32 | one.object();
      worst.merge(pair, one, (a, b) -> b.inverted() > a.inverted() ? b : a);
    }
    if (worst.isEmpty()) {
      return List.of();
    }
    PriorityInversions remedied = inherit();
    return worst.values().stream()
        .limit(MOST)
        .map(inversion -> finding(inversion, names, remedied))
        .toList();
  }

  private PriorityInversions inherit() {
    PriorityInversions again = new PriorityInversions(workload.machine().window());
    PlainLoop loop = new PlainLoop();
    Simulation trial = Simulation.of(workload, loop, again);
    trial.kernel().events().tell(Events.Steps.NONE);
    trial.kernel().parts().priorities().follow();
    trial.kernel().parts().priorities().inheritAlways();
    loop.serve(trial.kernel());
    again.finish(trial.kernel().now());
    return again;
  }

  private Finding finding(Inversion inversion, Names names, PriorityInversions remedied) {
    String waiter = names.task(inversion.waiter());
    String holder = names.task(inversion.holder());
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s (priority %d) waits for %s at %s"
            .formatted(
                waiter,
                inversion.priority(),
                inversion.name(),
                names.place(inversion.waiter(), inversion.line())));
    parts.add(
        "it does so for %s, since %s".formatted(time(inversion.waited()), time(inversion.since())));
    parts.add(
        "%s holds it, taken at %s"
            .formatted(holder, names.place(inversion.holder(), inversion.takenAt())));
    parts.add("it could have run and had no CPU for %s".formatted(time(inversion.inverted())));
    List<String> tasks = new ArrayList<>(List.of(waiter, holder));
    inversion.by().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              parts.add(
                  names.task(entry.getKey())
                      + " had a CPU for "
                      + time(entry.getValue())
                      + " of that");
              tasks.add(names.task(entry.getKey()));
            });
    String remedy =
        "With PTHREAD_PRIO_INHERIT at all mutexes the longest wait of %s for a lock is %s, not %s."
            .formatted(
                waiter,
                time(remedied.longestWait(inversion.waiter())),
                time(inversions.longestWait(inversion.waiter())));
    return new Finding(
        "priority-inversion",
        String.join("; ", parts),
        tasks.stream().distinct().toList(),
        inversion.name(),
        profile.nanos(inversion.inverted()),
        remedy);
  }

  private String time(long cycles) {
    return Nanos.text(profile.nanos(cycles));
  }
}
