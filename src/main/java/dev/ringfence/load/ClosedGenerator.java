package dev.ringfence.load;

import dev.ringfence.core.Rng;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Workload;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Keeps a crowd as large as it should be: who ends is followed by another after a think time,
/// unless the crowd has become too large meanwhile.
final class ClosedGenerator extends Generator {
  private static final int THINK = 2;

  /// A process that is to begin.
  private record Due(long time, long number, int place) {}

  private final Crowd crowd;
  private final Samples think;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::number));
  private long numbers;
  private long nextRise;

  /// Those that live and those that think.
  private int members;

  ClosedGenerator(Workload workload, LoadSpec load, Kernel kernel) {
    super(workload, load, kernel);
    Rng rng = stream(workload.scenario().seed(), THINK);
    crowd = new Crowd(load.stages());
    think = new Samples(load.think(), rng);
    nextRise = crowd.at(0) > 0 ? 0 : crowd.nextRise(0);
  }

  @Override
  long begin(long now) {
    while (!due.isEmpty() && due.element().time <= now) {
      Due first = due.remove();
      if (isOver() || members > size(now)) {
        members--;
        leavePlace(first.place);
      } else {
        start(first.place, first.time);
      }
    }
    while (!isOver() && nextRise != Crowd.NEVER && profile.cycles(nextRise) <= now) {
      int size = crowd.at(nextRise);
      for (; members < size; members++) {
        start(takePlace(), profile.cycles(nextRise));
      }
      nextRise = crowd.nextRise(nextRise);
    }
    long rise = nextRise == Crowd.NEVER ? Long.MAX_VALUE : profile.cycles(nextRise);
    return Math.min(rise, due.isEmpty() ? Long.MAX_VALUE : due.element().time);
  }

  private int size(long now) {
    return crowd.at(profile.nanos(now));
  }

  @Override
  long ended(int place, long now) {
    if (isOver() || members > size(now)) {
      members--;
      leavePlace(place);
      return Long.MAX_VALUE;
    }
    long time = now + profile.cycles(think.next());
    due.add(new Due(time, numbers++, place));
    return time;
  }

  @Override
  boolean isDone() {
    return true;
  }

  @Override
  void giveUp() {}
}
