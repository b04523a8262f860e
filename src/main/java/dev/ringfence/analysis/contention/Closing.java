package dev.ringfence.analysis.contention;

import dev.ringfence.analysis.contention.Account.BlameOn;
import dev.ringfence.analysis.contention.Account.Channel;
import dev.ringfence.analysis.contention.Account.OfObject;
import dev.ringfence.analysis.contention.Account.OfProcess;
import dev.ringfence.analysis.contention.Account.Step;
import dev.ringfence.analysis.contention.Account.Times;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Makes the account of a run that is over.
final class Closing {
  private final Collection<ProcessTimes> processes;
  private final List<ObjectUse> objects;
  private final CpuUse cpus;
  private final @Nullable PathGraph graph;
  private final Places places;
  private final BiFunction<String, Integer, String> words;
  private final long end;
  private final @Nullable ProcessTimes[] ofTasks;
  private final Map<Integer, Long> onPath = new HashMap<>();

  /// @param ofTasks the process of each task that there was
  Closing(
      Collection<ProcessTimes> processes,
      List<ObjectUse> objects,
      CpuUse cpus,
      @Nullable PathGraph graph,
      @Nullable ProcessTimes[] ofTasks,
      Places places,
      BiFunction<String, Integer, String> words,
      long end) {
    this.processes = processes;
    this.objects = objects;
    this.cpus = cpus;
    this.graph = graph;
    this.ofTasks = ofTasks;
    this.places = places;
    this.words = words;
    this.end = end;
  }

  Account account() {
    List<OfObject> rows = new ArrayList<>();
    for (ObjectUse object : objects) {
      if (object.acquisitions() > 0 || object.waits.count() > 0 || object.fill.isKnown()) {
        rows.add(row(object));
      }
    }
    rows.add(cpuRow());
    rows.sort(
        Comparator.comparingLong((OfObject row) -> -row.waits().total())
            .thenComparingInt(OfObject::number));
    List<Step> path = graph == null || !graph.isWhole() ? null : path(graph);
    return new Account(end, rows, processRows(), path, Findings.of(objects, end));
  }

  private OfObject row(ObjectUse object) {
    Fill fill = object.fill;
    return new OfObject(
        object.number(),
        object.name(),
        object.acquisitions(),
        object.contended(),
        object.handOffs(),
        object.overtakes(),
        object.queue.longest(),
        Times.of(object.waits),
        Times.of(object.holders.times),
        fill.isKnown()
            ? new Channel(fill.capacity(), fill.most(), fill.timeFull(), fill.timeEmpty())
            : null,
        blames(object));
  }

  private List<BlameOn> blames(ObjectUse object) {
    List<BlameOn> all = new ArrayList<>();
    for (Blame blame : object.blames.values()) {
      String culprit =
          switch (blame.key.kind()) {
            case Blame.OUTSIDE -> "a timer, a device or the network";
            case Blame.NOBODY -> "nobody: the wait came to nothing";
            default -> blame.key.culprit() == 0 ? "a process" : text(blame.key.culprit());
          };
      if (blame.nanos > 0 || blame.times > 0) {
        all.add(new BlameOn(text(blame.key.waiter()), culprit, blame.nanos, blame.times));
      }
    }
    all.sort(Comparator.comparingLong(BlameOn::nanos).reversed());
    return all;
  }

  private @Nullable ProcessTimes ofTask(int tid) {
    return tid > 0 && tid < ofTasks.length ? ofTasks[tid] : null;
  }

  private String text(long place) {
    ProcessTimes process = place >>> 32 == 0 ? ofTask((int) place) : null;
    return process == null ? places.text(place, words) : process.label + " (" + process.pid + ")";
  }

  private OfObject cpuRow() {
    Times wait = Times.of(cpus.waits);
    return new OfObject(
        0,
        "the CPUs",
        cpus.waits.count(),
        cpus.contended(),
        0,
        0,
        cpus.longest(),
        wait,
        Times.of(cpus.holds),
        null,
        List.of(new BlameOn("", "a process", wait.total(), wait.count())));
  }

  private List<OfProcess> processRows() {
    List<OfProcess> rows = new ArrayList<>();
    for (ProcessTimes process : processes) {
      rows.add(
          new OfProcess(
              process.pid,
              process.label,
              process.lifetime,
              process.running,
              process.runnable,
              process.blocked(),
              onPath.getOrDefault(process.pid, 0L),
              process.slack));
    }
    return rows;
  }

  private List<Step> path(PathGraph turns) {
    int last = turns.lastBefore(end);
    slack(turns, last);
    Map<Integer, ObjectUse> byNumber = new HashMap<>();
    objects.forEach(object -> byNumber.put(object.number(), object));
    Map<List<String>, CriticalPath.Part> parts = new LinkedHashMap<>();
    CriticalPath.of(turns, end, last)
        .forEach(
            (key, part) -> {
              ProcessTimes process = ofTask(key.tid());
              ObjectUse object = byNumber.get(key.object());
              boolean runs = key.kind() == StepKind.RUNNING || key.kind() == StepKind.HOLDING;
              if (runs && process != null) {
                onPath.merge(process.pid, part.nanos(), Long::sum);
              }
              String kind = key.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
              List<String> name =
                  List.of(
                      kind,
                      process == null ? "" : "%s (%d)".formatted(process.label, process.pid),
                      object == null ? "" : object.name(),
                      text(key.place()));
              parts.merge(name, part, CriticalPath.Part::plus);
            });
    List<Step> steps = new ArrayList<>();
    parts.forEach(
        (name, part) ->
            steps.add(
                new Step(
                    name.get(0),
                    name.get(1),
                    name.get(2),
                    name.get(3),
                    part.nanos(),
                    end == 0 ? 0 : (double) part.nanos() / end,
                    part.times())));
    steps.sort(Comparator.comparingLong(Step::nanos).reversed());
    return steps;
  }

  private void slack(PathGraph turns, int last) {
    long[] latest = Slack.latest(turns, end, last);
    for (int turn = 0; turn < turns.size; turn++) {
      ProcessTimes process = turns.kind[turn] == PathGraph.RUN ? ofTask(turns.tid[turn]) : null;
      if (process != null) {
        long slack = latest[turn] - turns.time[turn];
        process.slack = process.slack < 0 ? slack : Math.min(process.slack, slack);
      }
    }
  }
}
