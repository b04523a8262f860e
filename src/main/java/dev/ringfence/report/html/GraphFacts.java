package dev.ringfence.report.html;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.output.Names;
import dev.ringfence.report.output.WaitGraph;
import dev.ringfence.report.output.WaitGraph.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for what at the end of a run, who holds that, and who could end a wait.
///
/// @param waits those of stuck tasks first
/// @param more how many waits are left out
record GraphFacts(List<Waits> waits, List<Holds> holds, List<Could> could, int more) {
  private static final int MOST = 400;
  private static final int MOST_NAMED = 10;

  /// @param group the number of its group among those that are stuck, or -1
  record Waits(
      int tid, String task, int object, String name, String call, String place, int group) {}

  record Holds(int object, int tid, String task, String place) {}

  /// That a task could end the wait for an object that nobody holds.
  record Could(int object, int tid, String task) {}

  static GraphFacts of(WaitGraph graph, Outcome outcome) {
    Map<Integer, Integer> groups = new HashMap<>();
    Map<Integer, Stuck.StuckTask> stuck = new HashMap<>();
    for (int i = 0; i < outcome.stuck().size(); i++) {
      for (Stuck.StuckTask task : outcome.stuck().get(i).tasks()) {
        groups.put(task.tid(), i);
        stuck.put(task.tid(), task);
      }
    }
    Map<Integer, Wait> shown = new LinkedHashMap<>();
    graph.waits().forEach((tid, wait) -> add(shown, groups.containsKey(tid), tid, wait));
    graph.waits().forEach((tid, wait) -> add(shown, !groups.containsKey(tid), tid, wait));
    Names names = graph.names();
    List<Waits> waits = new ArrayList<>();
    List<Holds> holds = new ArrayList<>();
    List<Could> could = new ArrayList<>();
    Set<Integer> objects = new HashSet<>();
    shown.forEach(
        (tid, wait) -> {
          waits.add(
              new Waits(
                  tid,
                  names.task(tid),
                  wait.object(),
                  wait.name(),
                  wait.call().replaceFirst("^__", ""),
                  names.place(tid, wait.line()),
                  groups.getOrDefault(tid, -1)));
          if (objects.add(wait.object())) {
            Map<Integer, Integer> holders = graph.holders(wait.object());
            holders.forEach(
                (holder, line) ->
                    holds.add(
                        new Holds(
                            wait.object(), holder, names.task(holder), names.place(holder, line))));
            if (holders.isEmpty()) {
              could.addAll(could(stuck.get(tid), wait, names));
            }
          }
        });
    return new GraphFacts(waits, holds, could, graph.waits().size() - shown.size());
  }

  private static void add(Map<Integer, Wait> shown, boolean now, int tid, Wait wait) {
    if (now && shown.size() < MOST) {
      shown.put(tid, wait);
    }
  }

  private static List<Could> could(Stuck.@Nullable StuckTask task, Wait wait, Names names) {
    return task == null
        ? List.of()
        : task.waitsFor().stream()
            .limit(MOST_NAMED)
            .map(other -> new Could(wait.object(), other, names.task(other)))
            .toList();
  }
}
