package dev.ringfence.scenario.read;

import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Profiles;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.expect.Claims;
import dev.ringfence.scenario.expect.FaultClaim;
import dev.ringfence.scenario.expect.OrderStep;
import dev.ringfence.scenario.expect.OutputClaim;
import dev.ringfence.scenario.expect.SignalClaim;
import dev.ringfence.scenario.expect.Who;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads what `expect` says of processes and events.
final class ClaimsReader {
  private static final List<String> OF_EVENTS =
      List.of("stuck", "hangs", "findings", "signals", "output", "order");

  private final Keys keys;
  private final Collection<String> names;
  private final List<ProcessSpec> processes;

  /// @param names of all process definitions, those that are wrong included
  ClaimsReader(Keys keys, Collection<String> names, List<ProcessSpec> processes) {
    this.keys = keys;
    this.names = names;
    this.processes = processes;
  }

  /// @param load whether the processes of the scenario are those of a load
  Claims read(boolean load) {
    if (load) {
      OF_EVENTS.stream()
          .filter(keys::has)
          .forEach(key -> keys.wrong(key, "a load keeps no account of single processes"));
    }
    return new Claims(
        keys.has("stuck") ? stuck() : null,
        keys.has("hangs") ? kinds("hangs", Claims.HANGS) : null,
        keys.has("findings") ? kinds("findings", Claims.FINDINGS) : null,
        faults(),
        signals(),
        outputs(),
        keys.truth("race-free", false),
        orders());
  }

  private List<Who> stuck() {
    List<Who> stuck = new ArrayList<>();
    for (Keys.Item item : keys.items("stuck")) {
      Who who = Who.of(item.text().strip());
      if (who == null) {
        item.wrong("expected a process such as \"worker\" or \"worker[2]\"");
      } else if (exists(who, item)) {
        stuck.add(who);
      }
    }
    return stuck;
  }

  /// A list of words out of those that are known.
  private Set<String> kinds(String key, Set<String> known) {
    Set<String> kinds = new TreeSet<>();
    for (Keys.Item item : keys.items(key)) {
      String near = Spelling.nearest(item.text(), known);
      if (!known.contains(item.text())) {
        String all = String.join(", ", new TreeSet<>(known));
        item.wrong(
            "there is no such kind of " + (key.equals("hangs") ? "hang" : "finding"),
            near == null ? "known: " + all : "did you mean '" + near + "'?");
      }
      kinds.add(item.text());
    }
    return kinds;
  }

  private List<FaultClaim> faults() {
    List<FaultClaim> faults = new ArrayList<>();
    for (Keys.Item item : keys.items("faults")) {
      FaultClaim claim = FaultClaim.of(item.text());
      if (claim == null) {
        item.wrong("expected an exception such as \"#PF\" or \"#PF in writer at file.c:12\"");
      } else if (!FaultClaim.vectors().contains(claim.vector())) {
        wrongName(item, "there is no such exception", claim.vector(), FaultClaim.vectors());
      } else if (claim.who() == null || exists(claim.who(), item)) {
        faults.add(claim);
      }
    }
    return faults;
  }

  private List<SignalClaim> signals() {
    List<SignalClaim> signals = new ArrayList<>();
    for (Keys.Item item : keys.items("signals")) {
      SignalClaim claim = SignalClaim.of(item.text());
      if (claim == null) {
        item.wrong("expected a signal such as \"SIGTERM to worker\" or \"no SIGKILL from parent\"");
        continue;
      }
      boolean right = isSignal(claim.signal(), item);
      right &= claim.from() == null || isKernel(claim.from()) || exists(claim.from(), item);
      right &= claim.to() == null || exists(claim.to(), item);
      if (right) {
        signals.add(claim);
      }
    }
    return signals;
  }

  private boolean isKernel(Who who) {
    return who.equals(SignalClaim.KERNEL) && !names.contains(who.name());
  }

  private List<OutputClaim> outputs() {
    List<OutputClaim> claims = new ArrayList<>();
    Keys all = keys.object("output");
    for (String name : all.names()) {
      Who who = Who.of(name);
      Keys.Item item = new Keys.Item(all, name, name, all.place(name));
      if (who == null) {
        item.wrong("expected a process such as worker or \"worker[2]\"");
      } else if (!exists(who, item)) {
        continue;
      } else if (all.isObject(name)) {
        Keys one = all.object(name);
        for (OutputClaim.Kind kind : OutputClaim.Kind.values()) {
          outputs(who, kind, one, claims);
        }
        one.finish();
      } else {
        claims.add(new OutputClaim(who, OutputClaim.Kind.EQUALS, all.string(name, ""), null));
      }
    }
    return claims;
  }

  private static void outputs(Who who, OutputClaim.Kind kind, Keys one, List<OutputClaim> claims) {
    String key = kind.key();
    if (!one.has(key)) {
      return;
    }
    List<Keys.Item> items = one.isList(key) ? one.items(key) : List.of(one.item(key));
    for (Keys.Item item : items) {
      Pattern pattern = null;
      if (kind == OutputClaim.Kind.MATCHES) {
        try {
          pattern = Pattern.compile(item.text(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
          item.wrong("not a regular expression: " + e.getDescription());
          continue;
        }
      }
      claims.add(new OutputClaim(who, kind, item.text(), pattern));
    }
  }

  private Map<String, List<OrderStep>> orders() {
    Map<String, List<OrderStep>> orders = new LinkedHashMap<>();
    if (keys.isObject("order")) {
      Keys all = keys.object("order");
      for (String name : all.names()) {
        orders.put(name, order(all, name));
      }
    } else if (keys.has("order")) {
      orders.put("", order(keys, "order"));
    }
    return orders;
  }

  private List<OrderStep> order(Keys in, String key) {
    List<OrderStep> steps = new ArrayList<>();
    for (Keys.Item item : in.items(key)) {
      OrderStep step = OrderStep.of(item.text());
      if (step == null) {
        item.wrong(
            "expected who does what",
            "\"a: write(1\", \"a: read returns 5\", \"a: writes \\\"text\\\"\", \"a: gets"
                + " SIGTERM\", \"a: starts\" or \"a: exit 0\"");
      } else if (exists(step.who(), item) && isAct(step.act(), item)) {
        steps.add(step);
      }
    }
    if (steps.size() < 2 && in.items(key).size() < 2) {
      in.wrong(key, "expected at least two events in a list");
    }
    return steps;
  }

  private boolean isAct(OrderStep.Act act, Keys.Item item) {
    return switch (act) {
      case OrderStep.Act.Starts _, OrderStep.Act.Writes _ -> true;
      case OrderStep.Act.Exits(@Nullable String status) ->
          status == null || !status.startsWith("SIG") || isSignal(status, item);
      case OrderStep.Act.Gets(String signal) -> isSignal(signal, item);
      case OrderStep.Act.Calls(String call, String _) -> isCall(call, item);
      case OrderStep.Act.Returns(String call, @Nullable Long _) -> isCall(call, item);
    };
  }

  private static boolean isCall(String name, Keys.Item item) {
    Set<String> calls = new TreeSet<>();
    for (SystemCall call : Kernel.declarations(Profiles.load(Defaults.machine().profile()))) {
      calls.add(call.name().replaceFirst("^_+", ""));
    }
    return calls.contains(name)
        || wrongName(item, "there is no system call '" + name + "'", name, calls);
  }

  private static boolean isSignal(String name, Keys.Item item) {
    List<String> signals = SignalClaim.signals();
    return signals.contains(name) || wrongName(item, "there is no signal " + name, name, signals);
  }

  /// Whether there are such processes; otherwise it is told.
  private boolean exists(Who who, Keys.Item item) {
    return exists(who, names, processes, item);
  }

  static boolean exists(
      Who who, Collection<String> names, List<ProcessSpec> processes, Keys.Item item) {
    if (!names.contains(who.name())) {
      return wrongName(item, "there is no process '" + who.name() + "'", who.name(), names);
    }
    for (ProcessSpec process : processes) {
      boolean most = who.index() >= Math.max(1, process.count());
      if (process.name().equals(who.name()) && most) {
        item.wrong("of '%s' there are only %d".formatted(who.name(), process.count()));
        return false;
      }
    }
    return true;
  }

  /// Tells that a name is none.
  ///
  /// @return false
  private static boolean wrongName(
      Keys.Item item, String message, String name, Collection<String> known) {
    String near = Spelling.nearest(name, known);
    String all = known.size() > 10 ? null : "known: " + String.join(", ", known);
    item.wrong(message, near == null ? all : "did you mean '" + near + "'?");
    return false;
  }
}
