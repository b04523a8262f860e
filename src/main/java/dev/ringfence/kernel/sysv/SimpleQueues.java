package dev.ringfence.kernel.sysv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Those who wait for one semaphore each, by its number. A queue that has been used is kept.
final class SimpleQueues {
  private static final List<PendingOperations> UNUSED = List.of();

  private final List<List<PendingOperations>> queues = new ArrayList<>();

  /// Those who wait for a semaphore, the first one first.
  List<PendingOperations> of(int number) {
    return number < queues.size() ? queues.get(number) : UNUSED;
  }

  /// Has somebody wait for the only semaphore of its operations, behind the others.
  void add(PendingOperations pending) {
    int number = pending.operations.get(0).number();
    while (queues.size() <= number) {
      queues.add(UNUSED);
    }
    if (queues.get(number) == UNUSED) {
      queues.set(number, new ArrayList<>(1));
    }
    queues.get(number).add(pending);
  }

  /// How many semaphores there are at most for which somebody has waited: those of lower numbers.
  int size() {
    return queues.size();
  }

  /// Moves all to another queue, those of the last semaphore first.
  void moveTo(Collection<PendingOperations> other) {
    for (List<PendingOperations> queue : queues.reversed()) {
      if (queue != UNUSED) {
        other.addAll(queue);
        queue.clear();
      }
    }
  }
}
