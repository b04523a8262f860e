package dev.ringfence.report.output;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.report.output.WaitGraph.Wait;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The graph of who waits for what at the end of a run, for `dot` of Graphviz: tasks are boxes,
/// what they wait for ellipses. An edge from a task says that it waits, one to a task that it
/// holds, or that it could end the wait. Who is stuck in a cycle is red.
///
/// Nobody that is stuck leaves the graph: so all groups of a run are in it, also those that were
/// stuck long before.
final class DotOutput implements Output {
  private final OutputStream out;
  private final WaitGraph graph = new WaitGraph();

  DotOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public Steps steps() {
    return Steps.OF_OBJECTS;
  }

  @Override
  public void prepare(Simulation simulation) {
    graph.prepare(simulation);
  }

  @Override
  public void accept(Event event) {
    graph.accept(event);
  }

  @Override
  public void ended(Ended run) throws IOException {
    out.write(new Drawing(graph, run).text().getBytes(StandardCharsets.UTF_8));
  }

  /// The graph as a text.
  private static final class Drawing {
    /// So many tasks that wait are drawn, those that are stuck first.
    private static final int MOST = 200;

    /// Of so many tasks that could end a wait an edge tells.
    private static final int MOST_NAMED = 10;

    private final StringBuilder text = new StringBuilder();
    private final WaitGraph graph;
    private final Names names;
    private final Ended run;
    private final Map<Integer, Stuck> stuck = new TreeMap<>();
    private final Map<Integer, Stuck.StuckTask> stuckTasks = new TreeMap<>();
    private final Set<Integer> drawn = new HashSet<>();

    Drawing(WaitGraph graph, Ended run) {
      this.graph = graph;
      this.names = graph.names();
      this.run = run;
      for (Stuck group : run.outcome().stuck()) {
        for (Stuck.StuckTask task : group.tasks()) {
          stuck.put(task.tid(), group);
          stuckTasks.put(task.tid(), task);
        }
      }
    }

    String text() {
      Map<Integer, Wait> shown = new LinkedHashMap<>();
      graph.waits().forEach((tid, wait) -> add(shown, stuck.containsKey(tid), tid, wait));
      graph.waits().forEach((tid, wait) -> add(shown, !stuck.containsKey(tid), tid, wait));
      text.append("digraph waits {\n");
      line(
          "graph [rankdir=LR, labelloc=t, fontname=\"sans-serif\", label=%s]",
          quoted(title(shown.size())));
      line("node [fontname=\"sans-serif\", fontsize=11]");
      line("edge [fontname=\"sans-serif\", fontsize=9]");
      shown.forEach(this::waiting);
      Set<Integer> objects = new HashSet<>();
      shown.values().stream()
          .sorted(Comparator.comparingInt(Wait::object))
          .filter(wait -> objects.add(wait.object()))
          .forEach(this::object);
      shown.forEach(this::couldEnd);
      return text.append("}\n").toString();
    }

    private static void add(Map<Integer, Wait> shown, boolean now, int tid, Wait wait) {
      if (now && shown.size() < MOST) {
        shown.put(tid, wait);
      }
    }

    private String title(int count) {
      String all = "Who waits for whom: " + run.outcome().scenario();
      int more = graph.waits().size() - count;
      return more == 0 ? all : all + "; %,d more tasks that wait are left out".formatted(more);
    }

    private void waiting(int tid, Wait wait) {
      Stuck group = stuck.get(tid);
      String kind = group == null ? "" : "\n" + group.kind();
      task(tid, names.task(tid) + kind, group != null);
      line(
          "t%d -> %s [label=%s%s]",
          tid,
          node(wait.object()),
          quoted(wait.call() + "\n" + names.place(tid, wait.line())),
          isInCycle(tid) ? ", color=red, penwidth=2" : "");
    }

    private void task(int tid, String label, boolean isStuck) {
      if (drawn.add(tid)) {
        String colour = isInCycle(tid) ? ", color=red, penwidth=2" : isStuck ? ", color=red" : "";
        line("t%d [shape=box, label=%s%s]", tid, quoted(label), colour);
      }
    }

    private void object(Wait wait) {
      line("%s [shape=ellipse, label=%s]", node(wait.object()), quoted(wait.name()));
      graph
          .holders(wait.object())
          .forEach(
              (tid, line) -> {
                task(tid, names.task(tid), stuck.containsKey(tid));
                line(
                    "%s -> t%d [label=%s%s]",
                    node(wait.object()),
                    tid,
                    quoted("held, taken at\n" + names.place(tid, line)),
                    isWaitedForInCycle(tid) ? ", color=red, penwidth=2" : "");
              });
    }

    /// Where nobody holds what a stuck task waits for: who could end the wait.
    private void couldEnd(int tid, Wait wait) {
      Stuck.StuckTask task = stuckTasks.get(tid);
      if (task == null || !graph.holders(wait.object()).isEmpty()) {
        return;
      }
      for (int other : task.waitsFor().stream().limit(MOST_NAMED).toList()) {
        task(other, names.task(other), stuck.containsKey(other));
        boolean red = isInCycle(tid) && stuck.get(tid) == stuck.get(other);
        line(
            "%s -> t%d [style=dashed, label=\"it could end this\"%s]",
            node(wait.object()), other, red ? ", color=red, penwidth=2" : "");
      }
    }

    private boolean isInCycle(int tid) {
      Stuck group = stuck.get(tid);
      return group != null && group.kind().equals("cycle");
    }

    private boolean isWaitedForInCycle(int tid) {
      Stuck group = stuck.get(tid);
      return group != null
          && isInCycle(tid)
          && group.tasks().stream().anyMatch(task -> task.waitsFor().contains(tid));
    }

    private static String node(int object) {
      return object < 0 ? "w" + -object : "o" + object;
    }

    private void line(String format, Object... values) {
      text.append("  ").append(format.formatted(values)).append(";\n");
    }

    private static String quoted(String label) {
      return '"' + label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
  }
}
