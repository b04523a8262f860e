package dev.ringfence.analysis;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds priority inversions, from events: a task with a priority of real time waits for a lock
/// while whoever holds it, perhaps by way of others that hold what the holder waits for, could run
/// but has no CPU, and tasks of a lower priority than the one that waits have theirs.
///
/// Of a wait exactly those cycles count, and each of those that had the CPUs is charged with the
/// cycles that it had. That a holder runs itself is no inversion, nor that all CPUs have tasks of
/// at least the waiter's priority. What happened before the first priority was set is not looked
/// at.
public final class PriorityInversions implements Consumer<Event> {
  /// A wait in which there was an inversion. Times are in cycles.
  ///
  /// @param line where the call is that waits, as [dev.ringfence.c.Program#lines] packs it
  /// @param holder who held the lock, or what the holder waited for, when it began
  /// @param takenAt where the holder had taken it
  /// @param inverted for how long there was an inversion
  /// @param by who had CPUs then, and for how long
  public record Inversion(
      int waiter,
      int priority,
      int object,
      String name,
      int line,
      long since,
      long waited,
      int holder,
      int takenAt,
      long inverted,
      Map<Integer, Long> by) {}

  private record Lock(int holder, int line) {}

  /// A wait that goes on.
  private static final class Waiting {
    final int tid;
    final int object;
    final String name;
    final int line;
    final long since;
    final Map<Integer, Long> by = new LinkedHashMap<>();
    int holder;
    int takenAt;
    long inverted;

    Waiting(int tid, int object, String name, int line, long since) {
      this.tid = tid;
      this.object = object;
      this.name = name;
      this.line = line;
      this.since = since;
    }
  }

  private final long least;
  private final Map<Integer, Integer> priorities = new HashMap<>();
  private final Map<Integer, Lock> locks = new HashMap<>();
  private final Map<Integer, Waiting> waits = new HashMap<>();

  /// Those who wait and have a priority of real time, by number.
  private final Map<Integer, Waiting> urgent = new TreeMap<>();

  private final Map<Integer, Integer> onCpus = new TreeMap<>();
  private final Set<Integer> ready = new HashSet<>();
  private final Map<Integer, Long> longest = new HashMap<>();
  private final List<Inversion> found = new ArrayList<>();
  private long time;

  /// @param least cycles of an inversion that counts: less is the time in which CPUs notice each
  ///     other
  public PriorityInversions(long least) {
    this.least = least;
  }

  /// The inversions of all waits that are over, in their order.
  public List<Inversion> found() {
    return List.copyOf(found);
  }

  /// The longest wait of a task for a lock while it had a priority, in cycles; 0 if there was none.
  public long longestWait(int tid) {
    return longest.getOrDefault(tid, 0L);
  }

  /// The run is over, and with it all waits.
  public void finish(long now) {
    pass(now);
    List.copyOf(urgent.keySet()).forEach(this::end);
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.PriorityChanged changed) {
      pass(changed.time());
      priorities.put(changed.tid(), changed.priority());
      look(changed.tid());
    } else if (!priorities.isEmpty()) {
      follow(event);
    }
  }

  private void follow(Event event) {
    pass(event.time());
    switch (event) {
      case Event.Dispatched on -> {
        onCpus.put(on.cpu(), on.tid());
        ready.remove(on.tid());
      }
      case ObjectEvent.Left left -> onCpus.remove(left.cpu());
      case ObjectEvent.Readied readied -> ready.add(readied.tid());
      case ObjectEvent.Taken taken -> take(taken);
      case ObjectEvent.Given given -> locks.remove(given.object());
      case ObjectEvent.Signalled signalled -> locks.remove(signalled.object());
      case ObjectEvent.Woken woken -> {
        end(woken.tid());
        ready.add(woken.tid());
      }
      case ObjectEvent.Paused paused -> ready.remove(paused.tid());
      case Event.CallBlocked blocked -> block(blocked);
      case Event.CallReturned returned -> end(returned.tid());
      case Event.ThreadExited exited -> gone(exited.tid());
      case Event.ProcessExited exited -> gone(exited.pid());
      default -> {}
    }
  }

  private void take(ObjectEvent.Taken taken) {
    if (!taken.shared()) {
      locks.put(taken.object(), new Lock(taken.tid(), taken.line()));
    }
  }

  private void block(Event.CallBlocked blocked) {
    end(blocked.tid());
    ready.remove(blocked.tid());
    Waiting waiting =
        new Waiting(
            blocked.tid(), blocked.object(), blocked.reason(), blocked.line(), blocked.time());
    waits.put(blocked.tid(), waiting);
    look(blocked.tid());
  }

  /// A task that waits may have a priority now, or none any more.
  private void look(int tid) {
    Waiting waiting = waits.get(tid);
    if (waiting != null && priority(tid) > 0) {
      urgent.put(tid, waiting);
    } else if (urgent.containsKey(tid)) {
      note(urgent.remove(tid));
    }
  }

  private void gone(int tid) {
    end(tid);
    ready.remove(tid);
  }

  private void end(int tid) {
    waits.remove(tid);
    note(urgent.remove(tid));
  }

  private void note(@Nullable Waiting over) {
    if (over == null) {
      return;
    }
    long waited = time - over.since;
    if (over.holder != 0) {
      longest.merge(over.tid, waited, Math::max);
    }
    if (over.inverted >= least) {
      found.add(
          new Inversion(
              over.tid,
              priority(over.tid),
              over.object,
              over.name,
              over.line,
              over.since,
              waited,
              over.holder,
              over.takenAt,
              over.inverted,
              Map.copyOf(over.by)));
    }
  }

  private int priority(int tid) {
    return priorities.getOrDefault(tid, 0);
  }

  /// Charges the time that has passed since the event before.
  private void pass(long now) {
    long passed = now - time;
    if (passed <= 0) {
      return;
    }
    time = now;
    for (Waiting waiting : urgent.values()) {
      Lock lock = lastLock(waiting);
      if (lock != null) {
        charge(waiting, lock, passed);
      }
    }
  }

  /// The lock at the end of a chain of holders that wait for others, or null if it has no end.
  private @Nullable Lock lastLock(Waiting waiting) {
    Lock lock = locks.get(waiting.object);
    for (int steps = 0; lock != null && steps <= waits.size(); steps++) {
      Waiting next = waits.get(lock.holder);
      if (next == null) {
        return lock;
      }
      lock = locks.get(next.object);
    }
    return null;
  }

  private void charge(Waiting waiting, Lock lock, long passed) {
    if (waiting.holder == 0) {
      waiting.holder = lock.holder;
      waiting.takenAt = lock.line;
    }
    if (!ready.contains(lock.holder)) {
      return;
    }
    boolean inverted = false;
    for (int other : onCpus.values()) {
      if (priority(other) < priority(waiting.tid)) {
        waiting.by.merge(other, passed, Long::sum);
        inverted = true;
      }
    }
    waiting.inverted += inverted ? passed : 0;
  }
}
