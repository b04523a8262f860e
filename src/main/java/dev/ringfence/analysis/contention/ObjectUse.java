package dev.ringfence.analysis.contention;

import dev.ringfence.analysis.contention.Holders.Hold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to one object: who took it and waited for it, and because of whom.
///
/// Each nanosecond of a wait is charged to whoever held the object then, of several the one who had
/// taken it first; while nobody held it, to whoever ended the wait.
final class ObjectUse {
  private final int number;
  private String name;
  final Queue queue = new Queue();
  final Holders holders = new Holders();
  final Spread waits = new Spread();
  final Fill fill = new Fill();
  final Starvation starvation = new Starvation();
  final Map<Blame.Key, Blame> blames = new LinkedHashMap<>();

  /// How many wait at each place, while somebody does.
  private final Waiting waiting = new Waiting();

  private boolean isLock;
  private long acquisitions;
  private long contended;
  private long handOffs;
  private long overtakes;
  private long convoy;
  private long longestConvoy;
  private long arrivals;
  private @Nullable Hold ended;
  private @Nullable Blame lastBlame;

  /// Up to when waiting has been charged, and for how long nobody held it by then.
  private long charged;

  private long unheld;

  ObjectUse(int number, String name) {
    this.number = number;
    this.name = name;
  }

  int number() {
    return number;
  }

  String name() {
    return name;
  }

  /// Calls it by what two of its names have in common.
  void alsoCalled(String other) {
    if (name.equals(other) || other.isEmpty()) {
      return;
    }
    List<String> one = List.of(name.split(" "));
    List<String> two = List.of(other.split(" "));
    int start = 0;
    int most = Math.min(one.size(), two.size());
    while (start < most && one.get(start).equals(two.get(start))) {
      start++;
    }
    int rest = 0;
    while (rest < most - start
        && one.get(one.size() - 1 - rest).equals(two.get(two.size() - 1 - rest))) {
      rest++;
    }
    List<String> common = new ArrayList<>(one.subList(0, start));
    if (rest > 0) {
      common.add("..");
      common.addAll(one.subList(one.size() - rest, one.size()));
    }
    name = common.isEmpty() ? name : String.join(" ", common);
  }

  /// Whether it has been taken and so is a lock.
  boolean isLock() {
    return isLock;
  }

  /// How often it was taken; of what is no lock, how often it was waited for.
  long acquisitions() {
    return isLock ? acquisitions : waits.count();
  }

  long contended() {
    return isLock ? contended : waits.count();
  }

  /// How often it was taken by somebody who had waited for it.
  long handOffs() {
    return handOffs;
  }

  /// How often somebody got it before another one who had come earlier, for each of those.
  long overtakes() {
    return overtakes;
  }

  /// The most times in a row that it was taken while others went on waiting.
  long longestConvoy() {
    return longestConvoy;
  }

  /// Charges what those wait who do, up to now, to who holds it.
  private void charge(long now) {
    Hold holder = holders.first();
    long passed = now - charged;
    charged = now;
    if (holder == null) {
      unheld += passed;
    } else if (queue.length() > 0 && passed > 0) {
      for (int i = 0; i < waiting.size(); i++) {
        if (waiting.count(i) > 0) {
          blame(Blame.A_TASK, holder.place(), waiting.place(i)).nanos += passed * waiting.count(i);
        }
      }
    }
  }

  private Blame blame(int kind, long culprit, long waiter) {
    Blame known = lastBlame;
    if (known == null || !known.key.is(kind, culprit, waiter)) {
      known = blames.computeIfAbsent(new Blame.Key(kind, culprit, waiter), Blame::new);
      lastBlame = known;
    }
    return known;
  }

  void waits(Standing task, long now, long place) {
    charge(now);
    task.object = this;
    task.wokenFor = null;
    task.place = place;
    task.arrival = ++arrivals;
    task.unheldBefore = unheld;
    task.overtaken = 0;
    queue.add(task);
    waiting.add(place);
  }

  /// A wait is over.
  ///
  /// @param begun when it began
  /// @param kind of whoever ended it, as [Blame] has it
  /// @param by its place
  void ends(Standing task, long begun, long now, int kind, long by) {
    charge(now);
    waits.add(now - begun);
    long rest = unheld - task.unheldBefore;
    Blame blame = blame(kind, by, task.place);
    blame.nanos += rest;
    blame.times++;
    starvation.waited(task, now - begun);
    queue.remove(task);
    waiting.remove(task.place);
    task.object = null;
    task.wokenFor = task.isServed ? null : this;
    task.isServed = false;
  }

  /// @param task who has taken it, and may have waited
  void taken(Standing task, long now, long place) {
    charge(now);
    isLock = true;
    acquisitions++;
    boolean waits = task.object == this;
    boolean waited = waits || task.wokenFor == this;
    task.isServed = waits;
    task.wokenFor = null;
    contended += waited ? 1 : 0;
    handOffs += waited ? 1 : 0;
    if (queue.length() > (waits ? 1 : 0)) {
      convoy++;
      longestConvoy = Math.max(longestConvoy, convoy);
      queue.beforeOf(waits ? task : null, other -> overtakes(task, waited, other));
    } else {
      convoy = 0;
    }
    holders.add(new Hold(task.tid, place, now));
  }

  private void overtakes(Standing task, boolean waited, Standing other) {
    if (waited && task.arrival < other.arrival) {
      return;
    }
    overtakes++;
    other.overtaken++;
    starvation.overtaken(other, task);
  }

  /// Whoever had taken it has given it back.
  void given(int tid, long now) {
    charge(now);
    ended = holders.remove(tid, now);
  }

  /// It is no lock.
  void signalled(long now) {
    charge(now);
    holders.clear(now);
    isLock = false;
  }

  /// A task has ended that may have it.
  void left(int tid, long now) {
    charge(now);
    holders.left(tid, now);
  }

  /// The last hold that came to its end, if it was that task's, or null.
  @Nullable Hold endedBy(int tid) {
    Hold hold = ended;
    return hold == null || hold.tid() != tid ? null : hold;
  }

  /// The run is over.
  void finish(long now) {
    charge(now);
    if (fill.isKnown()) {
      fill.settle(now);
    }
  }
}
