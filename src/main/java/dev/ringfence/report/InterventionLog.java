package dev.ringfence.report;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.deadlock.Intervention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Keeps what a deadlock policy did: how often, and the first thousand times.
final class InterventionLog {
  static final int MOST = 1000;

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Event.Intervened> first = new ArrayList<>();
  private final Set<Integer> victims = new HashSet<>();

  void add(Event.Intervened done) {
    counts.merge(done.action(), 1L, Long::sum);
    if (done.action().equals(Intervention.VICTIM)) {
      victims.add(done.tid());
    }
    if (first.size() < MOST) {
      first.add(done);
    }
  }

  /// By what was done.
  Map<String, Long> counts() {
    return counts;
  }

  List<Event.Intervened> first() {
    return first;
  }

  /// The threads for which a process was ended.
  Set<Integer> victims() {
    return victims;
  }
}
