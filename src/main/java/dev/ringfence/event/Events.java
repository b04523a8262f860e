package dev.ringfence.event;

import dev.ringfence.core.Digest;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where a kernel says what happens: each event enters the digest and is told to a listener.
///
/// The frequent ones, which are the steps of calls and CPUs, become objects only while somebody
/// listens to them ([#tell]). The digest has them in any case.
public final class Events implements Consumer<Event> {
  /// Which of the frequent events are told, each including those before.
  public enum Steps {
    NONE,
    /// That calls are entered, block, and return.
    OF_CALLS,
    /// That CPUs turn to tasks, and that time slices end, as well.
    OF_CPUS,
    /// What objects are taken, given back and waited for, as well ([ObjectEvent]).
    OF_OBJECTS;

    /// Those that include all of these.
    public static Steps most(Steps... needed) {
      return Collections.max(List.of(needed));
    }
  }

  private final Consumer<Event> listener;
  private final Digest digest = new Digest();
  private boolean tellsCalls = true;
  private boolean tellsCpus = true;
  private boolean tellsObjects;
  private @Nullable Consumer<Event> observer;
  private long count;
  private long marked = Long.MAX_VALUE;
  private Runnable marker = () -> {};

  public Events(Consumer<Event> listener) {
    this.listener = listener;
  }

  /// Sets which of the frequent events the listener is told; at first it is told
  /// those of calls and CPUs.
  public void tell(Steps steps) {
    tellsCalls = steps.compareTo(Steps.OF_CALLS) >= 0;
    tellsCpus = steps.compareTo(Steps.OF_CPUS) >= 0;
    tellsObjects = steps.compareTo(Steps.OF_OBJECTS) >= 0;
  }

  /// Has the listener be told of objects, and so of waits and CPUs, beside what it is told already.
  public void tellObjects() {
    tellsCpus = true;
    tellsObjects = true;
  }

  /// Has an observer be told of everything but calls that do not wait: at once, by the kernel's own
  /// thread, which costs less than what the listener gets. It may change nothing.
  public void observe(Consumer<Event> whoever) {
    observer = observer == null ? whoever : observer.andThen(whoever);
  }

  /// Whether somebody asks for facts about objects.
  public boolean tellsObjects() {
    return tellsObjects || observer != null;
  }

  /// Tells a fact that is not part of the digest, for which somebody asks.
  public void tell(Event.Derived fact) {
    tell(fact, tellsObjects || !(fact instanceof ObjectEvent));
  }

  /// @param listens whether the listener is told
  private void tell(Event event, boolean listens) {
    if (listens) {
      listener.accept(event);
    }
    if (observer != null) {
      observer.accept(event);
    }
  }

  /// How many events there have been.
  public long count() {
    return count;
  }

  /// The digest of all events so far, as [Digest#hex] gives it.
  public String digest() {
    return digest.hex();
  }

  /// Has somebody look at [#count] and [#digest] when there have been so many events. There is one
  /// such number; whoever looks may set the next one.
  public void mark(long number, Runnable whoever) {
    marked = number;
    marker = whoever;
  }

  private void counted() {
    if (++count == marked) {
      marked = Long.MAX_VALUE;
      marker.run();
    }
  }

  @Override
  public void accept(Event event) {
    event.addTo(digest);
    counted();
    tell(event, true);
  }

  /// As [Event.CallEntered].
  public void callEntered(
      long time,
      int tid,
      int cpu,
      String call,
      long a,
      long b,
      long c,
      long d,
      int line,
      String shown) {
    Event.CallEntered.add(digest, time, tid, cpu, call, a, b, c, d, line);
    counted();
    if (tellsCalls) {
      listener.accept(new Event.CallEntered(time, tid, cpu, call, a, b, c, d, line, shown));
    }
  }

  /// As [Event.CallReturned].
  public void callReturned(
      long time, int tid, String call, long result, long resumed, String shown) {
    Event.CallReturned.add(digest, time, tid, call, result);
    counted();
    if (tellsCalls) {
      listener.accept(new Event.CallReturned(time, tid, call, result, resumed, shown));
    }
  }

  /// As [Event.CallBlocked].
  public void callBlocked(
      long time, int tid, String call, String reason, String shown, int object, int line) {
    Event.CallBlocked.add(digest, time, tid, call, reason);
    counted();
    boolean listens = tellsCalls || tellsObjects;
    if (listens || observer != null) {
      tell(new Event.CallBlocked(time, tid, call, reason, shown, object, line), listens);
    }
  }

  /// A CPU turned to a task.
  public void dispatched(long time, int cpu, int tid) {
    Event.Dispatched.add(digest, time, cpu, tid);
    counted();
    if (tellsCpus || observer != null) {
      tell(new Event.Dispatched(time, cpu, tid), tellsCpus);
    }
  }

  /// A task's time slice was used up.
  public void sliceEnded(long time, int cpu, int tid) {
    Event.SliceEnded.add(digest, time, cpu, tid);
    counted();
    if (tellsCpus) {
      listener.accept(new Event.SliceEnded(time, cpu, tid));
    }
  }
}
