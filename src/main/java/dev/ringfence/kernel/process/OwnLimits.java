package dev.ringfence.kernel.process;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The limits of `setrlimit(2)` that few processes set, by their numbers: kept only for those who
/// have. Children begin with what their parents have.
public final class OwnLimits {
  /// How much of a resource a process may use, and to what it may raise that itself, as unsigned
  /// numbers.
  public record Bound(long soft, long hard) {
    public static final Bound NONE = new Bound(-1, -1);
  }

  /// Those of one process.
  ///
  /// @param queueBytes -1 if it has not said
  /// @param bounds by number, where they are not the usual ones
  private record Set(int nice, int realTime, long queueBytes, Map<Integer, Bound> bounds) {
    Set with(int resource, Bound bound, Bound usual) {
      Map<Integer, Bound> all = new HashMap<>(bounds);
      all.put(resource, bound);
      if (bound.equals(usual)) {
        all.remove(resource);
      }
      return new Set(nice, realTime, queueBytes, Map.copyOf(all));
    }
  }

  private static final Set NONE = new Set(0, 0, -1, Map.of());

  private final Map<Integer, Set> sets = new HashMap<>();
  private Consumer<Process> inherited = _ -> {};

  private Set of(Process process) {
    return sets.getOrDefault(process.pid(), NONE);
  }

  private void put(Process process, Set set) {
    if (set.equals(NONE)) {
      sets.remove(process.pid());
    } else {
      sets.put(process.pid(), set);
    }
  }

  /// `RLIMIT_NICE`: how much less nice than 20 a process may become without privileges.
  public int nice(Process process) {
    return of(process).nice;
  }

  /// `RLIMIT_RTPRIO`: the highest priority of real time it may ask for without privileges.
  public int realTime(Process process) {
    return of(process).realTime;
  }

  /// `RLIMIT_MSGQUEUE`: the bytes that the message queues of its user may take when it makes one.
  ///
  /// @param usual where it has not set a limit
  public long queueBytes(Process process, long usual) {
    long own = of(process).queueBytes;
    return own < 0 ? usual : own;
  }

  public void limitNice(Process process, int limit) {
    Set own = of(process);
    put(process, new Set(limit, own.realTime, own.queueBytes, own.bounds));
  }

  public void limitRealTime(Process process, int limit) {
    Set own = of(process);
    put(process, new Set(own.nice, limit, own.queueBytes, own.bounds));
  }

  public void limitQueueBytes(Process process, long limit) {
    Set own = of(process);
    put(process, new Set(own.nice, own.realTime, limit, own.bounds));
  }

  /// The limit on a resource of which everybody has as much as there is who has not set it.
  public Bound bound(Process process, int resource) {
    return bound(process, resource, Bound.NONE);
  }

  /// The limit on a resource.
  ///
  /// @param usual where it has not set it
  public Bound bound(Process process, int resource, Bound usual) {
    return sets.isEmpty() ? usual : of(process).bounds.getOrDefault(resource, usual);
  }

  public void limit(Process process, int resource, Bound bound, Bound usual) {
    put(process, of(process).with(resource, bound, usual));
  }

  /// Says what is done when a child has got its parent's limits.
  public void onInheritance(Consumer<Process> whatever) {
    inherited = whatever;
  }

  void inherit(Process child, Process parent) {
    put(child, of(parent));
    if (sets.containsKey(child.pid())) {
      inherited.accept(child);
    }
  }

  void forget(Process process) {
    sets.remove(process.pid());
  }
}
