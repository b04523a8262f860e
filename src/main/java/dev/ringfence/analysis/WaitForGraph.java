package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Holding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jspecify.annotations.Nullable;

/// Which stuck task waits for which. Where many wait for the same crowd of tasks, that is a node of
/// its own between them, so that there are about as many edges as tasks.
final class WaitForGraph {
  /// The most stuck tasks that are all taken, and of how many more than that, some are.
  private static final int MOST = 10_000;

  private static final int SOME = 1000;

  /// The most tasks that are named of those that a task waits for.
  private static final int MOST_NAMED = 100;

  private static final Comparator<Task> BY_NUMBER = Comparator.comparingInt(Task::tid);

  /// What a crowd has in common.
  ///
  /// @param whose processes, or who has something open; equal to itself alone
  /// @param acts all of which each may do
  /// @param meant which of the processes, or null for all
  /// @param others whether a task of the crowd that waits for it waits for the others only
  /// @param besides who waits there is not of the crowd; null for all
  private record Common(
      Object whose,
      long acts,
      @Nullable Predicate<Process> meant,
      boolean others,
      @Nullable WaitQueue besides) {}

  private final Liveness liveness;
  private final Map<Common, Crowd> crowds = new HashMap<>();
  private final Map<WaitQueue, Crowd> holders = new IdentityHashMap<>();

  /// Those that many wait for whose formulas name each.
  private final Map<Set<Object>, Crowd> named = new HashMap<>();

  private final Map<Task, List<Object>> targets = new HashMap<>();

  /// Tasks and crowds.
  private final Graph<Object, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);

  private int size;

  /// @param all all processes
  WaitForGraph(Iterable<Process> all, Liveness liveness) {
    this.liveness = liveness;
    for (Process process : all) {
      for (Task task : process.tasks) {
        for (Holding holding : task.holdings()) {
          if (!holding.object().isPartOfQueue()) {
            holders.computeIfAbsent(holding.object().queue(), _ -> new Crowd(false)).add(task);
          }
        }
      }
    }
    choose(liveness.stuck().keySet());
    for (Object node : List.copyOf(graph.vertexSet())) {
      if (node instanceof Task task) {
        size++;
        targets(task).forEach(target -> connect(task, target));
      }
    }
  }

  /// All stuck tasks, or of very many some and those that they wait for.
  private void choose(Set<Task> stuck) {
    if (stuck.size() <= MOST) {
      stuck.forEach(graph::addVertex);
      return;
    }
    Deque<Task> open = new ArrayDeque<>();
    for (Task root : stuck) {
      open.add(root);
      while (!open.isEmpty() && graph.vertexSet().size() < SOME) {
        Task task = open.remove();
        if (graph.addVertex(task)) {
          int most = open.size() + SOME;
          eachTarget(
              task,
              other -> open.size() < most && (Liveness.fate(other) == null || open.add(other)));
        }
      }
      if (graph.vertexSet().size() >= SOME) {
        return;
      }
    }
  }

  private void connect(Task task, Object target) {
    if (target instanceof Crowd crowd) {
      if (graph.addVertex(crowd)) {
        for (Task member : crowd.choose(graph::containsVertex)) {
          graph.addEdge(crowd, member);
        }
      }
      graph.addEdge(task, crowd);
    } else if (graph.containsVertex(target)) {
      graph.addEdge(task, target);
    }
  }

  /// How many tasks it has.
  int size() {
    return size;
  }

  /// Those of which each waits for each, in the end: by rising number, as are their tasks.
  List<List<Task>> components() {
    List<List<Task>> all = new ArrayList<>();
    for (Set<Object> nodes :
        new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
      List<Task> tasks = new ArrayList<>();
      for (Object node : nodes) {
        if (node instanceof Task task) {
          tasks.add(task);
        }
      }
      tasks.sort(BY_NUMBER);
      if (!tasks.isEmpty()) {
        all.add(tasks);
      }
    }
    all.sort(Comparator.comparing(List::getFirst, BY_NUMBER));
    return all;
  }

  /// Along the edges as far as they go, then whoever is left.
  List<Task> inOrder(List<Task> component) {
    Set<Task> members = new HashSet<>(component);
    Set<Task> order = new LinkedHashSet<>();
    for (Task next = component.getFirst(); next != null; next = after(next, members, order)) {
      order.add(next);
    }
    order.addAll(component);
    return List.copyOf(order);
  }

  private @Nullable Task after(Task task, Set<Task> members, Set<Task> order) {
    Task least = null;
    for (Object target : targets(task)) {
      Task next =
          switch (target) {
            case Crowd crowd ->
                crowd.first(other -> members.contains(other) && !order.contains(other));
            case Task other when members.contains(other) && !order.contains(other) -> other;
            default -> null;
          };
      least = next != null && (least == null || next.tid() < least.tid()) ? next : least;
    }
    return least;
  }

  /// Whether the task waits for what it could do itself.
  boolean isOnItself(Task task) {
    return targets(task).stream()
        .anyMatch(
            target -> target == task || target instanceof Crowd crowd && crowd.holdsBack(task));
  }

  /// Whether the task waits for no stuck task.
  boolean isAlone(Task task) {
    for (Object target : targets(task)) {
      boolean stuck =
          target instanceof Crowd crowd
              ? crowd.isAnyStuckBut(task)
              : target instanceof Task other && Liveness.fate(other) != null;
      if (stuck) {
        return false;
      }
    }
    return true;
  }

  /// The numbers of the tasks in the graph that a task waits for; of very many, the first.
  List<Integer> waitsFor(Task task) {
    Set<Integer> found = new LinkedHashSet<>();
    for (Object target : targets(task)) {
      List<Task> tasks =
          switch (target) {
            case Crowd crowd -> crowd.chosen();
            case Task other when graph.containsVertex(other) -> List.of(other);
            default -> List.of();
          };
      for (Task other : tasks) {
        if (found.size() == MOST_NAMED) {
          return List.copyOf(found);
        }
        if (!isLeftOut(target, other, task)) {
          found.add(other.tid());
        }
      }
    }
    return List.copyOf(found);
  }

  /// Whether any of those that a task waits for is so, be they stuck or not.
  boolean isAnyTarget(Task task, Predicate<Task> which) {
    boolean[] found = {false};
    eachTarget(task, other -> !(found[0] |= which.test(other)));
    return found[0];
  }

  /// Shows those that a task waits for until one is not taken.
  private void eachTarget(Task task, Predicate<Task> taker) {
    for (Object target : targets(task)) {
      List<Task> tasks = target instanceof Crowd crowd ? crowd.tasks() : List.of((Task) target);
      for (Task other : tasks) {
        if (!isLeftOut(target, other, task) && !taker.test(other)) {
          return;
        }
      }
    }
  }

  private static boolean isLeftOut(Object target, Task other, Task waiter) {
    return other == waiter && target instanceof Crowd crowd && crowd.isOfOthers();
  }

  /// Whom the task waits for: whoever holds what it wants, or could do what it waits for. Tasks and
  /// crowds.
  private List<Object> targets(Task task) {
    List<Object> known = targets.get(task);
    if (known == null) {
      Set<Object> found = new LinkedHashSet<>();
      Crowd holding = task.queue == null ? null : holders.get(task.queue);
      if (holding != null) {
        found.add(holding);
      } else {
        collect(task.formula.now(), task, found);
      }
      boolean many = found.size() > MOST_NAMED && found.stream().allMatch(Task.class::isInstance);
      known = many ? List.of(crowd(task, found)) : List.copyOf(found);
      targets.put(task, known);
    }
    return known;
  }

  /// Very many tasks as a crowd: others may wait for the same, or, if they are of it, for the rest.
  private Crowd crowd(Task waiter, Set<Object> found) {
    boolean one =
        waiter.holdings().stream().anyMatch(held -> held.object().queue() == waiter.queue);
    if (one) {
      found.add(waiter);
    }
    Crowd known = named.get(found);
    if (known == null) {
      known = new Crowd(one);
      for (Object task : found) {
        known.add((Task) task);
      }
      named.put(found, known);
    }
    return known;
  }

  private void collect(Wait wait, Task waiter, Set<Object> found) {
    switch (wait) {
      case Wait.Certain _ -> {}
      case Wait.May(Task task, Act act) -> {
        if (task != waiter && (liveness.acts(task) & act.bit()) != 0) {
          found.add(task);
        }
      }
      case Wait.MayLeave(Task task) -> found.add(task);
      case Wait.MayEnd(Task task) -> found.add(task);
      case Wait.Left(List<Reference> handles) ->
          handles.forEach(handle -> found.add(crowd(handle, 0, null)));
      case Wait.AnyMayLeave(Iterable<Process> processes, Predicate<Process> meant) ->
          add(processes, 0, meant, waiter, found);
      case Wait.AnyMay(Iterable<Process> processes, Act act) ->
          add(processes, act.bit(), null, waiter, found);
      case Wait.AnyMayThen(Iterable<Process> processes, Act first, Act then) ->
          add(processes, first.bit() | then.bit(), null, waiter, found);
      case Wait.EnoughMay(int _, Standing processes, long acts, WaitQueue besides) ->
          found.add(
              crowds.computeIfAbsent(
                  new Common(processes, acts, null, true, besides), this::crowd));
      case Wait.Open(Reference handle, Act act) -> open(handle, act, found);
      case Wait.Held(List<Reference> handles, Act act) -> {
        handles.forEach(handle -> open(handle, act, found));
        for (Reference handle : handles) {
          found.add(crowd(handle, 0, null));
          carriers(handle).forEach(carrier -> found.add(crowd(carrier, 0, null)));
        }
      }
      case Wait.Deferred(Wait.Formula formula) -> collect(formula.now(), waiter, found);
      case Wait.And(List<Wait> all) -> all.forEach(part -> collect(part, waiter, found));
      case Wait.AtLeast(int _, List<Wait> of) -> of.forEach(part -> collect(part, waiter, found));
      case Wait.Or(List<Wait> any) -> any.forEach(part -> collect(part, waiter, found));
    }
  }

  private void open(Reference handle, Act act, Set<Object> found) {
    found.add(crowd(handle, act.bit(), null));
    found.add(crowd(handle, Act.PASS.bit(), null));
    carriers(handle).forEach(carrier -> found.add(crowd(carrier, Act.RECEIVE.bit(), null)));
  }

  /// The processes as one crowd, if others may mean the same, or else the tasks of each.
  private void add(
      Iterable<Process> processes,
      long acts,
      @Nullable Predicate<Process> meant,
      Task waiter,
      Set<Object> found) {
    if (processes instanceof Standing) {
      found.add(crowd(processes, acts, meant));
      return;
    }
    for (Process process : processes) {
      if (process.tasks.size() > 1 && (meant == null || meant.test(process))) {
        found.add(
            crowds.computeIfAbsent(new Common(process, acts, null, acts != 0, null), this::crowd));
      } else if (meant == null || meant.test(process)) {
        process.tasks.forEach(task -> addIfAble(task, acts, waiter, found));
      }
    }
  }

  private void addIfAble(Task task, long acts, Task waiter, Set<Object> found) {
    if (acts == 0 || task != waiter && (liveness.acts(task) & acts) == acts) {
      found.add(task);
    }
  }

  private Crowd crowd(Object processes, long acts, @Nullable Predicate<Process> meant) {
    return crowds.computeIfAbsent(new Common(processes, acts, meant, acts != 0, null), this::crowd);
  }

  private Crowd crowd(Common common) {
    Crowd crowd = new Crowd(common.others);
    Iterable<Process> processes =
        common.whose instanceof Standing standing ? standing : List.of((Process) common.whose);
    for (Process process : processes) {
      if (common.meant == null || common.meant.test(process)) {
        for (Task task : process.tasks) {
          boolean may = common.acts == 0 || (liveness.acts(task) & common.acts) == common.acts;
          if (may && (common.besides == null || task.queue != common.besides)) {
            crowd.add(task);
          }
        }
      }
    }
    return crowd;
  }

  /// The sockets out of which it can be taken, those out of which these can be taken, and so on.
  private static Set<Reference> carriers(Reference handle) {
    Set<Reference> all = new LinkedHashSet<>();
    Deque<Reference> open = new ArrayDeque<>(handle.carriers());
    while (!open.isEmpty()) {
      Reference next = open.pop();
      if (all.add(next)) {
        open.addAll(next.carriers());
      }
    }
    return all;
  }
}
