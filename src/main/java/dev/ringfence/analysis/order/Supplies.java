package dev.ringfence.analysis.order;

import dev.ringfence.analysis.order.Candidate.Kind;
import dev.ringfence.analysis.order.Nesting.Held;
import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waited for what others did or sent, and how that could have failed: signals that could have
/// come too early, messages that somebody else could have received, and waits with a lock that the
/// sender needs first.
final class Supplies {
  private static final int MOST_WAYS = 3;
  private static final int MOST = 200;
  private static final int MOST_CONSUMERS = 6;

  /// What stands for a signal that found nobody: it is gone.
  private static final Set<String> FORGETFUL = Set.of("pthread_cond_wait", "pause", "futex");

  private final LockOrder locks;
  private final Map<Integer, Point> waiting = new HashMap<>();
  private final Map<Integer, Point> lastTaken = new HashMap<>();

  /// Where tasks took locks, by task and lock: the first and the last time.
  private final Map<List<Integer>, List<Point>> taken = new HashMap<>();

  /// Where tasks first received from what.
  private final Map<Integer, Map<Integer, Point>> consumers = new LinkedHashMap<>();

  private final Map<List<Object>, Candidate> found = new LinkedHashMap<>();

  Supplies(LockOrder locks) {
    this.locks = locks;
  }

  private static Point point(Event.CallEntered call, long number, String wants) {
    return new Point(call.tid(), number, call.call(), call.line(), wants);
  }

  void taken(ObjectEvent.Taken fact, Event.CallEntered call, long number) {
    Point point = point(call, number, fact.name());
    if (!call.call().equals("pthread_cond_wait")) {
      lastTaken.put(fact.tid(), point);
      List<Point> all =
          taken.computeIfAbsent(List.of(fact.tid(), fact.object()), _ -> new ArrayList<>());
      if (all.size() > 1) {
        all.removeLast();
      }
      all.add(point);
    }
  }

  void blocked(Event.CallBlocked blocked, Event.CallEntered call, long number) {
    waiting.put(blocked.tid(), point(call, number, blocked.reason()));
  }

  void woken(ObjectEvent.Woken woken) {
    Point wait = waiting.remove(woken.tid());
    if (wait == null || woken.by() == 0 || woken.by() == woken.tid()) {
      return;
    }
    if (FORGETFUL.contains(wait.name())) {
      Point before = lastTaken.get(woken.tid());
      List<List<Point>> ways = new ArrayList<>(List.of(List.of(wait)));
      if (before != null && wait.name().equals("pthread_cond_wait")) {
        ways.add(List.of(before));
      }
      add(Kind.LOST_WAKEUP, ways, Set.of(woken.tid()), woken.by(), woken.line());
      underLocks(wait, woken.by(), woken.line());
    }
  }

  /// A task has received something.
  void received(ObjectEvent.Level level, Set<Integer> senders, Event.CallEntered call, long n) {
    Point point = point(call, n, level.name());
    Map<Integer, Point> all = consumers.computeIfAbsent(level.object(), _ -> new LinkedHashMap<>());
    if (all.size() < MOST_CONSUMERS) {
      all.putIfAbsent(level.by(), point);
    }
    senders.forEach(sender -> underLocks(point, sender, 0));
  }

  /// Somebody has supplied what a task waited for with locks.
  private void underLocks(Point wait, int sender, int line) {
    if (sender == wait.tid() || sender == 0) {
      return;
    }
    for (Held lock : locks.held(wait.tid())) {
      List<Point> takes = taken.get(List.of(sender, lock.object()));
      if (takes != null) {
        Point waits =
            new Point(
                wait.tid(),
                wait.call(),
                wait.name(),
                wait.line(),
                wait.wants(),
                lock.name(),
                lock.line(),
                lock.call(),
                lock.line());
        List<List<Point>> ways = takes.reversed().stream().map(p -> List.of(p, waits)).toList();
        Set<Integer> victims = new LinkedHashSet<>(List.of(sender, wait.tid()));
        add(Kind.WAIT_UNDER_LOCK, ways, victims, sender, line);
      }
    }
  }

  private void add(Kind kind, List<List<Point>> ways, Set<Integer> victims, int by, int line) {
    Point first = ways.getFirst().getLast();
    List<Object> key = List.of(kind, victims, first.line(), first.wants(), by, line);
    Candidate known = found.get(key);
    if (known == null && found.size() < MOST) {
      found.put(key, new Candidate(kind, new ArrayList<>(ways), victims, by, line));
    } else if (known != null && known.ways().size() < MOST_WAYS) {
      known.ways().addAll(ways);
    }
  }

  List<Candidate> candidates() {
    List<Candidate> all = new ArrayList<>(found.values());
    for (Map<Integer, Point> each : consumers.values()) {
      if (each.size() > 1) {
        for (Point point : each.values()) {
          @Nullable Point other =
              each.values().stream()
                  .filter(one -> one.tid() != point.tid())
                  .findFirst()
                  .orElse(null);
          int by = other == null ? 0 : other.tid();
          int line = other == null ? 0 : other.line();
          all.add(
              new Candidate(Kind.TAKEN_BY_ANOTHER, List.of(List.of(point)), Set.of(), by, line));
        }
      }
    }
    return all;
  }
}
