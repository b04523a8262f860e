package dev.ringfence.analysis.order;

import dev.ringfence.analysis.order.Nesting.Held;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The cycles among locks of which each is taken by one task while it has the one before, as of
/// Goodlock (Havelund, Using runtime analysis to guide model checking of Java programs, 2000):
/// without those that a common lock guards, and those whose parts cannot be at the same time.
final class LockCycles {
  private static final int MOST_WAYS = 4;
  private static final int MOST_STEPS = 500_000;

  private final Map<Integer, List<Nesting>> byHeld = new HashMap<>();
  private final Map<List<Integer>, Found> found = new LinkedHashMap<>();
  private final List<Nesting> path = new ArrayList<>();
  private int steps;

  /// What is known of one cycle.
  private static final class Found {
    final List<List<Point>> ways = new ArrayList<>();
    boolean orderedOnly = true;
  }

  LockCycles(Collection<Nesting> nestings) {
    for (Nesting one : nestings) {
      one.held().forEach(l -> byHeld.computeIfAbsent(l.object(), _ -> new ArrayList<>()).add(one));
    }
    for (Map.Entry<Integer, List<Nesting>> entry : byHeld.entrySet()) {
      for (Nesting first : entry.getValue()) {
        path.add(first);
        extend(entry.getKey());
        path.removeLast();
      }
    }
  }

  /// Looks for ways on from the last of the path to its beginning, over locks of higher numbers.
  private void extend(int start) {
    Held wanted = path.getLast().wanted();
    if (++steps > MOST_STEPS) {
      return;
    }
    if (wanted.object() == start) {
      if (path.size() > 1 && path.getFirst().heldAgainst(wanted) != null) {
        close();
      }
      return;
    }
    if (wanted.object() < start) {
      return;
    }
    for (Nesting next : byHeld.getOrDefault(wanted.object(), List.of())) {
      boolean isNew =
          path.stream()
              .noneMatch(
                  one ->
                      one.tid() == next.tid() || one.wanted().object() == next.wanted().object());
      if (isNew && next.heldAgainst(wanted) != null) {
        path.add(next);
        extend(start);
        path.removeLast();
      }
    }
  }

  private void close() {
    boolean guarded = false;
    boolean ordered = false;
    for (int i = 0; i < path.size(); i++) {
      for (int j = i + 1; j < path.size(); j++) {
        guarded |= path.get(i).isGuardedWith(path.get(j));
        ordered |= path.get(i).isOrderedWith(path.get(j));
      }
    }
    List<Integer> key = new ArrayList<>();
    path.forEach(one -> key.addAll(List.of(one.tid(), one.wanted().object())));
    Found cycle = found.computeIfAbsent(key, _ -> new Found());
    if (guarded) {
      cycle.orderedOnly = false;
    } else if (!ordered && cycle.ways.size() < MOST_WAYS) {
      cycle.ways.add(points());
    }
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    Held before = path.getLast().wanted();
    for (Nesting one : path) {
      points.add(one.point(Objects.requireNonNull(one.heldAgainst(before))));
      before = one.wanted();
    }
    return points;
  }

  /// Those that could happen.
  List<Candidate> candidates() {
    List<Candidate> all = new ArrayList<>();
    for (Found cycle : found.values()) {
      if (!cycle.ways.isEmpty()) {
        Set<Integer> tids = new LinkedHashSet<>();
        cycle.ways.getFirst().forEach(point -> tids.add(point.tid()));
        all.add(new Candidate(Candidate.Kind.LOCK_ORDER, cycle.ways, tids, 0, 0));
      }
    }
    return all;
  }

  /// How many cycles cannot happen since a lock guards each way to them.
  int guarded() {
    return (int) found.values().stream().filter(c -> c.ways.isEmpty() && !c.orderedOnly).count();
  }

  /// How many cannot happen since their parts cannot be at the same time.
  int ordered() {
    return (int) found.values().stream().filter(c -> c.ways.isEmpty() && c.orderedOnly).count();
  }

  /// Whether all have been looked at.
  boolean isComplete() {
    return steps <= MOST_STEPS;
  }
}
