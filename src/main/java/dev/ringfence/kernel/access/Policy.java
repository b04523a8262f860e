package dev.ringfence.kernel.access;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.Task;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Which processes may reach which others, beyond what Linux's permissions say: what no rule allows
/// is denied, and each denial is an event. Without a policy all is allowed.
///
/// A process counts as the one of the scenario that it descends from, by its name there, whatever
/// it executes. Processes of the same name may always reach each other and what they have made,
/// and so may whoever has inherited a descriptor or a mapping: only the moment at which one
/// reaches another by a name or a number is judged.
public final class Policy {
  /// Stands for any process in a rule.
  public static final String ANY = "*";

  /// That processes may reach others in some ways.
  ///
  /// @param from names of processes, or [#ANY]
  /// @param to the same
  public record Rule(Set<String> from, Set<String> to, Set<Way> by) {
    boolean allows(String who, String whom, Way way) {
      return by.contains(way) && has(from, who) && has(to, whom);
    }

    private static boolean has(Set<String> names, String name) {
      return names.contains(name) || names.contains(ANY);
    }
  }

  private final LongSupplier clock;
  private final Consumer<Event> events;
  private @Nullable List<Rule> rules;

  public Policy(LongSupplier clock, Consumer<Event> events) {
    this.clock = clock;
    this.events = events;
  }

  /// Has only these rules hold from now on.
  public void enforce(List<Rule> all) {
    rules = List.copyOf(all);
  }

  /// Whether there are no rules, so that all may reach all.
  public boolean isOpen() {
    return rules == null;
  }

  /// Whether a task may reach another process, or what it has made. If not, that is told, and the
  /// call has to fail: with `EPERM` for a signal, otherwise with `EACCES`.
  ///
  /// @param owner the name of the other process ([dev.ringfence.kernel.process.Process#name]), or
  ///     the empty string for what no process has made
  /// @param object what it is that is reached, as reports name it, such as "the FIFO /tmp/f"
  public boolean permits(Task task, String owner, Way way, String object) {
    List<Rule> all = rules;
    if (all == null) {
      return true;
    }
    String name = task.process().name();
    if (owner.isEmpty() || owner.equals(name)) {
      return true;
    }
    for (Rule rule : all) {
      if (rule.allows(name, owner, way)) {
        return true;
      }
    }
    events.accept(
        new Event.AccessDenied(
            clock.getAsLong(),
            task.tid(),
            name,
            owner,
            way.word(),
            object,
            task.context().program().name(),
            task.context().userLine()));
    return false;
  }
}
