package dev.ringfence.analysis.livelock;

import dev.ringfence.analysis.livelock.Round.Step;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler.Next;
import dev.ringfence.user.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What has been handled since a moment.
final class Way {
  /// More different steps than anybody would read, as those of a loop are few.
  private static final int MOST = 10_000;

  private record Place(int tid, String call, int line) {}

  private final Kernel kernel;
  private final TimelessCalls timeless;
  private final boolean counts;
  private final Map<Place, long[]> steps = new LinkedHashMap<>();
  private boolean isTimeless = true;
  private boolean together;
  private boolean meeting;
  private boolean disturbed;
  private long last = -1;

  /// @param counts whether somebody may ask for its steps
  Way(Kernel kernel, TimelessCalls timeless, boolean counts) {
    this.kernel = kernel;
    this.timeless = timeless;
    this.counts = counts;
  }

  void add(Next next) {
    together |= kernel.parts().running() > 1;
    disturbed |= next instanceof Next.Ring || kernel.parts().frames().hasSwap();
    if (next instanceof Next.Trap(Task task)) {
      meeting |= kernel.now() == last || mayMeet(task);
      last = kernel.now();
      isTimeless &= timeless.contain(task);
      String call = task.context().cause == Cause.SYSCALL ? kernel.callOf(task) : "";
      disturbed |= call.equals("kill");
      if (counts) {
        count(new Place(task.tid(), call, task.context().userLine()));
      }
    }
  }

  private void count(Place place) {
    isTimeless &= steps.size() < MOST;
    steps.computeIfAbsent(place, _ -> new long[1])[0]++;
  }

  /// Whether nothing on it depended on the time of day.
  boolean isTimeless() {
    return isTimeless;
  }

  /// Whether what a task does may be seen by others that run, other than by calls whose order is
  /// that of virtual time.
  private static boolean mayMeet(Task task) {
    return task.process().memory().isShared() || task.process().tasks.size() > 1;
  }

  /// Whether something may have depended on when CPUs met: on the multiples of the window, at
  /// which slices end while several CPUs are busy.
  boolean dependsOnWindow() {
    return together && (meeting || disturbed);
  }

  /// Whether something may have depended on when time slices ended: not if never more than one task
  /// could run, nobody was sent a signal and no timer but those of waits went off.
  boolean dependsOnSlices() {
    return together || disturbed;
  }

  /// The calls, and where those tasks compute that make none.
  List<Step> steps() {
    List<Step> all = new ArrayList<>();
    Set<Integer> calling = new HashSet<>();
    steps.keySet().stream().filter(p -> !p.call.isEmpty()).forEach(p -> calling.add(p.tid));
    steps.forEach(
        (place, times) -> {
          if (!place.call.isEmpty() || !calling.contains(place.tid)) {
            all.add(new Step(place.tid, place.call, place.line, times[0]));
          }
        });
    return all;
  }
}
