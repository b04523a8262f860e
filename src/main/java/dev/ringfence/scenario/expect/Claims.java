package dev.ringfence.scenario.expect;

import dev.ringfence.event.Events.Steps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is expected of processes and events.
///
/// @param stuck who is stuck at the end, these and no others; null if nothing is said
/// @param hangs the kinds of hang that there are at the end, these and no others; null likewise
/// @param findings the kinds of what analyses find, these and no others; null likewise
/// @param faults the exceptions that are not mended, each once, these and no others
/// @param signals each of which is sent, or never
/// @param outputs what processes write
/// @param raceFree whether no data race is found, which is then looked for
/// @param orders by name, events each of which comes after the one before
public record Claims(
    @Nullable List<Who> stuck,
    @Nullable Set<String> hangs,
    @Nullable Set<String> findings,
    List<FaultClaim> faults,
    List<SignalClaim> signals,
    List<OutputClaim> outputs,
    boolean raceFree,
    Map<String, List<OrderStep>> orders) {
  /// Nothing is expected, and so no fault.
  public static final Claims NONE =
      new Claims(null, null, null, List.of(), List.of(), List.of(), false, Map.of());

  /// The kinds of finding that can be expected, likewise.
  public static final Set<String> FINDINGS = Set.of("convoy", "starvation", "priority-inversion");

  /// The kinds of hang, as the JSON document names them.
  public static final Set<String> HANGS =
      Set.of("cycle", "behind", "orphaned", "lost-wakeup", "livelock");

  /// Which of the frequent events have to be told, so that they can be judged.
  public Steps steps() {
    return orders.values().stream().flatMap(List::stream).anyMatch(Claims::isOfCalls)
        ? Steps.OF_CALLS
        : Steps.NONE;
  }

  /// Whether calls have to be described as `strace(1)` does.
  public boolean describesCalls() {
    return orders.values().stream()
        .flatMap(List::stream)
        .anyMatch(step -> step.act() instanceof OrderStep.Act.Calls c && !c.start().isEmpty());
  }

  private static boolean isOfCalls(OrderStep step) {
    return switch (step.act()) {
      case OrderStep.Act.Calls _, OrderStep.Act.Returns _ -> true;
      case OrderStep.Act.Starts _, OrderStep.Act.Exits _ -> false;
      case OrderStep.Act.Writes _, OrderStep.Act.Gets _ -> false;
    };
  }

  /// Whether anything has to be kept of the events for them.
  public boolean needEvents() {
    return !signals.isEmpty() || !outputs.isEmpty() || !orders.isEmpty();
  }
}
