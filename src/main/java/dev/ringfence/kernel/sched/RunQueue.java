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

/// The run queue: the tasks that could go on if a CPU turned to them, first come first, and which
/// CPUs those of each host may have.
final class RunQueue {
  private final Deque<Task> ready = new ArrayDeque<>();

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

  /// Puts a task at the end.
  void add(Task task) {
    ready.add(task);
  }

  void remove(Task task) {
    ready.remove(task);
  }

  /// Whether a task waits for a CPU like this one.
  boolean wants(Cpu cpu) {
    if (!isDivided()) {
      return !ready.isEmpty();
    }
    for (Task task : ready) {
      if (suits(cpu, task)) {
        return true;
      }
    }
    return false;
  }

  private boolean suits(Cpu cpu, Task task) {
    int host = task.process().host;
    long cpus = host < cpusOfHosts.length ? cpusOfHosts[host] : 0;
    return cpus == 0 || (cpus >>> cpu.number & 1) != 0;
  }

  /// Takes the first task out that may run on a CPU, or returns null.
  @Nullable Task take(Cpu cpu) {
    if (!isDivided()) {
      return ready.poll();
    }
    for (Task task : ready) {
      if (suits(cpu, task)) {
        ready.remove(task);
        return task;
      }
    }
    return null;
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
