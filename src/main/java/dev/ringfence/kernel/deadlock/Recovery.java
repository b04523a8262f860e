package dev.ringfence.kernel.deadlock;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Ends processes until nobody is stuck: the victim is sent `SIGKILL`, its locks are given back,
/// and, if that is wanted, it is started again.
final class Recovery {
  private record Place(Process process, WaitObject lock) {}

  private record Due(long time, Process process) {}

  private final DeadlockPolicy policy;
  private final Processes processes;
  private final Scheduler scheduler;
  private final Intervention.Teller teller;
  private final long restartDelay;
  private final Predicate<Process> starter;
  private final Set<Task> stuck = new LinkedHashSet<>();
  private final Set<Process> victims = new HashSet<>();
  private final Map<Place, LockRequest> places = new HashMap<>();
  private final Deque<Due> due = new ArrayDeque<>();
  private final Alarm alarm = new Alarm(0, this::restart);

  /// @param restartDelay cycles
  /// @param starter starts a process like another one; false if there is no memory
  Recovery(
      DeadlockPolicy policy,
      Processes processes,
      Scheduler scheduler,
      Intervention.Teller teller,
      long restartDelay,
      Predicate<Process> starter) {
    this.policy = policy;
    this.processes = processes;
    this.scheduler = scheduler;
    this.teller = teller;
    this.restartDelay = restartDelay;
    this.starter = starter;
  }

  /// Notes where a lock is in the memory of who asks for it.
  void note(LockRequest request) {
    places.putIfAbsent(new Place(request.task().process(), request.lock()), request);
  }

  /// Nothing can wake these any more.
  void found(Collection<Task> tasks) {
    stuck.addAll(tasks);
  }

  /// Ends one process if some are stuck. Whether it has.
  boolean recover() {
    stuck.removeIf(task -> task.state == Task.State.DEAD || task.fate == null);
    for (Task task : stuck) {
      if (task.process().fatalSignal != 0) {
        return false;
      }
    }
    if (stuck.isEmpty()) {
      return false;
    }
    Process victim = VictimChoice.of(stuck, policy.victim());
    Task first = firstStuck(victim);
    teller.tell(first, Intervention.VICTIM, "waits for " + first.waitsFor, reason(victim));
    victims.add(victim);
    processes.residents().use(victim);
    victim.surprising = true;
    boolean again = policy.restart() && victim.parent == Process.INIT && !victim.adopted;
    processes.signals().send(victim, SignalInfo.fromKernel(Signal.SIGKILL.number()));
    if (again) {
      due.add(new Due(scheduler.now() + restartDelay, victim));
      if (!alarm.isSet()) {
        scheduler.set(alarm, due.element().time());
      }
    }
    return true;
  }

  private Task firstStuck(Process victim) {
    for (Task task : victim.tasks) {
      if (stuck.contains(task)) {
        return task;
      }
    }
    return victim.tasks.getFirst();
  }

  private String reason(Process victim) {
    StringBuilder held = new StringBuilder();
    for (Task task : victim.tasks) {
      for (Holding holding : task.holdings()) {
        held.append(held.isEmpty() ? "it holds " : ", ").append(holding.object().name());
      }
    }
    String rule =
        switch (policy.victim()) {
          case YOUNGEST -> "is the youngest";
          case OLDEST -> "is the oldest";
          case FEWEST_LOCKS -> "holds fewest";
          case LEAST_WORK -> "has worked least";
          case LOWEST_PRIORITY -> "has the lowest priority";
        };
    return "%s; of %d that are stuck it %s"
        .formatted(held.isEmpty() ? "it holds nothing" : held, stuck.size(), rule);
  }

  /// A task ends: those of a victim give back what they hold.
  void ended(Task task) {
    Process process = task.process();
    if (victims.contains(process)) {
      for (Holding holding : task.holdings()) {
        LockRequest request = places.get(new Place(process, holding.object()));
        if (request != null && !holding.object().signals) {
          request.giveBack().of(task, request.address());
        }
      }
    }
  }

  /// A process has ended.
  void ended(Process process) {
    victims.remove(process);
    places.keySet().removeIf(place -> place.process == process);
  }

  private void restart() {
    while (!due.isEmpty() && due.element().time() <= scheduler.now()) {
      Process victim = due.remove().process();
      if (starter.test(victim)) {
        String replica = victim.count() > 1 ? "[" + victim.index() + "]" : "";
        String reason = "it was a victim as process " + victim.pid();
        teller.tell(null, Intervention.RESTARTED, victim.name() + replica, reason);
      }
    }
    if (!due.isEmpty()) {
      scheduler.set(alarm, due.element().time());
    }
  }
}
