package dev.ringfence.kernel.deadlock;

import dev.ringfence.kernel.deadlock.DeadlockPolicy.Claim;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Holding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Avoids deadlocks over claimed locks: grants one only if all who have claims can then still come
/// to their end ([Safety]). What nobody claims is not its concern.
///
/// A thread counts with the claims of its process. A lock for readers and writers counts as so many
/// units as there are threads, of which a reader has one and a writer all; whoever claims it may
/// come to write.
final class Banker {
  /// A lock that somebody claims.
  private static final class Resource {
    /// The process in whose memory it is, or on whose host if several reach it.
    final Process owner;

    final boolean common;

    /// Units that there are; of a lock for readers and writers unused.
    int units;

    /// Whoever has it for itself, of a lock for readers and writers.
    @Nullable Task writer;

    final boolean readersShare;

    Resource(Process owner, boolean common, boolean readersShare) {
      this.owner = owner;
      this.common = common;
      this.readersShare = readersShare;
    }

    boolean isReachedBy(Process process) {
      return common ? process.host == owner.host : process == owner;
    }
  }

  private record Replica(String name, int index, int count) {}

  private final Processes processes;
  private final Map<String, List<Claim>> claims;
  private final Map<WaitObject, Resource> known = new LinkedHashMap<>();
  private final Map<Replica, Map<String, Integer>> filled = new HashMap<>();

  /// Those who wait for others to give something back, so that what they ask for is safe.
  private final WaitObject waiting = new WaitObject("banker");

  Banker(Processes processes, Map<String, List<Claim>> claims) {
    this.processes = processes;
    this.claims = claims;
  }

  WaitQueue queue() {
    return waiting.queue();
  }

  /// What a task may hold at most of a lock.
  int claim(Task task, WaitObject lock) {
    Resource resource = known.get(lock);
    Process process = task.process();
    if (resource != null && !resource.isReachedBy(process)) {
      return 0;
    }
    int most = 0;
    for (Map.Entry<String, Integer> claim : claimsOf(process).entrySet()) {
      most = LockNames.mean(claim.getKey(), lock) ? Math.max(most, claim.getValue()) : most;
    }
    return most;
  }

  private Map<String, Integer> claimsOf(Process process) {
    List<Claim> all = claims.getOrDefault(process.name(), List.of());
    if (all.isEmpty()) {
      return Map.of();
    }
    return filled.computeIfAbsent(
        new Replica(process.name(), process.index(), process.count()),
        replica -> {
          Map<String, Integer> own = new LinkedHashMap<>();
          for (Claim claim : all) {
            String name = LockNames.fill(claim.lock(), replica.index, replica.count);
            own.merge(name, claim.units(), Integer::sum);
          }
          return own;
        });
  }

  /// Whether the lock was asked for, and somebody claims it.
  boolean concerns(WaitObject lock) {
    return known.containsKey(lock);
  }

  /// Whether somebody claims the lock; it is then known.
  ///
  /// @param free units that nobody has
  /// @param common whether it may be reached by several processes
  boolean knows(Task asking, WaitObject lock, int free, boolean common, boolean readersShare) {
    Resource resource = known.get(lock);
    if (resource == null) {
      boolean claimed = false;
      Process own = asking.process();
      for (Process process : common ? processes.on(own.host) : List.of(own)) {
        claimed |= claimsOf(process).keySet().stream().anyMatch(n -> LockNames.mean(n, lock));
      }
      if (!claimed) {
        return false;
      }
      resource = new Resource(own, common, readersShare);
      known.put(lock, resource);
    }
    resource.units = Math.max(resource.units, free + held(lock));
    return true;
  }

  private int held(WaitObject lock) {
    int sum = 0;
    for (Process process : processes.all()) {
      for (Task task : process.tasks) {
        sum += held(task, lock);
      }
    }
    return sum;
  }

  static int held(Task task, WaitObject lock) {
    int count = 0;
    for (Holding holding : task.holdings()) {
      count += holding.object() == lock ? 1 : 0;
    }
    return count;
  }

  /// Whether all can come to their end if the task gets one more unit of a lock that it may have.
  boolean isSafe(Task asking, WaitObject wanted, boolean shared) {
    List<Task> tasks = new ArrayList<>();
    for (Process process : processes.all()) {
      if (!process.zombie && !claimsOf(process).isEmpty()) {
        tasks.addAll(process.tasks);
      }
    }
    List<WaitObject> locks = new ArrayList<>(known.keySet());
    locks.removeIf(lock -> lock.signals);
    int[] available = new int[locks.size()];
    int[][] held = new int[tasks.size()][locks.size()];
    int[][] need = new int[tasks.size()][locks.size()];
    for (int i = 0; i < locks.size(); i++) {
      WaitObject lock = locks.get(i);
      Resource resource = known.get(lock);
      boolean readersShare = resource != null && resource.readersShare;
      int units = readersShare ? tasks.size() : resource == null ? 0 : resource.units;
      ToIntFunction<Task> has =
          task -> {
            boolean gets = task == asking && lock == wanted;
            boolean whole =
                readersShare
                    && (gets && !shared
                        || held(task, lock) > 0 && resource != null && resource.writer == task);
            return whole ? units : held(task, lock) + (gets ? 1 : 0);
          };
      available[i] = units;
      for (int t = 0; t < tasks.size(); t++) {
        int claim = claim(tasks.get(t), lock);
        int most = readersShare && claim > 0 ? units : Math.min(claim, units);
        held[t][i] = has.applyAsInt(tasks.get(t));
        need[t][i] = Math.max(0, most - held[t][i]);
        available[i] -= held[t][i];
      }
    }
    return Safety.isSafe(available, held, need);
  }

  /// The task takes a lock for readers and writers, for itself unless others may have it, too.
  void taken(Task task, WaitObject lock, boolean shared) {
    Resource resource = known.get(lock);
    if (resource != null) {
      resource.writer = shared ? null : task;
    }
  }

  /// A task ends: what it holds never comes back, unless somebody finds it free all the same.
  void ended(Task task) {
    for (Holding holding : task.holdings()) {
      Resource resource = known.get(holding.object());
      if (resource != null) {
        resource.units = Math.max(0, resource.units - 1);
      }
    }
  }

  /// That one of those who hold something that is claimed gives it back, or ends.
  Wait mayGiveBack(Task waiter) {
    List<Wait> any = new ArrayList<>();
    for (Process process : processes.on(waiter.process().host)) {
      for (Task task : process.tasks) {
        if (task != waiter
            && task.holdings().stream().anyMatch(h -> known.containsKey(h.object()))) {
          any.add(new Wait.May(task, Act.UNLOCK));
          any.add(new Wait.May(task, Act.POST));
          any.add(new Wait.MayLeave(task));
        }
      }
    }
    return new Wait.Or(any);
  }
}
