package dev.ringfence.analysis;

import dev.ringfence.analysis.Liveness.Fate;
import dev.ringfence.analysis.Stuck.Held;
import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.file.Descriptors.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Holding;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.machine.Profile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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

/// Says of stuck tasks who waits for whom, and why nothing can come of it.
public final class Explanation {
  /// The most stuck tasks that are all explained, and of how many more than that, some are.
  private static final int MOST = 10_000;

  private static final int SOME = 1000;

  private final Kernel kernel;
  private final Liveness liveness;
  private final Profile profile;
  private final Map<WaitQueue, Set<Task>> holders = new IdentityHashMap<>();

  /// Those that wait for stuck tasks that are not explained.
  private final Set<Task> beyond = new HashSet<>();

  private final Graph<Task, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);

  private Explanation(Kernel kernel, Liveness liveness, Profile profile) {
    this.kernel = kernel;
    this.liveness = liveness;
    this.profile = profile;
    for (Process process : kernel.processes().all()) {
      for (Task task : process.tasks) {
        for (Holding holding : task.holdings()) {
          if (!holding.object().isPartOfQueue()) {
            holders.computeIfAbsent(holding.object().queue(), _ -> new LinkedHashSet<>()).add(task);
          }
        }
      }
    }
  }

  /// All stuck tasks in groups: cycles and other roots first, then those behind them.
  public static List<Stuck> of(Kernel kernel, Liveness liveness, Profile profile) {
    return new Explanation(kernel, liveness, profile).groups();
  }

  private List<Stuck> groups() {
    Set<Task> stuck = liveness.stuck().keySet();
    choose(stuck);
    for (Task task : List.copyOf(graph.vertexSet())) {
      for (Task other : waitsFor(task)) {
        if (graph.containsVertex(other)) {
          graph.addEdge(task, other);
        } else if (Liveness.fate(other) != null) {
          beyond.add(task);
        }
      }
    }
    List<Stuck> groups = new ArrayList<>();
    List<Task> behind = new ArrayList<>();
    List<Set<Task>> components =
        new ArrayList<>(new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets());
    components.sort(Comparator.comparingInt(component -> first(component).tid()));
    for (Set<Task> component : components) {
      Task first = first(component);
      if (component.size() > 1 || graph.containsEdge(first, first)) {
        groups.add(cycle(inOrder(component, first)));
      } else if (graph.outDegreeOf(first) == 0 && !beyond.contains(first)) {
        groups.add(alone(first));
      } else {
        behind.add(first);
      }
    }
    if (!behind.isEmpty()) {
      String why =
          behind.size() == 1
              ? "It waits for a process that is stuck itself."
              : "They wait for processes that are stuck themselves.";
      groups.add(group("behind", behind, why));
    }
    int others = stuck.size() - graph.vertexSet().size();
    if (others > 0) {
      String why =
          "%,d more tasks are stuck; of so many only some are explained.".formatted(others);
      groups.add(group("others", stuck, why, List.of()));
    }
    return groups;
  }

  /// All stuck tasks are explained, or of very many some and those that they wait for.
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
          waitsFor(task).stream()
              .filter(t -> Liveness.fate(t) != null)
              .limit(SOME)
              .forEach(open::add);
        }
      }
      if (graph.vertexSet().size() >= SOME) {
        return;
      }
    }
  }

  private static Task first(Set<Task> tasks) {
    return tasks.stream().min(Comparator.comparingInt(Task::tid)).orElseThrow();
  }

  /// Along the edges as far as they go, then whoever is left.
  private List<Task> inOrder(Set<Task> component, Task first) {
    Set<Task> order = new LinkedHashSet<>();
    Task next = first;
    while (next != null) {
      order.add(next);
      next =
          graph.outgoingEdgesOf(next).stream()
              .map(graph::getEdgeTarget)
              .filter(task -> component.contains(task) && !order.contains(task))
              .min(Comparator.comparingInt(Task::tid))
              .orElse(null);
    }
    component.stream().sorted(Comparator.comparingInt(Task::tid)).forEach(order::add);
    return List.copyOf(order);
  }

  /// Whom the task waits for: whoever holds what it wants, or could do what it waits for.
  private Set<Task> waitsFor(Task task) {
    Set<Task> found = new LinkedHashSet<>();
    if (task.queue != null) {
      found.addAll(holders.getOrDefault(task.queue, Set.of()));
    }
    if (found.isEmpty()) {
      collect(task.formula.now(), task, found);
    }
    return found;
  }

  private void collect(Wait wait, Task waiter, Set<Task> found) {
    switch (wait) {
      case Wait.Certain _ -> {}
      case Wait.May(Task task, Act act) -> {
        if (task != waiter && (liveness.acts(task) & act.bit()) != 0) {
          found.add(task);
        }
      }
      case Wait.MayLeave(Task task) -> found.add(task);
      case Wait.MayEnd(Task task) -> found.add(task);
      case Wait.Left(List<Reference> handles) -> {
        for (Reference handle : handles) {
          handle.eachOfHolders().forEach(process -> found.addAll(process.tasks));
        }
      }
      case Wait.AnyMayLeave(Iterable<Process> processes, Predicate<Process> meant) -> {
        for (Process process : processes) {
          if (meant.test(process)) {
            found.addAll(process.tasks);
          }
        }
      }
      case Wait.AnyMay(Iterable<Process> processes, Act act) -> {
        for (Process process : processes) {
          process.tasks.forEach(other -> collect(new Wait.May(other, act), waiter, found));
        }
      }
      case Wait.AnyMayThen(Iterable<Process> processes, Act first, Act then) -> {
        long both = first.bit() | then.bit();
        for (Process process : processes) {
          for (Task task : process.tasks) {
            if (task != waiter && (liveness.acts(task) & both) == both) {
              found.add(task);
            }
          }
        }
      }
      case Wait.Open(Reference handle, Act act) -> {
        collect(new Wait.AnyMay(handle.eachOfHolders(), act), waiter, found);
        collect(new Wait.AnyMay(handle.eachOfHolders(), Act.PASS), waiter, found);
        carriers(handle)
            .forEach(
                carrier ->
                    collect(new Wait.AnyMay(carrier.eachOfHolders(), Act.RECEIVE), waiter, found));
      }
      case Wait.Held(List<Reference> handles, Act act) -> {
        handles.forEach(handle -> collect(handle.may(act), waiter, found));
        for (Reference handle : handles) {
          handle.eachOfHolders().forEach(process -> found.addAll(process.tasks));
          carriers(handle)
              .forEach(c -> c.eachOfHolders().forEach(process -> found.addAll(process.tasks)));
        }
      }
      case Wait.Deferred(Wait.Formula formula) -> collect(formula.now(), waiter, found);
      case Wait.And(List<Wait> all) -> all.forEach(part -> collect(part, waiter, found));
      case Wait.AtLeast(int _, List<Wait> of) -> of.forEach(part -> collect(part, waiter, found));
      case Wait.Or(List<Wait> any) -> any.forEach(part -> collect(part, waiter, found));
    }
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

  private Stuck cycle(List<Task> tasks) {
    Task first = tasks.getFirst();
    boolean held =
        tasks.stream().allMatch(t -> waitsFor(t).stream().anyMatch(o -> holding(o, t) != null));
    String why;
    if (tasks.size() == 1) {
      why = whyAlone(first, held);
    } else {
      why =
          "Each of these %d waits for %s; none of them can go on first."
              .formatted(
                  tasks.size(),
                  held ? "what the next one holds" : "something that only the next one can do");
    }
    return group("cycle", tasks, why);
  }

  /// Why a task that waits for what only it could do is stuck.
  private String whyAlone(Task task, boolean held) {
    String object = task.waitsFor;
    if (held || kernel.callOf(task).equals("flock")) {
      return "It waits for " + object + ", which it holds itself.";
    }
    if (object.contains("socket")) {
      return "It waits for others to use or close the other end of "
          + object
          + ", but it holds that open itself.";
    }
    return mayBeRead(task.formula.now())
        ? "It waits for others to read from "
            + object
            + " or to close it, but it holds the read end open itself."
        : "It waits for others to write to "
            + object
            + " or to close it, but it holds the write end open itself.";
  }

  /// Whether the wait is for a reader of what is full.
  private static boolean mayBeRead(Wait wait) {
    return wait instanceof Wait.Held held && held.act() == Act.READ
        || wait instanceof Wait.Or or && or.any().stream().anyMatch(Explanation::mayBeRead);
  }

  private static WaitObject.@Nullable Deed holding(Task holder, Task waiter) {
    return holder.holdings().stream()
        .filter(holding -> holding.object().queue() == waiter.queue)
        .map(h -> new WaitObject.Deed(holder.tid(), h.place(), h.time()))
        .findFirst()
        .orElse(null);
  }

  private Stuck alone(Task task) {
    WaitObject object = objectOf(task);
    if (object != null && object.lostSignal.tid() != 0) {
      String why =
          "Thread %d signalled %s at %s, at %s, when nobody waited for it yet; that wake-up is lost, and no other will come."
              .formatted(
                  object.lostSignal.tid(),
                  object.name(),
                  task.context().program().placeOf(object.lostSignal.place()),
                  Nanos.text(profile.nanos(object.lostSignal.time())));
      return group("lost-wakeup", List.of(task), why).with(List.of(lost(object, task)));
    }
    if (object != null && object.abandoned.tid() != 0) {
      String why =
          "Thread %d took %s at %s and ended without giving it back."
              .formatted(
                  object.abandoned.tid(),
                  object.name(),
                  task.context().program().placeOf(object.abandoned.place()));
      return group("orphaned", List.of(task), why);
    }
    return group("orphaned", List.of(task), "Nobody that is left can ever " + wanted(task) + ".");
  }

  private Stuck.Deed lost(WaitObject object, Task waiter) {
    return new Stuck.Deed(
        profile.nanos(object.lostSignal.time()),
        object.lostSignal.tid(),
        "thread " + object.lostSignal.tid(),
        "signals " + object.name() + ", for which nobody waits yet",
        waiter.context().program().placeOf(object.lostSignal.place()));
  }

  private static @Nullable WaitObject objectOf(Task task) {
    for (WaitObject object : task.process().waitObjects().values()) {
      if (object.queue() == task.queue) {
        return object;
      }
    }
    return null;
  }

  private String wanted(Task task) {
    return switch (kernel.callOf(task)) {
      case "pthread_mutex_lock" -> "unlock " + task.waitsFor;
      case "pthread_cond_wait" -> "signal " + task.waitsFor;
      case "sem_wait" -> "raise " + task.waitsFor;
      case "read" -> "write to " + task.waitsFor;
      case "write" -> "read from " + task.waitsFor;
      case "recv", "recvfrom", "recvmsg", "recvmmsg" -> "send to " + task.waitsFor;
      case "send", "sendto", "sendmsg", "sendmmsg" -> "receive what " + task.waitsFor + " has sent";
      case "accept", "accept4" -> "connect to " + task.waitsFor;
      case "connect" -> "accept a connection of " + task.waitsFor;
      case "msgrcv" -> "send what it waits for to " + task.waitsFor;
      case "msgsnd" -> "receive from " + task.waitsFor;
      case "semop", "semtimedop" -> "let it have " + task.waitsFor;
      case "openat" -> "open the other end of " + task.waitsFor;
      case "flock", "fcntl" -> "give back " + task.waitsFor;
      default -> "bring about the " + task.waitsFor;
    };
  }

  private Stuck group(String kind, List<Task> tasks, String why) {
    return group(kind, tasks, why, tasks.stream().map(this::describe).toList());
  }

  private Stuck group(String kind, Collection<Task> tasks, String why, List<StuckTask> described) {
    Fate last = null;
    for (Task task : tasks) {
      Fate fate = Liveness.fate(task);
      if (fate != null && (last == null || fate.since() > last.since())) {
        last = fate;
      }
    }
    if (last == null) {
      throw new IllegalStateException("a stuck task without a fate");
    }
    return new Stuck(
        kind,
        profile.nanos(last.since()),
        liveness.unlessKilled(),
        inevitable(last),
        why,
        described);
  }

  private String inevitable(Fate fate) {
    Process process = fate.lastProcess();
    for (Task task : process.tasks) {
      if (task.tid() == fate.last().tid() && task.state == Task.State.BLOCKED) {
        return "%s called %s at %s and had to wait for %s"
            .formatted(nameOf(task), kernel.callOf(task), lineOf(task), task.waitsFor);
      }
    }
    return process.zombie
        ? "process %d (%s) ended".formatted(process.pid(), process.label())
        : "process %d (%s) gave a handle back".formatted(process.pid(), process.label());
  }

  static String nameOf(Task task) {
    Process process = task.process();
    String label = process.parent == Process.INIT ? process.label() : "child of " + process.parent;
    return task.tid() == process.pid() ? label : label + " thread " + task.tid();
  }

  static String lineOf(Task task) {
    return task.context().program().placeOf(task.context().userLine());
  }

  private StuckTask describe(Task task) {
    Map<WaitObject, Held> held = new LinkedHashMap<>();
    task.holdings().stream()
        .filter(holding -> !holding.object().signals)
        .forEach(
            h ->
                held.put(
                    h.object(),
                    new Held(
                        h.object().name(),
                        task.context().program().placeOf(h.place()),
                        profile.nanos(h.time()))));
    return new StuckTask(
        task.process().pid(),
        task.tid(),
        nameOf(task),
        kernel.callOf(task),
        task.waitsFor,
        lineOf(task),
        List.copyOf(held.values()),
        graph.outgoingEdgesOf(task).stream().map(e -> graph.getEdgeTarget(e).tid()).toList());
  }
}
