package dev.ringfence.analysis;

import dev.ringfence.c.Program;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.Watch;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Reliance;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  /// @param process that did what took the last possibility away
  /// @param tid its task
  /// @param place where that began to wait, as [Program#lines] packs it; or [#ENDED], or 0
  /// @param program in which it did, or null if it did something else
  public record Fate(long since, Process process, int tid, int place, @Nullable Program program) {
    /// As a place: the process ended.
    static final int ENDED = -1;

    /// The task began to wait.
    private static Fate waiting(Task task, long now) {
      Context context = task.context();
      return new Fate(now, task.process(), task.tid(), context.userLine(), context.program());
    }

    /// The process was stopped, ended, or can do less than before.
    private static Fate lost(Process process, long now) {
      if (process.signals.stopped && !process.zombie) {
        return waiting(process.tasks.getFirst(), now);
      }
      return new Fate(now, process, process.pid(), process.zombie ? ENDED : 0, null);
    }
  }

  /// The future is looked into after so much more of the run, as a fraction of what it has been.
  private static final int FORESIGHTS = 4;

  /// Of more processes the future is not looked into.
  private static final int MOST_FORESEEN = 1000;

  private final Kernel kernel;
  private final long checkEvery;
  private final Intents intents;
  private final Fates fates = new Fates();
  private final Witness witness = new Witness();
  private final Doubts doubts = new Doubts();
  private final UntilLeft untilLeft = new UntilLeft();
  private final Evaluation evaluation;
  private final WitnessSearch search;
  private long nextCheck;
  private long blocks;
  private long checks;
  private long nextForesight;

  /// @param checkEvery cycles after which everything is judged anew, to check what was kept
  public Liveness(Kernel kernel, long checkEvery) {
    this.kernel = kernel;
    this.intents = new Intents(kernel);
    this.evaluation = new Evaluation(kernel.processes().all(), intents, witness, doubts);
    this.search = new WitnessSearch(kernel, evaluation, witness, fates, doubts, untilLeft);
    this.checkEvery = checkEvery;
  }

  /// The tasks that nothing can wake any more, with the moment since when, in that order.
  public Map<Task, Fate> stuck() {
    return fates.all();
  }

  /// How the fate of a task was sealed, or null if it can go on.
  static @Nullable Fate fate(Task task) {
    return task.fate instanceof Fate fate ? fate : null;
  }

  /// Whether a task that can go on may still send a signal, which could end a stuck process.
  public boolean unlessKilled() {
    if (!intents.any(Act.KILL)) {
      return false;
    }
    for (Process process : kernel.processes().all()) {
      for (Task task : process.tasks) {
        if (evaluation.isAlive(task) && (acts(task) & Act.KILL.bit()) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void blocked(Task task) {
    if (!isPlainlyAlive(task)) {
      Set<Task> suspects = new LinkedHashSet<>();
      suspects.add(task);
      if (!moveDependents(task, suspects) || !isPlainlyAlive(task)) {
        judge(suspects, Set.of(), Fate.waiting(task, kernel.now()));
      }
    }
    blocks++;
    if (kernel.now() >= nextCheck && blocks >= kernel.processes().all().size()) {
      nextCheck = kernel.now() + checkEvery;
      blocks = 0;
      check(task);
      if (checks++ >= nextForesight && kernel.processes().all().size() <= MOST_FORESEEN) {
        nextForesight = checks + checks / FORESIGHTS;
        foresee(task);
      }
    }
  }

  /// Whether, at a glance, a task that has just blocked can be woken by tasks that go on, or that
  /// live without it, and may still do all that others rely on. Then nothing else need be judged.
  private boolean isPlainlyAlive(Task task) {
    Process process = task.process();
    if (process.signals.stopped || task.fate != null) {
      return false;
    }
    WitnessSearch.forget(task);
    boolean relied = process.relied != null;
    if (relied && Reliance.exceeds(process, acts(task)) || HeldUp.isAnyUnnoted(task)) {
      return false;
    }
    return livesWithout(process, task);
  }

  /// Has a blocked task without a witness rest on tasks that go on, or that live without its
  /// process and the other. False when that is not seen at a glance.
  private boolean livesWithout(Process other, Task task) {
    if (task.process().signals.stopped) {
      return false;
    }
    witness.clear(true);
    boolean holds = evaluation.holds(task.formula.now());
    if (!holds && !HeldUp.isAnyUnnoted(task)) {
      witness.clear(false);
      holds =
          evaluation.holds(task.formula.now()) && witness.isIndependentOf(task.process(), other);
    }
    if (holds) {
      search.remember(task);
    }
    witness.clear(false);
    return holds;
  }

  /// Has those who rest on the process of a task that has just blocked rest on others, if they are
  /// few.
  ///
  /// @param suspects gets one that did not find any
  private boolean moveDependents(Task task, Set<Task> suspects) {
    Process process = task.process();
    List<Task> dependents = new ArrayList<>();
    for (Reliance each = process.relied; each != null; each = each.following()) {
      dependents.add(each.task());
      if (dependents.size() > Witness.MOST_LOOKS || each.task().process() == process) {
        return false;
      }
    }
    for (Task dependent : dependents) {
      WitnessSearch.forget(dependent);
      if (!livesWithout(process, dependent)) {
        suspects.add(dependent);
        return false;
      }
    }
    return !dependents.isEmpty() && task.fate == null;
  }

  @Override
  public void roused(Task task) {
    if (task.fate == null) {
      WitnessSearch.forget(task);
    }
  }

  @Override
  public void unblocked(Task task) {
    WitnessSearch.forget(task);
    if (task.fate != null) {
      throw new IllegalStateException("task " + task.tid() + " was found stuck, and goes on");
    }
  }

  /// If one of those who still wait can rely on whoever has it next, all can.
  @Override
  public void handedOn(WaitObject object) {
    Task waiter = object.queue().firstAsleep();
    if (waiter != null && waiter.fate == null) {
      witness.clear(true);
      boolean holds = evaluation.holds(waiter.formula.now());
      witness.clear(false);
      if (!holds) {
        judge(
            new LinkedHashSet<>(object.queue().tasks()),
            Set.of(),
            Fate.waiting(waiter, kernel.now()));
      }
    }
  }

  /// Looks into the future of all tasks, which finds more of them stuck.
  private void foresee(Task last) {
    Set<Task> found = new Foresight(kernel, intents).stuck(false);
    found.removeIf(task -> task.fate != null);
    found.forEach(WitnessSearch::forget);
    fates.foreseen.addAll(found);
    seal(found, Fate.waiting(last, kernel.now()));
  }

  /// What was foreseen did not reckon with the end of a process by a fault of its own.
  @Override
  public void lost(Process process) {
    if (process.zombie && process.fatalSignal != 0 && !fates.foreseen.isEmpty()) {
      surprised(process);
    } else if (process.relied != null || !untilLeft.isEmpty()) {
      judge(new LinkedHashSet<>(), Set.of(), Fate.lost(process, kernel.now()));
    }
  }

  @Override
  public boolean heedsSignals(Process process) {
    return !fates.isEmpty()
        || process.zombie
        || process.fatalSignal != 0
        || process.signals.stopped;
  }

  /// Judges the process itself again as well, and those stuck tasks that were told to look again,
  /// that it was found unable to wake, or that may concern any process.
  @Override
  public void surprised(Process process) {
    evaluation.changed();
    Set<Task> hopes = fates.isEmpty() ? Set.of() : hopesOf(process);
    judge(new LinkedHashSet<>(process.tasks), hopes, Fate.lost(process, kernel.now()));
    if (process.zombie) {
      doubts.end(process);
    }
  }

  private Set<Task> hopesOf(Process surprised) {
    Set<Task> hopes = new LinkedHashSet<>(doubts.on(surprised));
    hopes.addAll(fates.foreseen);
    kernel.forEachWoken(hopes::add);
    hopes.addAll(doubts.onAny(surprised.zombie ? evaluation::mayBeLeft : search::holds));
    return hopes;
  }

  /// Judges all blocked tasks as they stand now: for when nobody was told of what happened before.
  ///
  /// @param most of more blocked tasks nothing is said, since each may depend on each
  public void judgeAll(int most) {
    Collection<Task> all = blocked();
    if (all.size() <= most) {
      Set<Task> left = new LinkedHashSet<>(all);
      search.settle(left);
      for (Task task : left) {
        fates.seal(Set.of(task), Fate.waiting(task, kernel.now()));
      }
    }
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

  /// Judges the suspects and all whose life rests on the process of what was done last, or on one
  /// that is judged.
  ///
  /// @param hopes tasks that may be stuck and go on after all
  /// @param fate of those that are stuck now
  private void judge(Set<Task> suspects, Set<Task> hopes, Fate fate) {
    Process process = fate.process();
    do {
      addDependents(suspects, process);
      suspects.removeIf(task -> task.state != Task.State.BLOCKED || task.fate != null);
      suspects.forEach(WitnessSearch::forget);
      search.settle(suspects, hopes);
    } while (addHeldUp(suspects, process));
    seal(suspects, fate);
    suspects.forEach(task -> evaluation.explain(task, kernel.waitOf(task)));
  }

  /// Adds those whose life rests on the process, or on one of the suspects.
  private static void addDependents(Set<Task> suspects, Process process) {
    Deque<Process> open = new ArrayDeque<>(List.of(process));
    Set<Process> seen = new LinkedHashSet<>(open);
    Set<WaitQueue> held = new HashSet<>();
    suspects.forEach(task -> add(task.process(), open, seen));
    while (!open.isEmpty()) {
      Process next = open.pop();
      for (Reliance link = next.relied; link != null; link = link.following()) {
        suspects.add(link.task());
        add(link.task().process(), open, seen);
      }
      for (Task task : HeldUp.by(next, held)) {
        if (task.fate == null && suspects.add(task)) {
          add(task.process(), open, seen);
        }
      }
    }
  }

  /// Adds those who rest on handles that the process or one of the suspects has open and can no
  /// longer give back.
  private boolean addHeldUp(Set<Task> suspects, Process process) {
    if (untilLeft.isEmpty()) {
      return false;
    }
    Set<Process> ended = new LinkedHashSet<>(List.of(process));
    suspects.forEach(task -> ended.add(task.process()));
    boolean any = false;
    for (Process each : ended) {
      if (each.tasks.stream().noneMatch(evaluation::isAlive)) {
        any |= suspects.addAll(untilLeft.heldUpBy(each));
      }
    }
    return any;
  }

  /// Those of the tasks that were not known to be stuck are.
  private void seal(Set<Task> tasks, Fate fate) {
    List<Integer> tids = fates.seal(tasks, fate);
    if (!tids.isEmpty()) {
      kernel.events().accept(new Event.Stuck(kernel.now(), tids, unlessKilled()));
      kernel.parts().lockGuard().found(tasks);
    }
  }

  private static void add(Process process, Deque<Process> open, Set<Process> seen) {
    if (seen.add(process)) {
      open.push(process);
    }
  }

  private void forgetAll() {
    for (Process process : kernel.processes().all()) {
      process.tasks.forEach(WitnessSearch::forget);
    }
  }

  /// How often it was asked whether a task may act, and it may not: the work so far.
  long looks() {
    return evaluation.looks();
  }

  /// What the task may still do.
  long acts(Task task) {
    return intents.acts(task);
  }

  /// Judges everything anew: nobody should be without a witness who was not known to be stuck. A
  /// task that was found stuck stays so, even if those that it waits for now run and count as able
  /// to do more.
  private void check(Task last) {
    forgetAll();
    Set<Task> all = new LinkedHashSet<>(blocked());
    all.removeIf(task -> task.fate != null);
    search.settle(all);
    assert all.isEmpty() : "these are stuck and were not found: " + tids(all);
    seal(all, Fate.waiting(last, kernel.now()));
  }

  /// The blocked tasks that [Foresight] finds at a moment when all are at rest.
  Set<Task> foreseen() {
    return new Foresight(kernel, intents).stuck(true);
  }

  private static List<Integer> tids(Collection<Task> tasks) {
    return tasks.stream().map(Task::tid).toList();
  }
}
