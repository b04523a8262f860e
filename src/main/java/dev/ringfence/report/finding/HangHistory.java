package dev.ringfence.report.finding;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.Stuck.Deed;
import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells of those who are stuck what led to it: it runs the scenario again, with the same seed, and
/// keeps what concerns them and what they wait for.
public final class HangHistory implements Observer {
  private static final int MOST = 12;

  /// Of a longer run there is no history, and none of a larger group.
  private static final long MOST_EVENTS = 5_000_000;

  private static final int MOST_TASKS = 1000;

  private final Workload workload;

  public HangHistory(Workload workload) {
    this.workload = workload;
  }

  @Override
  public Outcome finish(Simulation simulation, History history, Outcome outcome) {
    boolean waits = outcome.stuck().stream().anyMatch(HangHistory::hasHistory);
    if (!waits || simulation.kernel().events().count() > MOST_EVENTS) {
      return outcome;
    }
    PlainLoop loop = new PlainLoop();
    HangRecorder recorder = new HangRecorder();
    Simulation again = Simulation.of(workload, loop, _ -> {});
    again.kernel().probes().follow(recorder);
    loop.serve(again.kernel());
    if (!again.kernel().events().digest().equals(outcome.digest())) {
      return outcome; // it was interrupted
    }
    InversionSearch.Names names = history.names(simulation.kernel().processes().programs());
    Map<Integer, String> stuck = new HashMap<>();
    outcome.stuck().forEach(group -> group.tasks().forEach(t -> stuck.put(t.tid(), t.name())));
    List<Stuck> told = new ArrayList<>();
    for (Stuck group : outcome.stuck()) {
      told.add(hasHistory(group) ? group.with(deeds(group, recorder, names, stuck)) : group);
    }
    return outcome.withStuck(told);
  }

  private static boolean hasHistory(Stuck group) {
    return group.period() == 0 && !group.tasks().isEmpty() && group.tasks().size() <= MOST_TASKS;
  }

  /// @param stuck what reports call those who are stuck
  private List<Deed> deeds(
      Stuck group, HangRecorder recorder, InversionSearch.Names names, Map<Integer, String> stuck) {
    Profile profile = workload.profile();
    Set<Integer> tids = group.tasks().stream().map(StuckTask::tid).collect(Collectors.toSet());
    List<Deed> all = new ArrayList<>(group.history());
    for (HangRecorder.Deed deed : recorder.of(tids, MOST - all.size())) {
      int tid = deed.tid();
      String task = names.task(tid);
      String numbered = task.contains(" thread ") ? task : task + " (" + tid + ")";
      String name = stuck.getOrDefault(tid, numbered);
      String line = deed.line() == 0 ? "" : names.place(tid, deed.line());
      all.add(new Deed(profile.nanos(deed.time()), tid, name, deed.what(), line));
    }
    all.sort(Comparator.comparingLong(Deed::at));
    return all;
  }
}
