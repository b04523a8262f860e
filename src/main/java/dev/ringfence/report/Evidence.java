package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.expect.Claims;
import dev.ringfence.scenario.expect.OrderStep;
import dev.ringfence.scenario.expect.OrderStep.Act;
import dev.ringfence.scenario.expect.SignalClaim;
import dev.ringfence.scenario.expect.Who;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps of a run's events what a scenario's claims on signals, outputs and orders are judged by.
final class Evidence implements Consumer<Event> {
  /// Of what a process writes, the first characters are kept.
  static final int MOST_OUTPUT = 1 << 20;

  /// A process by its name in the scenario; those that it forks have the same.
  record Named(String name, int index) implements Comparable<Named> {
    @Override
    public int compareTo(Named other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : Integer.compare(index, other.index);
    }
  }

  /// How far a chain of events has come.
  static final class Chain {
    final List<OrderStep> steps;
    int met;

    /// When the last one that was met happened, in cycles.
    long last;

    Chain(List<OrderStep> steps) {
      this.steps = steps;
    }
  }

  private final Claims claims;
  private final Map<Integer, Named> names = new HashMap<>();
  private final Map<Named, StringBuilder> outputs = new TreeMap<>();
  private final Map<SignalClaim, Event.SignalSent> sent = new HashMap<>();
  private final Map<String, Chain> chains = new LinkedHashMap<>();

  Evidence(Claims claims) {
    this.claims = claims;
    claims.orders().forEach((name, steps) -> chains.put(name, new Chain(steps)));
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.ProcessCreated created) {
      names.put(created.pid(), new Named(created.name(), created.index()));
    } else if (event instanceof Event.ThreadCreated created) {
      Named process = names.get(created.pid());
      if (process != null) {
        names.put(created.tid(), process);
      }
    } else if (event instanceof Event.SignalSent signal) {
      for (SignalClaim claim : claims.signals()) {
        if (fits(claim, signal)) {
          sent.putIfAbsent(claim, signal);
        }
      }
    } else if (event instanceof Event.ConsoleWritten written) {
      keep(written);
    }
    for (Chain chain : chains.values()) {
      if (chain.met < chain.steps.size() && fits(chain.steps.get(chain.met), event)) {
        chain.met++;
        chain.last = event.time();
      }
    }
  }

  private void keep(Event.ConsoleWritten written) {
    Named who = names.get(written.pid());
    if (who != null && claims.outputs().stream().anyMatch(o -> is(o.who(), who))) {
      StringBuilder text = outputs.computeIfAbsent(who, _ -> new StringBuilder());
      text.append(
          written.text(), 0, Math.min(written.text().length(), MOST_OUTPUT - text.length()));
    }
  }

  private static boolean is(Who who, @Nullable Named process) {
    return process != null && who.is(process.name(), process.index());
  }

  private boolean is(Who who, int tid) {
    return is(who, names.get(tid));
  }

  private boolean fits(SignalClaim claim, Event.SignalSent signal) {
    Who from = claim.from();
    Who to = claim.to();
    boolean sender =
        from == null
            || (signal.sender() == 0 ? from.equals(SignalClaim.KERNEL) : is(from, signal.sender()));
    Signal known = Signal.of(signal.signal());
    return sender
        && known != null
        && known.name().equals(claim.signal())
        && (to == null || is(to, signal.pid()));
  }

  private boolean fits(OrderStep step, Event event) {
    Who who = step.who();
    return switch (step.act()) {
      case Act.Starts() -> event instanceof Event.ProcessCreated e && who.is(e.name(), e.index());
      case Act.Exits(@Nullable String status) ->
          event instanceof Event.ProcessExited e
              && is(who, e.pid())
              && (status == null || status.equals(status(e.status())));
      case Act.Writes(String part) ->
          event instanceof Event.ConsoleWritten e
              && is(who, e.pid())
              && Utf8.of(e.text()).contains(part);
      case Act.Gets(String signal) ->
          event instanceof Event.SignalSent e
              && is(who, e.pid())
              && signal.equals(String.valueOf(Signal.of(e.signal())));
      case Act.Calls(String call, String start) ->
          event instanceof Event.CallEntered e
              && call.equals(plain(e.call()))
              && is(who, e.tid())
              && e.shown().startsWith(start);
      case Act.Returns(String call, @Nullable Long value) ->
          event instanceof Event.CallReturned e
              && call.equals(plain(e.call()))
              && is(who, e.tid())
              && (value == null || value == e.result());
    };
  }

  private static String status(int status) {
    Signal signal = Signal.of(status & 0x7F);
    return signal == null ? Integer.toString(status >> 8) : signal.name();
  }

  private static String plain(String call) {
    return call.startsWith("_") ? call.replaceFirst("^_+", "") : call;
  }

  /// What processes of that name wrote, each for itself; with nothing, too, if they are known.
  Map<Named, String> outputs(Who who) {
    Map<Named, String> found = new TreeMap<>();
    names.values().stream().filter(n -> is(who, n)).forEach(n -> found.put(n, ""));
    outputs.forEach(
        (name, text) -> {
          if (is(who, name)) {
            found.put(name, Utf8.of(text.toString()));
          }
        });
    return found;
  }

  /// The first signal that a claim is about, or null.
  Event.@Nullable SignalSent sent(SignalClaim claim) {
    return sent.get(claim);
  }

  /// In words, who sent it and to whom, and when.
  String text(Event.SignalSent signal, Profile profile) {
    Signal known = Signal.of(signal.signal());
    return "%s from %s to %s after %s"
        .formatted(
            known,
            signal.sender() == 0 ? "the kernel" : text(signal.sender()),
            text(signal.pid()),
            Nanos.text(profile.nanos(signal.time())));
  }

  private String text(int pid) {
    Named named = names.get(pid);
    return named == null ? "pid " + pid : named.name() + " (" + pid + ")";
  }

  /// How far each chain of events came, by its name.
  Map<String, Chain> chains() {
    return chains;
  }
}
