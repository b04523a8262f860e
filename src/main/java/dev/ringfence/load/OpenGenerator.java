package dev.ringfence.load;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Workload;
import java.util.ArrayDeque;
import java.util.Deque;

/// Lets processes arrive when they are due, however many still live; beyond the most that may live
/// at once they wait for a place, in their order.
final class OpenGenerator extends Generator {
  private static final int ARRIVALS = 3;

  private final ArrivalTimes times;
  private final Deque<Long> waiting = new ArrayDeque<>();
  private long next;

  OpenGenerator(Workload workload, LoadSpec load, Kernel kernel) {
    super(workload, load, kernel);
    times =
        new ArrivalTimes(
            load.stages(), load.arrivals(), stream(workload.scenario().seed(), ARRIVALS));
    advance();
  }

  private void advance() {
    long nanos = times.next();
    next = nanos == ArrivalTimes.NEVER ? Long.MAX_VALUE : profile.cycles(nanos);
  }

  @Override
  long begin(long now) {
    for (; next <= now; advance()) {
      waiting.add(next);
    }
    while (!waiting.isEmpty() && live < load.most()) {
      int place = takePlace();
      if (!start(place, waiting.remove())) {
        leavePlace(place);
      }
    }
    return next;
  }

  @Override
  long ended(int place, long now) {
    leavePlace(place);
    return waiting.isEmpty() ? Long.MAX_VALUE : now;
  }

  @Override
  boolean isDone() {
    return waiting.isEmpty();
  }

  @Override
  void giveUp() {
    waiting.forEach(this::refuse);
    waiting.clear();
  }
}
