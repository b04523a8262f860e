package dev.ringfence.kernel.deadlock;

import dev.ringfence.kernel.deadlock.DeadlockPolicy.Victim;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.kernel.sched.Schedule;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// Chooses whom to end, of those that are stuck.
final class VictimChoice {
  private VictimChoice() {}

  /// @param stuck at least one
  static Process of(Collection<Task> stuck, Victim rule) {
    Set<Process> candidates = new LinkedHashSet<>();
    inTheWay(stuck).forEach(task -> candidates.add(task.process()));
    return candidates.stream().max(order(rule)).orElseThrow();
  }

  /// Those who hold what another one of them waits for, as far as that goes on; all, if nobody
  /// does. So who only waits behind a circle is not among them.
  static Set<Task> inTheWay(Collection<Task> stuck) {
    Set<Task> left = new LinkedHashSet<>(stuck);
    boolean changed = true;
    while (changed) {
      Set<WaitObject> wanted = new HashSet<>();
      for (Task task : left) {
        for (Task holder : left) {
          for (Holding holding : holder.holdings()) {
            if (!holding.object().signals && task.queue == holding.object().queue()) {
              wanted.add(holding.object());
            }
          }
        }
      }
      changed =
          left.removeIf(
              task -> task.holdings().stream().noneMatch(h -> wanted.contains(h.object())));
    }
    return left.isEmpty() ? new LinkedHashSet<>(stuck) : left;
  }

  /// The best victim last.
  private static Comparator<Process> order(Victim rule) {
    Comparator<Process> younger = Comparator.comparingInt(Process::pid);
    return switch (rule) {
      case YOUNGEST -> younger;
      case OLDEST -> younger.reversed();
      case FEWEST_LOCKS -> Comparator.comparingInt(VictimChoice::minusLocks).thenComparing(younger);
      case LEAST_WORK -> Comparator.comparingLong(VictimChoice::minusWork).thenComparing(younger);
      case LOWEST_PRIORITY ->
          Comparator.comparingInt(VictimChoice::minusPriority).thenComparing(younger);
    };
  }

  private static int minusLocks(Process process) {
    return -process.tasks.stream().mapToInt(task -> task.holdings().size()).sum();
  }

  private static long minusWork(Process process) {
    return -process.tasks.stream().mapToLong(task -> task.cpuTime).sum();
  }

  private static int minusPriority(Process process) {
    return -process.tasks.stream().mapToInt(VictimChoice::priority).max().orElse(0);
  }

  private static int priority(Task task) {
    Schedule.Wish wish = Schedule.of(task);
    return wish.priority() > 0 ? 100 + wish.priority() : -wish.nice();
  }
}
