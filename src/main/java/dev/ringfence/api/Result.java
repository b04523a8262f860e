package dev.ringfence.api;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Fault;
import dev.ringfence.report.Outcome.Latency;
import dev.ringfence.report.Outcome.ProcessEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What came of a run. Immutable: the same scenario, options and version give the same one, but for
/// `outcome().wall()`.
///
/// @param outcome all of it, by the names of the JSON document
/// @param outputs what processes wrote to their terminals, by process: `worker`, or `worker[2]`
///     where there are several; what those write that they fork is theirs
/// @param report the report that a person reads
public record Result(Outcome outcome, Map<String, String> outputs, String report) {
  public Result {
    outputs = Map.copyOf(outputs);
  }

  /// Whether all that the scenario expects was so.
  public boolean isMet() {
    return outcome.isMet();
  }

  /// All that the scenario expects, each with what was found.
  public List<Expectation> expectations() {
    return outcome.expectations();
  }

  /// What was not as expected.
  public List<Expectation> unmet() {
    return expectations().stream().filter(each -> !each.met()).toList();
  }

  /// Whether processes are stuck for ever, whatever happens; those that a signal could still end
  /// are not.
  public boolean isStuck() {
    return stuck().stream().anyMatch(group -> !group.unlessKilled());
  }

  /// The groups of tasks that nothing can wake any more, each with its reason.
  public List<Stuck> stuck() {
    return outcome.stuck();
  }

  /// How the processes stand, in the order in which they came into being.
  public List<ProcessEnd> processes() {
    return outcome.processes();
  }

  /// How a process stands that the scenario begins.
  ///
  /// @param index which replica, from 0
  /// @throws IllegalArgumentException when there was none
  public ProcessEnd process(String name, int index) {
    return processes().stream()
        .filter(end -> end.name().equals(name) && end.index() == index)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no process %s[%d]".formatted(name, index)));
  }

  /// What a process wrote to its terminal, standard output and error together.
  ///
  /// @param process its name, with its index where there are several: `worker[2]`
  /// @throws IllegalArgumentException when there was none
  public String output(String process) {
    String output = outputs.get(process);
    if (output == null) {
      throw new IllegalArgumentException(
          "no process "
              + process
              + "; there are "
              + String.join(", ", new TreeSet<>(outputs.keySet())));
    }
    return output;
  }

  /// The exceptions that were not mended.
  public List<Fault> faults() {
    return outcome.faults();
  }

  /// A counter, such as `syscalls`.
  ///
  /// @throws IllegalArgumentException when there is none of this name
  public long counter(String name) {
    Long value = outcome.counters().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no counter " + name + "; there are " + String.join(", ", outcome.counters().keySet()));
    }
    return value;
  }

  /// What programs measured by `measure_begin` and `measure_end`, by name.
  public Map<String, Latency> latency() {
    return outcome.latency();
  }

  /// The virtual time of the run.
  public Duration time() {
    return Duration.ofNanos(outcome.virtualNanos());
  }

  /// The checksum of all events, in order.
  public String digest() {
    return outcome.digest();
  }
}
