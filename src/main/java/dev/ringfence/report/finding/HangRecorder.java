package dev.ringfence.report.finding;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Keeps of a run, as it goes, what may have led to a hang at its end: the wait that each task is
/// in, who has taken what and not given it back, what of each object was given back or raised
/// last, and who has ended.
final class HangRecorder implements Consumer<Event> {
  /// Something that a task did.
  ///
  /// @param line as [dev.ringfence.c.Program#lines] packs it, or 0
  record Deed(long time, int tid, int object, String what, int line) {}

  private final Map<Integer, Deed> waits = new TreeMap<>();
  private final Map<Integer, Map<Integer, Deed>> taken = new TreeMap<>();
  private final Map<Integer, Deed> last = new TreeMap<>();
  private final Map<Integer, String> names = new TreeMap<>();
  private final Map<Integer, Integer> parents = new TreeMap<>();
  private final Map<Integer, Deed> ends = new TreeMap<>();

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated made -> parents.put(made.pid(), made.parent());
      case Event.CallBlocked wait -> {
        names.put(wait.object(), wait.reason());
        String what = "waits for " + wait.reason();
        waits.put(wait.tid(), new Deed(wait.time(), wait.tid(), wait.object(), what, wait.line()));
      }
      case ObjectEvent.Woken woken -> waits.remove(woken.tid());
      case ObjectEvent.Taken lock -> {
        names.put(lock.object(), lock.name());
        taken
            .computeIfAbsent(lock.object(), _ -> new LinkedHashMap<>())
            .put(
                lock.tid(),
                new Deed(
                    lock.time(), lock.tid(), lock.object(), "takes " + lock.name(), lock.line()));
      }
      case ObjectEvent.Given given -> {
        taken.getOrDefault(given.object(), new LinkedHashMap<>()).remove(given.tid());
        String what = "gives back " + names.getOrDefault(given.object(), "it");
        last.put(
            given.object(),
            new Deed(given.time(), given.tid(), given.object(), what, given.line()));
      }
      case ObjectEvent.Signalled raised -> {
        taken.remove(raised.object());
        last.put(
            raised.object(),
            new Deed(raised.time(), raised.tid(), raised.object(), "raises " + raised.name(), 0));
      }
      case Event.ProcessExited exited ->
          ends.put(exited.pid(), new Deed(exited.time(), exited.pid(), 0, "ends", 0));
      default -> {}
    }
  }

  /// What led to the hang of these tasks, in order: at most so much, the last of it.
  List<Deed> of(Set<Integer> tids, int most) {
    List<Deed> all = new ArrayList<>();
    for (int tid : tids) {
      Deed wait = waits.get(tid);
      if (wait != null) {
        all.add(wait);
        all.addAll(taken.getOrDefault(wait.object(), Map.of()).values());
        if (last.containsKey(wait.object())) {
          all.add(last.get(wait.object()));
        }
      }
      taken.values().stream()
          .filter(by -> by.containsKey(tid))
          .map(by -> by.get(tid))
          .forEach(all::add);
      all.addAll(endsAmongRelatives(tid));
    }
    List<Deed> ordered = new ArrayList<>(all.stream().distinct().toList());
    ordered.sort(Comparator.comparingLong(Deed::time));
    return ordered.subList(Math.max(0, ordered.size() - most), ordered.size());
  }

  /// The ends of a process's parent and of its last child.
  private List<Deed> endsAmongRelatives(int pid) {
    List<Deed> all = new ArrayList<>();
    Deed ofChild = null;
    for (Deed end : ends.values()) {
      if (parents.getOrDefault(end.tid(), 0) == pid) {
        ofChild = end;
      } else if (parents.getOrDefault(pid, 0) == end.tid()) {
        all.add(end);
      }
    }
    if (ofChild != null) {
      all.add(ofChild);
    }
    return all;
  }
}
