package dev.ringfence.whatif;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.report.observation.PlainRun;
import dev.ringfence.scenario.Workload;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A run of which only is kept how it ended, how long it was, and what was waited for.
///
/// @param output what each process wrote, by number
record Trial(Outcome outcome, Account account, Map<Integer, String> output) {
  /// What limits a run that waits for timers is not the timers.
  private static final String TIMER = "a timer";

  /// Runs the workload to its end.
  static Trial of(Workload workload) {
    return of(workload, Observation.ofEnds(workload));
  }

  /// The same, with what its programs measure.
  static Trial measured(Workload workload) {
    return of(workload, Observation.of(workload));
  }

  private static Trial of(Workload workload, Observation observation) {
    Contention contention = new Contention(workload.profile(), workload.machine().cpus(), false);
    Map<Integer, StringBuilder> written = new TreeMap<>();
    Consumer<Event> outputs =
        event -> {
          if (event instanceof Event.ConsoleWritten text) {
            written.computeIfAbsent(text.pid(), _ -> new StringBuilder()).append(text.text());
          }
        };
    PlainRun run =
        PlainRun.of(
            observation
                .add(Observer.of(outputs))
                .add(Observer.asking(kernel -> kernel.probes().follow(contention))));
    Kernel kernel = run.simulation().kernel();
    Map<Integer, String> output = new TreeMap<>();
    written.forEach((pid, text) -> output.put(pid, text.toString()));
    return new Trial(
        run.outcome(),
        contention.finish(kernel.now(), kernel.processes().programs()::place),
        output);
  }

  /// How long it was, in nanoseconds.
  long makespan() {
    return outcome.virtualNanos();
  }

  /// What was waited for longest, or the empty string.
  String limit() {
    return account.objects().stream()
        .filter(object -> object.waits().total() > 0 && !object.object().equals(TIMER))
        .map(Account.OfObject::object)
        .findFirst()
        .orElse("");
  }
}
