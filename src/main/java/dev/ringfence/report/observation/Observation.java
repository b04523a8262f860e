package dev.ringfence.report.observation;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.finding.Finding;
import dev.ringfence.report.finding.InversionSearch;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.report.view.RunViews;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.scenario.expect.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A run with those who look at it: what they need is asked of its kernel, what happens is told to
/// them in the order in which they were added, and what they have seen becomes its outcome.
public final class Observation implements AutoCloseable {
  private final Workload workload;
  private final History history;
  private final Metrics metrics;
  private final List<Observer> observers = new ArrayList<>();
  private boolean detectsRaces;
  private final long start = System.nanoTime();

  private Observation(Workload workload, History history, Metrics metrics) {
    this.workload = workload;
    this.history = history;
    this.metrics = metrics;
  }

  /// Looks at all that the scenario's expectations are about.
  public static Observation of(Workload workload) {
    Expectations expect = workload.scenario().expect();
    Metrics metrics = Metrics.ofRun(workload.profile(), expect.boundsCalls());
    Observation all =
        new Observation(workload, new History(expect.claims()), metrics)
            .add(Observer.of(metrics))
            .add(new Expected(expect))
            .add(new InversionSearch(workload));
    return expect.claims().findings() == null ? all : all.add(new RunViews(List.of(), workload));
  }

  /// Looks at how processes end, and measures nothing: expectations are not judged by it.
  public static Observation ofEnds(Workload workload) {
    return new Observation(workload, new History(), Metrics.ofRun(workload.profile(), false));
  }

  /// What expectations need.
  private record Expected(Expectations expect) implements Observer {
    @Override
    public Steps steps() {
      return expect.steps();
    }

    @Override
    public boolean describesCalls() {
      return expect.claims().describesCalls();
    }
  }

  /// Has data races be looked for, whether they are expected or not.
  public void detectRaces() {
    detectsRaces = true;
  }

  /// Adds one who looks, before the run is made.
  public Observation add(Observer observer) {
    observers.add(observer);
    return this;
  }

  /// Who is to be told of all events, in order.
  public Consumer<Event> events() {
    Consumer<Event> all = history;
    for (Observer observer : observers) {
      Consumer<Event> one = observer.events();
      all = one == null ? all : all.andThen(one);
    }
    return all;
  }

  /// Makes the run, ready to boot.
  ///
  /// @param effects the shell that will carry out what the kernel asks
  /// @param events lead to [#events()]
  /// @throws IllegalArgumentException when the machine's memory does not suffice for the processes
  public Simulation simulation(Kernel.Effects effects, Consumer<Event> events) {
    Simulation plain = Simulation.of(workload, effects, events);
    Simulation simulation = detectsRaces ? plain.detectingRaces() : plain;
    Kernel kernel = simulation.kernel();
    kernel.events().tell(observers.stream().map(Observer::steps).reduce(Steps.NONE, Steps::most));
    if (observers.stream().anyMatch(Observer::describesCalls)) {
      kernel.probes().describeCalls();
    }
    observers.forEach(observer -> observer.prepare(simulation));
    return simulation;
  }

  /// The run goes on no longer, whether it has come to its end or failed.
  @Override
  public void close() {
    observers.forEach(Observer::close);
  }

  /// What came of a run that is over.
  public Outcome outcome(Simulation simulation) {
    Outcome outcome = Outcome.of(simulation, history, metrics, System.nanoTime() - start);
    for (Observer observer : observers) {
      outcome = observer.finish(simulation, history, outcome);
    }
    Set<String> wanted = workload.scenario().expect().claims().findings();
    return wanted == null ? outcome : outcome.judged(List.of(ofFindings(wanted, outcome)));
  }

  private static Expectation ofFindings(Set<String> wanted, Outcome outcome) {
    Set<String> found = new TreeSet<>();
    outcome.findings().stream()
        .map(Finding::kind)
        .filter(Claims.FINDINGS::contains)
        .forEach(found::add);
    return new Expectation(
        wanted.isEmpty() ? "no finding" : "findings: " + String.join(", ", wanted),
        found.equals(wanted),
        found.isEmpty() ? "none" : String.join(", ", found));
  }
}
