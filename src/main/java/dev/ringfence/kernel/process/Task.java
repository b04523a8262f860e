package dev.ringfence.kernel.process;

import dev.ringfence.kernel.process.fact.Facts;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.signal.TaskSignals;
import dev.ringfence.user.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thread as the kernel sees it.
public final class Task {
  /// Where a task stands.
  public enum State {
    READY,
    ON_CPU,
    BLOCKED,
    /// Waits for a page to be fetched, or for the device to be done with others; or is held
    /// ([dev.ringfence.kernel.sched.Hold]).
    PAGING,
    DEAD
  }

  private static final List<Holding> NO_HOLDINGS = List.of();

  private final int tid;
  private final Process process;
  private final Facts facts;
  private Context context;

  public State state = State.READY;

  /// The queue in which it is blocked.
  public @Nullable WaitQueue queue;

  /// What it waits for, as reports call it.
  public String waitsFor = "";

  /// What could end its wait.
  public Wait.Formula formula = () -> Wait.NEVER;

  /// Whether the analysis has found, since it blocked, that it could still be woken.
  public boolean wakeable;

  /// What that rests on, or rested on last ([Reliance#first]).
  @Nullable Reliance reliances;

  /// When it blocked, in cycles.
  public long blockedAt;

  /// What it waits for, since [#blockedAt], until it is on a CPU again after it has waited for
  /// a page.
  public static final String PAGE = "page";

  /// Whether its call is about to be made again.
  public boolean isWoken;

  /// Whether that is only when it has a CPU, so that others may come before it: it is ready, and
  /// still in its queue.
  public boolean isRoused;

  /// The virtual time at which a timer ends its wait, or `Long.MAX_VALUE`.
  public long deadline = Long.MAX_VALUE;

  /// How far the present call has come, for a call that goes on where it blocked; 0 at its start.
  public long progress;

  /// When its present call, on a socket or for a lock under a deadlock policy, gives up, in cycles;
  /// 0 if it waits for no time.
  public long until;

  /// How far a call had come that a handler interrupted and that is made again after it: the
  /// [#progress] with which it then begins.
  public long resumed;

  /// What the present call, which waits, has left for when it is made again, or others have; null
  /// at its start.
  public @Nullable Object pending;

  /// Whether it is to be cancelled, and what it has said about that (`pthread_setcancelstate(3)`).
  public boolean cancelRequested;

  public boolean cancelDisabled;

  public boolean cancelAsynchronous;

  /// Whether it has begun to end.
  public boolean leaving;

  /// Its name if it has been given one (`pthread_setname_np(3)`).
  public @Nullable String name;

  /// Cycles for which it has been on a CPU.
  public long cpuTime;

  /// What it has to do with signals.
  public final TaskSignals signals;

  private List<Holding> holdings = NO_HOLDINGS;

  /// Its neighbours in the queue in which it is blocked.
  @Nullable Task nextWaiter;

  @Nullable Task previousWaiter;

  /// How the analysis has found its fate sealed, or null as long as it can go on.
  public @Nullable Object fate;

  /// Whether its present call, a fast one, has entered the kernel to wake another.
  public boolean hasWoken;

  /// How it is scheduled, or null as long as that is as usual.
  public @Nullable Schedule schedule;

  /// Whether nobody will join it.
  public boolean detached;

  public Task(int tid, Process process, Context context, TaskSignals signals, Facts facts) {
    this.facts = facts;
    this.signals = signals;
    this.tid = tid;
    this.process = process;
    this.context = context;
  }

  /// Whether it waits at the head of its queue, to be woken besides the first of the others and not
  /// in its place.
  public boolean isNonexclusive() {
    return queue != null && formula instanceof Wait.Nonexclusive;
  }

  public int tid() {
    return tid;
  }

  public Process process() {
    return process;
  }

  public Context context() {
    return context;
  }

  /// Whether it is in an inner ring to which a gate of its process has led it.
  public boolean isBehindGate() {
    return context.ring() < process.rights.ring();
  }

  /// How it is scheduled, from now on kept for it.
  public Schedule schedule() {
    Schedule kept = schedule;
    if (kept == null) {
      kept = new Schedule(Schedule.Wish.USUAL);
      schedule = kept;
    }
    return kept;
  }

  /// Replaces the registers, as `execve(2)` does.
  public void become(Context next) {
    context = next;
  }

  /// The present call's argument, 0 to 5.
  public long argument(int index) {
    return context.argument(index);
  }

  /// Its name, or that of its program.
  public String shownName() {
    return name == null ? context.program().name() : name;
  }

  /// Whether its call waits already. Then it does not look again whether it must not wait
  /// (`O_NONBLOCK`), unless it is made anew after a stop.
  public boolean waitsOn() {
    boolean waits = state == State.BLOCKED && !signals.hasBeenStopped;
    signals.hasBeenStopped = false;
    return waits;
  }

  /// Whether the next cancellation point ends it.
  public boolean mustCancel() {
    return cancelRequested && !cancelDisabled;
  }

  /// Notes that it has taken the object for itself, at the present time and place.
  public void hold(WaitObject object) {
    hold(object, false);
  }

  /// Notes that it has taken the object, at the present time and place.
  ///
  /// @param shared whether others may take it, too
  public void hold(WaitObject object, boolean shared) {
    for (int i = holdings.size() - 1; i >= 0; i--) {
      if (holdings.get(i).object().signals) {
        holdings.remove(i).object().givenBack(this);
      }
    }
    hold(new Holding(object, context.userLine(), context.time), shared);
  }

  void hold(Holding holding, boolean shared) {
    if (holdings == NO_HOLDINGS) {
      holdings = new ArrayList<>(1);
    }
    holdings.add(holding);
    holding.object().taken(this);
    if (facts.areAsked()) {
      facts.taken(this, holding, shared);
    }
  }

  /// What it has taken and not given back, oldest first.
  public List<Holding> holdings() {
    return holdings;
  }

  public void dropHoldings() {
    if (facts.areAsked()) {
      holdings.forEach(holding -> facts.given(this, holding.object()));
    }
    holdings.forEach(holding -> holding.object().givenBack(this));
    holdings = NO_HOLDINGS;
  }

  /// Notes that it has given the object back. False if it did not hold it.
  public boolean release(WaitObject object) {
    for (int i = holdings.size() - 1; i >= 0; i--) {
      if (holdings.get(i).object() == object) {
        holdings.remove(i);
        object.givenBack(this);
        if (facts.areAsked()) {
          facts.given(this, object);
        }
        return true;
      }
    }
    return false;
  }

  /// Notes that it has raised a semaphore: given it back, or told others something by it.
  public void raise(WaitObject object) {
    if (!release(object) && !object.signals) {
      object.signals = true;
      if (facts.areAsked()) {
        facts.signalled(this, object);
      }
    }
  }

  public boolean holds(WaitObject object) {
    for (Holding holding : holdings) {
      if (holding.object() == object) {
        return true;
      }
    }
    return false;
  }
}
