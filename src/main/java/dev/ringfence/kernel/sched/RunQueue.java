package dev.ringfence.kernel.sched;

import dev.ringfence.core.Rng;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The run queue: the tasks that could go on if a CPU turned to them, and which CPUs those of each
/// host may have.
///
/// First come, first served, as long as all are scheduled as usual. Otherwise ranks decide, and
/// among those that are not of real time the weights of their nice values.
final class RunQueue {
  private final Deque<Task> ready = new ArrayDeque<>();

  /// Whether some task is not scheduled as usual, so that ranks decide.
  private boolean isOrdered;

  /// The [Schedule#virtualTime] of the task that was taken last, of those that are not of real
  /// time: whoever begins or has slept begins with it.
  private long floor;

  /// The CPUs of hosts by place, as bits, with 0 for all; empty where every task may run on each.
  private long[] cpusOfHosts = {};

  /// Has tasks of a host run on its own CPUs only, from now on.
  ///
  /// @param cpus by number, as bits
  void reserve(int host, long cpus) {
    if (host >= cpusOfHosts.length) {
      cpusOfHosts = Arrays.copyOf(cpusOfHosts, host + 1);
    }
    cpusOfHosts[host] = cpus;
  }

  private boolean isDivided() {
    return cpusOfHosts.length > 0;
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  int size() {
    return ready.size();
  }

  /// Lets ranks and weights decide from now on.
  void order() {
    isOrdered = true;
  }

  boolean isOrdered() {
    return isOrdered;
  }

  /// Puts a task at the end that begins or has slept.
  void add(Task task) {
    if (isOrdered) {
      Schedule schedule = task.schedule();
      schedule.virtualTime = Math.max(schedule.virtualTime, floor);
    }
    ready.add(task);
  }

  /// Puts a task at the end that has been on a CPU until now.
  void addBack(Task task) {
    ready.add(task);
  }

  /// Puts a task before all others that has lost its CPU to one of a higher rank.
  void addFirst(Task task) {
    ready.addFirst(task);
  }

  void remove(Task task) {
    ready.remove(task);
  }

  /// Whether a task is to have the CPU now that the time slice of the one on it is used up.
  ///
  /// @param yields whether that one gives way of its own accord
  boolean wants(Cpu cpu, Task task, boolean yields) {
    if (!isOrdered && !isDivided()) {
      return !ready.isEmpty();
    }
    Task best = best(cpu);
    if (!isOrdered || best == null) {
      return best != null;
    }
    int rank = Schedule.rank(task);
    if (Schedule.rank(best) != rank) {
      return Schedule.rank(best) > rank;
    }
    if (rank > 0) {
      return yields || Schedule.of(task).policy() == Schedule.RR;
    }
    Schedule own = task.schedule();
    if (yields) {
      own.virtualTime = Math.max(own.virtualTime, best.schedule().virtualTime);
    }
    return best.schedule().virtualTime <= own.virtualTime;
  }

  /// Whether a task waits for the CPU that ranks above the one on it.
  boolean outranks(Cpu cpu, Task task) {
    Task best = best(cpu);
    return best != null && Schedule.rank(best) > Schedule.rank(task);
  }

  /// The task that is to have a CPU next, or null: the one of the highest rank; of those that are
  /// not of real time, the one that has had least for its weight; otherwise the first.
  private @Nullable Task best(Cpu cpu) {
    Task best = null;
    for (Task task : ready) {
      if ((best == null || isOrdered && isBefore(task, best)) && suits(cpu, task)) {
        best = task;
        if (!isOrdered) {
          break;
        }
      }
    }
    return best;
  }

  private static boolean isBefore(Task task, Task other) {
    int rank = Schedule.rank(task);
    int rankOfOther = Schedule.rank(other);
    return rank != rankOfOther
        ? rank > rankOfOther
        : rank == 0 && task.schedule().virtualTime < other.schedule().virtualTime;
  }

  private boolean suits(Cpu cpu, Task task) {
    int host = task.process().host;
    long cpus = host < cpusOfHosts.length ? cpusOfHosts[host] : 0;
    return cpus == 0 || (cpus >>> cpu.number & 1) != 0;
  }

  /// Takes the task out that is to have a CPU next, or returns null.
  @Nullable Task take(Cpu cpu) {
    if (!isOrdered && !isDivided()) {
      return ready.poll();
    }
    Task best = best(cpu);
    if (best != null) {
      ready.remove(best);
      if (isOrdered && Schedule.rank(best) == 0) {
        floor = Math.max(floor, best.schedule().virtualTime);
      }
    }
    return best;
  }

  /// Puts the tasks in a random order.
  void shuffle(Rng rng) {
    List<Task> order = new ArrayList<>(ready);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, (int) rng.below(i + 1L));
    }
    ready.clear();
    ready.addAll(order);
  }
}
