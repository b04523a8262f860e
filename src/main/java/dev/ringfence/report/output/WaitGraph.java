package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.scenario.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who waits for what, and who holds it, kept from events ([ObjectEvent]).
public final class WaitGraph {
  /// A task's wait in a call.
  ///
  /// @param object what it waits for, as [ObjectEvent] has it
  public record Wait(int object, String call, String name, int line) {}

  private final Names names = new Names();
  private final SortedMap<Integer, Wait> waits = new TreeMap<>();

  /// Who holds an object, and where it took it.
  private final Map<Integer, Map<Integer, Integer>> holders = new TreeMap<>();

  public void prepare(Simulation simulation) {
    names.prepare(simulation);
  }

  public void accept(Event event) {
    names.accept(event);
    switch (event) {
      case Event.CallBlocked blocked -> {
        // A wait that is for no object in particular has a number of its own.
        int object = blocked.object() == 0 ? -blocked.tid() : blocked.object();
        waits.put(
            blocked.tid(), new Wait(object, blocked.call(), blocked.reason(), blocked.line()));
      }
      case Event.CallReturned returned -> waits.remove(returned.tid());
      case Event.ThreadExited exited -> waits.remove(exited.tid());
      case Event.ProcessExited exited -> names.threads(exited.pid()).forEach(waits::remove);
      case ObjectEvent.Taken taken ->
          holders
              .computeIfAbsent(taken.object(), _ -> new LinkedHashMap<>())
              .put(taken.tid(), taken.line());
      case ObjectEvent.Given given -> {
        Map<Integer, Integer> all = holders.get(given.object());
        if (all != null) {
          all.remove(given.tid());
        }
      }
      case ObjectEvent.Signalled signalled -> holders.remove(signalled.object());
      default -> {}
    }
  }

  public Names names() {
    return names;
  }

  /// What each task that waits in a call waits for, by the number of the task.
  public SortedMap<Integer, Wait> waits() {
    return waits;
  }

  /// Who holds an object, in the order in which they took it, and at which lines.
  public Map<Integer, Integer> holders(int object) {
    return holders.getOrDefault(object, Map.of());
  }
}
