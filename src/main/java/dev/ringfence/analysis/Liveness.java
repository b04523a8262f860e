package dev.ringfence.analysis;

import dev.ringfence.c.Program;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.Watch;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject.Deed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Knows at every moment which blocked tasks nothing can wake any more.
///
/// A blocked task is alive when its wait formula holds with none but living tasks acting; the least
/// such set is kept up to date. Each living blocked task remembers the processes that its life
/// rests on (its witness). When a task blocks, or a process gives handles back, only those that
/// rest on it are judged again. A task that runs counts as able to do all that its program does; a
/// blocked one, what its program can still come to from where it is ([Intent]). So there is no
/// false alarm; should a task that was found stuck go on all the same, unless a kill freed it, the
/// run ends with an error of ours.
public final class Liveness implements Watch {
  /// How the fate of a stuck task was sealed.
  ///
  /// @param since cycles of virtual time
  /// @param last what was done then: the last possibility went with it
  /// @param lastProcess the process that did it
  public record Fate(long since, Deed last, Process lastProcess) {}

  private final Kernel kernel;
  private final Consumer<Event> events;
  private final long checkEvery;
  private final Map<Program, Intent> intents = new HashMap<>();
  private final Map<Task, Set<Process>> witnesses = new LinkedHashMap<>();
  private final Map<Process, Set<Task>> dependents = new HashMap<>();
  private final Map<Task, Fate> stuck = new LinkedHashMap<>();
  private long nextCheck;

  /// @param checkEvery cycles after which everything is judged anew, to check what was kept
  public Liveness(Kernel kernel, Consumer<Event> events, long checkEvery) {
    this.kernel = kernel;
    this.events = events;
    this.checkEvery = checkEvery;
  }

  /// The tasks that nothing can wake any more, with the moment since when, in that order.
  public Map<Task, Fate> stuck() {
    return stuck;
  }

  /// Whether a task that can go on may still send a signal, which could end a stuck process.
  public boolean unlessKilled() {
    for (Process process : kernel.processes().all()) {
      for (Task task : process.tasks) {
        if (isAlive(task) && (acts(task) & Act.KILL.bit()) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void blocked(Task task) {
    Set<Task> suspects = new LinkedHashSet<>();
    suspects.add(task);
    judge(suspects, task.process(), Deed.of(task));
    if (kernel.now() >= nextCheck) {
      nextCheck = kernel.now() + checkEvery;
      check();
    }
  }

  @Override
  public void unblocked(Task task) {
    forget(task);
    if (stuck.containsKey(task)) {
      throw new IllegalStateException("task " + task.tid() + " was found stuck, and goes on");
    }
  }

  @Override
  public void lost(Process process) {
    stuck.keySet().removeIf(task -> task.state == Task.State.DEAD);
    judge(new LinkedHashSet<>(), process, new Deed(process.pid(), 0, kernel.now()));
  }

  @Override
  public void surprised(Process process) {
    stuck.clear();
    witnesses.clear();
    dependents.clear();
    judge(new LinkedHashSet<>(blocked()), process, new Deed(process.pid(), 0, kernel.now()));
  }

  private Collection<Task> blocked() {
    List<Task> all = new ArrayList<>();
    for (Process process : kernel.processes().all()) {
      for (Task task : process.tasks) {
        if (task.state == Task.State.BLOCKED) {
          all.add(task);
        }
      }
    }
    return all;
  }

  /// Judges the suspects and all whose life rests on the process, or on one that is judged.
  private void judge(Set<Task> suspects, Process process, Deed cause) {
    Deque<Process> open = new ArrayDeque<>(List.of(process));
    Set<Process> seen = new LinkedHashSet<>(open);
    suspects.forEach(task -> add(task.process(), open, seen));
    while (!open.isEmpty()) {
      for (Task task : dependents.getOrDefault(open.pop(), Set.of())) {
        suspects.add(task);
        add(task.process(), open, seen);
      }
    }
    suspects.removeIf(task -> task.state != Task.State.BLOCKED || stuck.containsKey(task));
    suspects.forEach(this::forget);
    Set<Task> left = settle(suspects);
    if (!left.isEmpty()) {
      left.forEach(task -> stuck.put(task, new Fate(kernel.now(), cause, process)));
      List<Integer> tids = left.stream().map(Task::tid).toList();
      events.accept(new Event.Stuck(kernel.now(), tids, unlessKilled()));
    }
  }

  private static void add(Process process, Deque<Process> open, Set<Process> seen) {
    if (seen.add(process)) {
      open.push(process);
    }
  }

  /// Finds witnesses for as many as can have one.
  ///
  /// @return those without
  private Set<Task> settle(Set<Task> suspects) {
    Set<Task> left = new LinkedHashSet<>(suspects);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Task task : List.copyOf(left)) {
        Set<Process> witness = new LinkedHashSet<>();
        if (isAlive(task) || holds(kernel.waitOf(task), witness)) {
          left.remove(task);
          witnesses.put(task, witness);
          for (Process process : witness) {
            dependents.computeIfAbsent(process, _ -> new LinkedHashSet<>()).add(task);
          }
          changed = true;
        }
      }
    }
    return left;
  }

  private void forget(Task task) {
    Set<Process> witness = witnesses.remove(task);
    if (witness != null) {
      for (Process process : witness) {
        Set<Task> others = dependents.get(process);
        if (others != null && others.remove(task) && others.isEmpty()) {
          dependents.remove(process);
        }
      }
    }
  }

  private boolean isAlive(Task task) {
    return switch (task.state) {
      case READY, ON_CPU -> true;
      case DEAD -> false;
      case BLOCKED ->
          task.isWoken || witnesses.containsKey(task) || task.process().toRetry.contains(task);
    };
  }

  /// Whether the formula holds with none but living tasks acting.
  ///
  /// @param witness gets the processes that it then rests on
  private boolean holds(Wait wait, Set<Process> witness) {
    return switch (wait) {
      case Wait.Certain _ -> true;
      case Wait.May(Task task, Act act) ->
          restsOn(task, isAlive(task) && (acts(task) & act.bit()) != 0, witness);
      case Wait.MayLeave(Task task) -> restsOn(task, isAlive(task), witness);
      case Wait.And(List<Wait> all) -> {
        boolean holds = true;
        for (Wait part : all) {
          holds = holds && holds(part, witness);
        }
        yield holds;
      }
      case Wait.AtLeast(int count, List<Wait> of) -> {
        int found = 0;
        for (Wait part : of) {
          found += found < count && holds(part, witness) ? 1 : 0;
        }
        yield found >= count;
      }
      case Wait.Or(List<Wait> any) -> {
        for (Wait part : any) {
          Set<Process> own = new LinkedHashSet<>();
          if (holds(part, own)) {
            witness.addAll(own);
            yield true;
          }
        }
        yield false;
      }
    };
  }

  private static boolean restsOn(Task task, boolean holds, Set<Process> witness) {
    if (holds) {
      witness.add(task.process());
    }
    return holds;
  }

  /// What the task may still do.
  long acts(Task task) {
    Program program = task.context().program();
    Intent intent =
        intents.computeIfAbsent(program, p -> new Intent(p, kernel::call, this::allPrograms));
    return task.state == Task.State.BLOCKED
        ? intent.from(task.context(), task.process().entersByItself())
        : intent.complete(intent.whole());
  }

  private long allPrograms() {
    long acts = kernel.processes().programs().hasUnloaded() ? Act.OF_UTILITIES : 0;
    for (Program program : kernel.processes().programs().loaded()) {
      Intent intent = intents.get(program);
      if (intent == null) {
        intent = new Intent(program, kernel::call, this::allPrograms);
        intents.put(program, intent);
      }
      acts |= intent.whole();
    }
    return acts;
  }

  /// Judges everything anew: nobody may be without a witness who was not known to be stuck. A task
  /// that was found stuck stays so, even if those that it waits for now run and count as able to do
  /// more.
  private void check() {
    witnesses.clear();
    dependents.clear();
    Set<Task> all = new LinkedHashSet<>(blocked());
    all.removeAll(stuck.keySet());
    Set<Task> left = settle(all);
    if (!left.isEmpty()) {
      throw new IllegalStateException("these are stuck and were not found: " + tids(left));
    }
  }

  private static List<Integer> tids(Collection<Task> tasks) {
    return tasks.stream().map(Task::tid).toList();
  }
}
