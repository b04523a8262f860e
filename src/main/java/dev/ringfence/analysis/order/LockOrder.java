package dev.ringfence.analysis.order;

import dev.ringfence.analysis.order.Nesting.Held;
import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which order tasks take locks of all kinds, from events.
final class LockOrder {
  /// So many are kept of those of a task at the same place with the same locks.
  private static final int MOST_ALIKE = 4;

  private static final int MOST = 20_000;

  /// Bits of the calls of `flock(2)` and `fcntl(2)` that wait for nobody.
  private static final int LOCK_NB = 4;

  private static final Set<Long> SETLK = Set.of(6L, 12L, 37L);

  private final HappensBefore order;
  private final Map<Integer, List<Held>> held = new HashMap<>();
  private final Map<List<Integer>, Integer> alike = new HashMap<>();
  private final List<Nesting> nestings = new ArrayList<>();

  /// Those of which several tasks had one at the same time, or that carry news: no locks.
  private final Set<Integer> noLocks = new HashSet<>();

  private final Map<Integer, Integer> takers = new HashMap<>();

  LockOrder(HappensBefore order) {
    this.order = order;
  }

  /// What the task has, oldest first.
  List<Held> held(int tid) {
    return held.getOrDefault(tid, List.of());
  }

  /// @param call that the task has entered last, or null
  /// @param number which of its calls that is
  void taken(ObjectEvent.Taken taken, Event.CallEntered call, long number) {
    List<Held> own = held.computeIfAbsent(taken.tid(), _ -> new ArrayList<>());
    Held lock = new Held(taken.object(), taken.name(), taken.line(), number, taken.shared());
    boolean again = own.stream().anyMatch(one -> one.object() == lock.object());
    // What one call takes, it takes at once.
    List<Held> before = own.stream().filter(one -> one.call() != number).toList();
    if (!before.isEmpty() && !again && waits(call) && nestings.size() < MOST) {
      nest(taken.tid(), call, number, before, lock);
    }
    own.add(lock);
    if (!taken.shared() && takers.merge(taken.object(), 1, Integer::sum) > 1) {
      noLocks.add(taken.object());
    }
  }

  private void nest(int tid, Event.CallEntered call, long number, List<Held> own, Held lock) {
    List<Integer> key = new ArrayList<>(List.of(tid, lock.object(), lock.line()));
    own.forEach(one -> key.add(one.object()));
    if (alike.merge(key, 1, Integer::sum) <= MOST_ALIKE) {
      VectorClock clock = order.clock(tid);
      long deed = clock.tick(tid);
      nestings.add(new Nesting(tid, number, call.call(), own, lock, deed, clock.copy()));
    }
  }

  /// Whether the call would have waited if somebody else had had the lock.
  private static boolean waits(Event.CallEntered call) {
    String name = call.call();
    return switch (name) {
      case "flock" -> (call.b() & LOCK_NB) == 0;
      case "fcntl" -> !SETLK.contains(call.b());
      case "open", "openat", "fork", "vfork", "clone", "execve" -> false;
      default -> !name.contains("try") && !name.contains("timed") && !name.contains("clock");
    };
  }

  void given(ObjectEvent.Given given) {
    List<Held> own = held.getOrDefault(given.tid(), List.of());
    for (int i = own.size() - 1; i >= 0; i--) {
      if (own.get(i).object() == given.object()) {
        if (!own.remove(i).shared()) {
          takers.merge(given.object(), -1, Integer::sum);
        }
        return;
      }
    }
  }

  void signalled(int object) {
    noLocks.add(object);
    held.values().forEach(own -> own.removeIf(one -> one.object() == object));
  }

  LockCycles cycles() {
    return new LockCycles(
        nestings.stream()
            .filter(one -> !noLocks.contains(one.wanted().object()))
            .map(this::withoutOthers)
            .filter(one -> !one.held().isEmpty())
            .toList());
  }

  private Nesting withoutOthers(Nesting one) {
    if (one.held().stream().noneMatch(lock -> noLocks.contains(lock.object()))) {
      return one;
    }
    List<Held> locks = one.held().stream().filter(l -> !noLocks.contains(l.object())).toList();
    return new Nesting(
        one.tid(), one.call(), one.name(), locks, one.wanted(), one.deed(), one.clock());
  }
}
