package dev.ringfence.analysis.race;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What threads have released at objects and in queues, for those who acquire it.
final class SyncOrder {
  /// What was released at an object.
  private static final class Released {
    final VectorClock alone = new VectorClock();

    /// By those who had it as shared: before those only who acquire it for themselves.
    final VectorClock shared = new VectorClock();
  }

  /// Units of a queue that were put at once.
  private static final class Batch {
    long units;

    /// Null if nobody has put them.
    final @Nullable VectorClock clock;

    Batch(long units, @Nullable VectorClock clock) {
      this.units = units;
      this.clock = clock;
    }
  }

  private final Map<Object, Released> objects = new HashMap<>();
  private final Map<Object, Deque<Batch>> queues = new HashMap<>();

  void release(Actor actor, Object at, boolean shared) {
    Released released = objects.computeIfAbsent(at, _ -> new Released());
    (shared ? released.shared : released.alone).join(actor.clock);
    actor.clock.tick(actor.number);
  }

  /// What was released at the object before is void: only this release counts.
  void replace(Actor actor, Object at) {
    objects.remove(at);
    release(actor, at, false);
  }

  /// Nothing that was released at the object counts any more.
  void forget(Object at) {
    objects.remove(at);
  }

  void acquire(Actor actor, Object at, boolean shared) {
    Released released = objects.get(at);
    if (released != null) {
      actor.clock.join(released.alone);
      if (!shared) {
        actor.clock.join(released.shared);
      }
    }
  }

  void put(Actor actor, Object queue, long units) {
    if (units > 0) {
      queue(queue).add(new Batch(units, actor.clock.copy()));
      actor.clock.tick(actor.number);
    }
  }

  void hold(Object queue, long units) {
    queue(queue).clear();
    queue(queue).add(new Batch(units, null));
  }

  void take(Actor actor, Object queue, long units) {
    Deque<Batch> batches = queues.get(queue);
    long left = units;
    while (batches != null && left > 0 && !batches.isEmpty()) {
      Batch first = batches.getFirst();
      long part = Math.min(left, first.units);
      if (first.clock != null) {
        actor.clock.join(first.clock);
      }
      first.units -= part;
      left -= part;
      if (first.units == 0) {
        batches.removeFirst();
      }
    }
    if (batches != null && batches.isEmpty()) {
      queues.remove(queue);
    }
  }

  private Deque<Batch> queue(Object queue) {
    return queues.computeIfAbsent(queue, _ -> new ArrayDeque<>());
  }
}
