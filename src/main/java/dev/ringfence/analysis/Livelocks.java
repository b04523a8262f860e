package dev.ringfence.analysis;

import dev.ringfence.analysis.Stuck.Held;
import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.analysis.Stuck.Turn;
import dev.ringfence.analysis.livelock.Round;
import dev.ringfence.analysis.livelock.Round.Step;
import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Says of a machine that goes round for ever which tasks do so, what each of them does again and
/// again, and why nothing can come of it.
public final class Livelocks {
  private final Kernel kernel;
  private final Profile profile;
  private final Round round;
  private final Map<Integer, Task> tasks = new LinkedHashMap<>();

  private Livelocks(Kernel kernel, Profile profile, Round round) {
    this.kernel = kernel;
    this.profile = profile;
    this.round = round;
    for (Process process : kernel.processes().all()) {
      process.tasks.forEach(task -> tasks.put(task.tid(), task));
    }
  }

  /// Those that go round, and those that wait for them for ever without being known to be stuck.
  public static List<Stuck> of(Kernel kernel, Profile profile, Round round) {
    return new Livelocks(kernel, profile, round).groups();
  }

  private List<Stuck> groups() {
    Set<Integer> moving =
        round.steps().stream()
            .map(Step::tid)
            .filter(tasks::containsKey)
            .collect(Collectors.toSet());
    List<StuckTask> going = new ArrayList<>();
    List<StuckTask> waiting = new ArrayList<>();
    for (Task task : tasks.values()) {
      if (moving.contains(task.tid())) {
        going.add(describe(task));
      } else if (task.state == Task.State.BLOCKED && Liveness.fate(task) == null) {
        waiting.add(describe(task));
      }
    }
    List<Turn> loop = new ArrayList<>();
    for (Step step : round.steps()) {
      Task task = tasks.get(step.tid());
      if (task != null) {
        String line = task.context().program().placeOf(step.line());
        String name = Explanation.nameOf(task);
        loop.add(new Turn(step.tid(), name, step.call(), line, step.times()));
      }
    }
    long since = profile.nanos(round.from());
    long period = profile.nanos(round.length());
    String seen =
        "the whole state of the machine was the same at %s and %s later"
            .formatted(Nanos.text(since), Nanos.text(period));
    List<Stuck> groups = new ArrayList<>();
    groups.add(
        new Stuck("livelock", since, false, seen, why(going), going, period, loop, List.of()));
    if (!waiting.isEmpty()) {
      String why =
          (waiting.size() == 1 ? "It waits" : "They wait")
              + " for something that those who go round for ever do not come to.";
      groups.add(new Stuck("behind", since, false, "the others began to go round", why, waiting));
    }
    return groups;
  }

  private String why(List<StuckTask> going) {
    List<String> calls = round.steps().stream().map(Step::call).filter(c -> !c.isEmpty()).toList();
    boolean tries =
        round.steps().stream()
                .filter(step -> step.call().matches(".*(try|lock|sem|fcntl|msg).*"))
                .map(Step::tid)
                .distinct()
                .count()
            > 1;
    if (going.size() > 1) {
      return tries
          ? "Each gives up what the other needs, at the same pace, and so finds it taken again."
          : "Whatever one of them does, all is as before when they have gone round once.";
    }
    return calls.isEmpty()
        ? "It computes the same again and again: what it reads does not change, and nobody is left"
            + " to change it."
        : "It asks for the same again and again, and nobody is left who would change the answer.";
  }

  private StuckTask describe(Task task) {
    List<Held> held = new ArrayList<>();
    task.holdings().stream()
        .filter(holding -> !holding.object().signals)
        .forEach(
            h ->
                held.add(
                    new Held(
                        h.object().name(),
                        task.context().program().placeOf(h.place()),
                        profile.nanos(h.time()))));
    boolean blocked = task.state == Task.State.BLOCKED;
    return new StuckTask(
        task.process().pid(),
        task.tid(),
        Explanation.nameOf(task),
        blocked ? kernel.callOf(task) : "",
        blocked ? task.waitsFor : "",
        Explanation.lineOf(task),
        held,
        List.of());
  }
}
