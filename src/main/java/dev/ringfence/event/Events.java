package dev.ringfence.event;

import dev.ringfence.core.Digest;
import java.util.function.Consumer;

/// Where a kernel says what happens: each event enters the digest and is told to a listener.
///
/// The frequent ones, which are the steps of calls and CPUs, become objects only while somebody
/// listens to them ([#tellSteps]). The digest has them in any case.
public final class Events implements Consumer<Event> {
  private final Consumer<Event> listener;
  private final Digest digest = new Digest();
  private boolean tellsSteps = true;
  private long count;

  public Events(Consumer<Event> listener) {
    this.listener = listener;
  }

  /// Sets whether the listener is told of calls, dispatches and ends of time slices; at first it
  /// is.
  public void tellSteps(boolean whether) {
    tellsSteps = whether;
  }

  /// Whether the listener is told of calls, dispatches and ends of time slices.
  public boolean tellsSteps() {
    return tellsSteps;
  }

  /// How many events there have been.
  public long count() {
    return count;
  }

  /// The digest of all events so far, as [Digest#hex] gives it.
  public String digest() {
    return digest.hex();
  }

  @Override
  public void accept(Event event) {
    count++;
    event.addTo(digest);
    listener.accept(event);
  }

  /// As [Event.CallEntered], of which nobody is told.
  public void callEntered(
      long time, int tid, int cpu, String call, long a, long b, long c, long d, int line) {
    count++;
    Event.CallEntered.add(digest, time, tid, cpu, call, a, b, c, d, line);
  }

  /// As [Event.CallReturned], of which nobody is told.
  public void callReturned(long time, int tid, String call, long result) {
    count++;
    Event.CallReturned.add(digest, time, tid, call, result);
  }

  /// As [Event.CallBlocked], of which nobody is told.
  public void callBlocked(long time, int tid, String call, String reason) {
    count++;
    Event.CallBlocked.add(digest, time, tid, call, reason);
  }

  /// A CPU turned to a task.
  public void dispatched(long time, int cpu, int tid) {
    count++;
    Event.Dispatched.add(digest, time, cpu, tid);
    if (tellsSteps) {
      listener.accept(new Event.Dispatched(time, cpu, tid));
    }
  }

  /// A task's time slice was used up.
  public void sliceEnded(long time, int cpu, int tid) {
    count++;
    Event.SliceEnded.add(digest, time, cpu, tid);
    if (tellsSteps) {
      listener.accept(new Event.SliceEnded(time, cpu, tid));
    }
  }
}
