package dev.ringfence.kernel.sysv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// Those who wait for one semaphore each, by its number. A queue that has been used is kept.
final class SimpleQueues {
  private final TreeMap<Integer, List<PendingOperations>> queues = new TreeMap<>();

  /// Those who wait for a semaphore, the first one first.
  List<PendingOperations> of(int number) {
    List<PendingOperations> queue = queues.get(number);
    return queue == null ? List.of() : queue;
  }

  /// Has somebody wait for the only semaphore of its operations, behind the others.
  void add(PendingOperations pending) {
    int number = pending.operations.getFirst().number();
    queues.computeIfAbsent(number, _ -> new ArrayList<>(1)).add(pending);
  }

  /// The semaphores for which somebody has waited, by rising number.
  List<Integer> numbers() {
    return List.copyOf(queues.keySet());
  }

  /// Moves all to another queue, those of the last semaphore first.
  void moveTo(Collection<PendingOperations> other) {
    for (List<PendingOperations> queue : queues.descendingMap().values()) {
      other.addAll(queue);
      queue.clear();
    }
  }
}
