package dev.ringfence.analysis.order;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Finds in a run what another schedule could have led to. It needs to be told of calls and objects
/// ([dev.ringfence.event.Events.Steps#OF_OBJECTS]).
public final class OrderAnalysis implements Consumer<Event> {
  /// So many tasks are followed at most, since each has a clock of all others.
  public static final int MOST_TASKS = 2000;

  private final HappensBefore order = new HappensBefore();
  private final LockOrder locks = new LockOrder(order);
  private final Credits credits = new Credits();
  private final Supplies supplies = new Supplies(locks);
  private final Map<Integer, Event.CallEntered> calls = new HashMap<>();
  private final Map<Integer, Long> numbers = new HashMap<>();

  /// What was found.
  ///
  /// @param credits who sends to each other
  /// @param guarded how many cycles of locks cannot happen since a lock guards them
  /// @param ordered how many cannot happen since their parts cannot be at the same time
  /// @param complete whether all tasks were followed and all cycles looked at
  public record Found(
      List<Candidate> candidates,
      List<Credit> credits,
      int guarded,
      int ordered,
      boolean complete) {}

  @Override
  public void accept(Event event) {
    if (order.tasks() > MOST_TASKS) {
      return;
    }
    if (event instanceof Event.CallEntered call) {
      calls.put(call.tid(), call);
      numbers.merge(call.tid(), 1L, Long::sum);
    }
    order.accept(event);
    switch (event) {
      case ObjectEvent.Taken taken -> {
        Event.CallEntered call = calls.get(taken.tid());
        if (call != null) {
          long number = number(taken.tid());
          locks.taken(taken, call, number);
          supplies.taken(taken, call, number);
        }
      }
      case ObjectEvent.Given given -> locks.given(given);
      case ObjectEvent.Signalled signalled -> locks.signalled(signalled.object());
      case Event.CallBlocked blocked -> {
        Event.CallEntered call = calls.get(blocked.tid());
        if (call != null) {
          supplies.blocked(blocked, call, number(blocked.tid()));
        }
      }
      case ObjectEvent.Woken woken -> supplies.woken(woken);
      case ObjectEvent.Level level -> {
        credits.level(level);
        Set<Integer> senders = order.level(level);
        Event.CallEntered call = calls.get(level.by());
        if (!senders.isEmpty() && call != null) {
          supplies.received(level, senders, call, number(level.by()));
        }
      }
      default -> {}
    }
  }

  private long number(int tid) {
    return numbers.getOrDefault(tid, 0L);
  }

  /// What was found in a run that is over.
  public Found finish() {
    LockCycles cycles = locks.cycles();
    List<Candidate> all = new ArrayList<>(cycles.candidates());
    all.addAll(supplies.candidates());
    boolean complete = cycles.isComplete() && order.tasks() <= MOST_TASKS;
    return new Found(all, credits.circles(), cycles.guarded(), cycles.ordered(), complete);
  }
}
