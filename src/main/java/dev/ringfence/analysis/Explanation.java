package dev.ringfence.analysis;

import dev.ringfence.analysis.Liveness.Fate;
import dev.ringfence.analysis.Stuck.Held;
import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says of stuck tasks who waits for whom, and why nothing can come of it.
public final class Explanation {
  private final Kernel kernel;
  private final Liveness liveness;
  private final Profile profile;
  private final WaitForGraph graph;
  private final boolean unlessKilled;

  /// By the queues at which tasks of a process may wait, for each process that was asked for.
  private final Map<Process, Map<WaitQueue, WaitObject>> objects = new HashMap<>();

  private Explanation(Kernel kernel, Liveness liveness, Profile profile) {
    this.kernel = kernel;
    this.liveness = liveness;
    this.profile = profile;
    graph = new WaitForGraph(kernel.processes().all(), liveness);
    unlessKilled = graph.size() > 0 && liveness.unlessKilled();
  }

  /// All stuck tasks in groups: cycles and other roots first, then those behind them.
  public static List<Stuck> of(Kernel kernel, Liveness liveness, Profile profile) {
    return new Explanation(kernel, liveness, profile).groups();
  }

  private List<Stuck> groups() {
    List<Stuck> groups = new ArrayList<>();
    List<Task> behind = new ArrayList<>();
    for (List<Task> component : graph.components()) {
      Task first = component.getFirst();
      if (component.size() > 1 || graph.isOnItself(first)) {
        groups.add(cycle(graph.inOrder(component)));
      } else if (graph.isAlone(first)) {
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
    Set<Task> stuck = liveness.stuck().keySet();
    int others = stuck.size() - graph.size();
    if (others > 0) {
      String why =
          "%,d more tasks are stuck; of so many only some are explained.".formatted(others);
      groups.add(group("others", stuck, why, List.of()));
    }
    return groups;
  }

  private Stuck cycle(List<Task> tasks) {
    Task first = tasks.getFirst();
    boolean held = tasks.stream().allMatch(t -> graph.isAnyTarget(t, other -> holdsFor(other, t)));
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

  private static boolean holdsFor(Task holder, Task waiter) {
    for (Holding holding : holder.holdings()) {
      if (holding.object().queue() == waiter.queue) {
        return true;
      }
    }
    return false;
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

  private @Nullable WaitObject objectOf(Task task) {
    return task.queue == null
        ? null
        : objects.computeIfAbsent(task.process(), Explanation::objectsOf).get(task.queue);
  }

  private static Map<WaitQueue, WaitObject> objectsOf(Process process) {
    Map<WaitQueue, WaitObject> all = new IdentityHashMap<>();
    process.waitObjects().values().forEach(object -> all.put(object.queue(), object));
    return all;
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
        kind, profile.nanos(last.since()), unlessKilled, inevitable(last), why, described);
  }

  private String inevitable(Fate fate) {
    Process process = fate.process();
    for (Task task : process.tasks) {
      if (task.tid() == fate.tid()
          && task.state == Task.State.BLOCKED
          && task.context().userLine() == fate.place()) {
        return "%s called %s at %s and had to wait for %s"
            .formatted(nameOf(task), kernel.callOf(task), lineOf(task), task.waitsFor);
      }
    }
    String how =
        fate.place() == Fate.ENDED
            ? "ended"
            : fate.program() == null
                ? "gave a handle back"
                : "waited at " + fate.program().placeOf(fate.place());
    return "process %d (%s) %s".formatted(process.pid(), process.label(), how);
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
        graph.waitsFor(task));
  }
}
