package dev.ringfence.scenario;

import dev.ringfence.analysis.Liveness;
import dev.ringfence.analysis.ReferenceString;
import dev.ringfence.analysis.livelock.LivelockSearch;
import dev.ringfence.analysis.race.RaceDetector;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A scenario on its machine, not booted yet: a kernel with its processes, and the analysis that
/// watches it.
///
/// @param references the pages that the run uses, kept on machines with swap
/// @param races finds data races, or null if nobody asks
public record Simulation(
    Workload workload,
    Kernel kernel,
    Liveness liveness,
    LivelockSearch livelock,
    ReferenceString references,
    @Nullable RaceDetector races) {
  private static final long CHECK_NANOS = 10_000_000;

  /// @param effects the shell that will carry out what the kernel asks
  /// @throws IllegalArgumentException when the machine's memory does not suffice for the processes
  public static Simulation of(Workload workload, Kernel.Effects effects, Consumer<Event> events) {
    return of(workload, effects, events, CHECK_NANOS);
  }

  /// For a load: the analysis does not watch, since processes that are still to come may wake those
  /// that wait; [Liveness#judgeAll] may be asked at the end.
  public static Simulation ofLoad(
      Workload workload, Kernel.Effects effects, Consumer<Event> events) {
    Kernel kernel = new Kernel(workload.machine(), effects, events);
    Liveness liveness = new Liveness(kernel, Long.MAX_VALUE);
    workload.loadInto(kernel);
    LivelockSearch none = LivelockSearch.of(kernel, 0, 1);
    return new Simulation(workload, kernel, liveness, none, new ReferenceString(), null)
        .asExpected();
  }

  /// @param checkNanos virtual time after which the analysis judges everything anew, to check
  ///     itself
  public static Simulation of(
      Workload workload, Kernel.Effects effects, Consumer<Event> events, long checkNanos) {
    Kernel kernel = new Kernel(workload.machine(), effects, events);
    Liveness liveness = new Liveness(kernel, workload.profile().cycles(checkNanos));
    kernel.probes().watch(liveness);
    ReferenceString references = new ReferenceString();
    if (kernel.parts().frames().hasSwap()) {
      kernel.probes().references(references::add);
    }
    workload.loadInto(kernel);
    // Tasks that are held at a certain time depend on the time of day.
    boolean searches = workload.holds().isEmpty();
    long quiet = searches ? workload.profile().cycles(workload.scenario().limit().livelock()) : 0;
    LivelockSearch livelock = LivelockSearch.of(kernel, quiet, workload.machine().window());
    return new Simulation(workload, kernel, liveness, livelock, references, null).asExpected();
  }

  private Simulation asExpected() {
    return workload.scenario().expect().claims().raceFree() ? detectingRaces() : this;
  }

  /// The same that looks for data races, which costs time and changes nothing.
  public Simulation detectingRaces() {
    if (races != null) {
      return this;
    }
    RaceDetector detector = new RaceDetector(kernel::now);
    kernel.probes().order(detector);
    return new Simulation(workload, kernel, liveness, livelock, references, detector);
  }
}
