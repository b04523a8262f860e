package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.scenario.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/// Takes views of a run's machine at given times, or at its end. It reads the kernel when all
/// processes are at rest, so that the run is the same as without it.
public final class Views implements Observer {
  private final List<View> views;
  private final Deque<Long> times;
  private final boolean atEnd;
  private final Profile profile;
  private final List<Seen> seen = new ArrayList<>();

  /// @param times nanoseconds of virtual time; none for the end of the run
  public Views(List<View> views, List<Long> times, Profile profile) {
    this.views = views;
    this.times = new ArrayDeque<>(new TreeSet<>(times));
    this.atEnd = times.isEmpty();
    this.profile = profile;
  }

  /// Has the kernel show itself in time.
  @Override
  public void prepare(Simulation simulation) {
    count(simulation.kernel());
    await(simulation.kernel());
  }

  /// Has the kernel count what is to be shown.
  public void count(Kernel kernel) {
    if (views.contains(View.RINGS)) {
      kernel.probes().countRings();
    }
    if (views.contains(View.STRACE_C)) {
      kernel.probes().countCalls();
    }
  }

  private void await(Kernel kernel) {
    if (!views.isEmpty() && !times.isEmpty()) {
      kernel.probes().observe(profile.cycles(times.element()), () -> look(kernel));
    }
  }

  private void look(Kernel kernel) {
    while (!times.isEmpty() && profile.cycles(times.element()) <= kernel.now()) {
      take(kernel, times.remove());
    }
    await(kernel);
  }

  @Override
  public Outcome finish(Simulation simulation, History history, Outcome outcome) {
    return outcome.with(finish(simulation.kernel()), List.of());
  }

  /// The run is over: takes what is still to be taken.
  ///
  /// @return all that was seen, in order
  public List<Seen> finish(Kernel kernel) {
    times.forEach(time -> take(kernel, time));
    times.clear();
    if (atEnd) {
      take(kernel, Seen.END);
    }
    return List.copyOf(seen);
  }

  private void take(Kernel kernel, long asked) {
    long at = profile.nanos(kernel.now());
    for (View view : views) {
      seen.add(new Seen(view.label(), asked, at, view.text(kernel, profile)));
    }
  }
}
