package dev.ringfence.load;

import dev.ringfence.core.Rng;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Begins the processes of a load inside a kernel, by one alarm: all in virtual time, in the order
/// of the kernel's own doing. Each has a place in the crowd, its `INDEX`, which is its alone while
/// it lives.
abstract class Generator {
  private static final int CHOICE = 1;

  private final Kernel kernel;
  private final List<ProcessSpec> definitions = new ArrayList<>();
  private final int[] weights;
  private final long allWeights;
  private final Rng choice;
  private final Alarm alarm;
  private final Deque<Integer> free = new ArrayDeque<>();
  private @Nullable Process[] places = new Process[16];
  private int usedPlaces;
  private boolean over;

  final Profile profile;
  final LoadSpec load;

  /// How many processes live.
  int live;

  Generator(Workload workload, LoadSpec load, Kernel kernel) {
    Scenario scenario = workload.scenario();
    this.kernel = kernel;
    this.profile = workload.profile();
    this.load = load;
    this.choice = stream(scenario.seed(), CHOICE);
    for (ProcessSpec process : scenario.processes()) {
      if (load.weights().containsKey(process.name())) {
        definitions.add(process);
      }
    }
    weights =
        definitions.stream().mapToInt(p -> load.weights().getOrDefault(p.name(), 0)).toArray();
    allWeights = Arrays.stream(weights).asLongStream().sum();
    alarm = kernel.alarm(this::ring);
    kernel.probes().mourn(this::ended);
  }

  /// The generator of a workload's load in a kernel that has not been booted.
  static Generator of(Workload workload, LoadSpec load, Kernel kernel) {
    return load.open()
        ? new OpenGenerator(workload, load, kernel)
        : new ClosedGenerator(workload, load, kernel);
  }

  /// Has the load begin when the kernel boots.
  final void prepare() {
    wakeAt(0);
  }

  /// A stream of random numbers of its own for each purpose.
  static Rng stream(long seed, int purpose) {
    return new Rng(new Rng(seed * 31 + purpose).next());
  }

  /// Begins what is to begin by now.
  ///
  /// @return when it wants to be asked again, in cycles
  abstract long begin(long now);

  /// A process has ended, and its place is empty.
  ///
  /// @return when the generator wants to be asked again, in cycles, or `Long.MAX_VALUE` if nothing
  ///     has changed about that
  abstract long ended(int place, long now);

  /// Whether nothing more will begin once the last stage has ended.
  abstract boolean isDone();

  /// The load is over: what has not begun never will.
  abstract void giveUp();

  private void ring() {
    long now = kernel.now();
    long end = profile.cycles(load.end());
    if (over && now >= end + profile.cycles(load.drain())) {
      stop();
      return;
    }
    over = now >= end;
    long next = begin(now);
    if (over && live == 0 && isDone()) {
      stop();
    } else {
      wakeAt(Math.min(next, over ? end + profile.cycles(load.drain()) : end));
    }
  }

  private void ended(Process process) {
    int place = process.index();
    if (place >= usedPlaces || places[place] != process) {
      return;
    }
    places[place] = null;
    live--;
    long next = ended(place, kernel.now());
    if (over && live == 0 && isDone()) {
      stop();
    } else if (next < alarm.time()) {
      wakeAt(next);
    }
  }

  private void stop() {
    giveUp();
    kernel.stop(Outcome.LOAD_OVER);
  }

  private void wakeAt(long time) {
    kernel.set(alarm, Math.max(time, kernel.now()));
  }

  /// Whether the last stage has ended.
  final boolean isOver() {
    return over;
  }

  final int takePlace() {
    Integer place = free.poll();
    return place == null ? usedPlaces++ : place;
  }

  final void leavePlace(int place) {
    free.add(place);
  }

  /// Begins a process.
  ///
  /// @param intended when it should have begun, in cycles
  /// @return whether there was memory for it
  final boolean start(int place, long intended) {
    if (place >= places.length) {
      places = Arrays.copyOf(places, Math.max(place + 1, places.length * 2));
    }
    ProcessSpec definition = choose();
    try {
      Process process =
          kernel.create(
              definition.name(),
              "/bin/" + definition.name(),
              definition.arguments(),
              definition.environment(),
              place,
              load.crowd());
      kernel.processes().creation().grant(process, definition.user(), definition.rights());
      kernel.parts().priorities().set(process.tasks.getFirst(), definition.scheduling());
      kernel.place(process, definition.host());
      places[place] = process;
      live++;
      kernel.events().accept(new Event.SessionStarted(kernel.now(), process.pid(), intended));
      return true;
    } catch (IllegalArgumentException _) {
      refuse(intended);
      return false;
    }
  }

  /// Tells of one that cannot begin.
  final void refuse(long intended) {
    kernel.events().accept(new Event.SessionStarted(kernel.now(), 0, intended));
  }

  private ProcessSpec choose() {
    long at = choice.below(allWeights);
    int i = 0;
    while (at >= weights[i]) {
      at -= weights[i++];
    }
    return definitions.get(i);
  }
}
