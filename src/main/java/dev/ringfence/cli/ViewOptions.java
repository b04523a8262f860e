package dev.ringfence.cli;

import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.view.RunView;
import dev.ringfence.report.view.RunViews;
import dev.ringfence.report.view.View;
import dev.ringfence.report.view.Views;
import dev.ringfence.report.view.fault.FaultLog;
import dev.ringfence.scenario.Times;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--view` and `--at`: which views of the machine are shown, and of which moments.
final class ViewOptions {
  /// How many faults are explained if no number is given.
  private static final int USUAL = 10;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      split = ",",
      converter = ViewName.class,
      description =
          "Shows the machine: ps, pstree, pmap, maps, status, meminfo, vmstat, lsof, lslocks, ipcs,"
              + " ss, strace-c, frames, tables or rings; at the end, or --at a time. Or the run,"
              + " when it has ended: contention, waits or critical-path.")
  private List<Name> names = new ArrayList<>();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      split = ",",
      converter = Time.class,
      description = "The virtual time of the views, such as 2ms.")
  private List<Long> times = new ArrayList<>();

  @Option(
      names = "--explain-fault",
      arity = "0..1",
      paramLabel = "N",
      parameterConsumer = Number.class,
      description = "Explains the first N faults (10), page walks bit by bit.")
  private int explained;

  /// Whether there are times without a view.
  boolean areWrong() {
    boolean wrong = machine().isEmpty() && !times.isEmpty();
    if (wrong) {
      System.err.println("error: --at needs a --view of " + View.names());
    }
    return wrong;
  }

  /// Adds all who take views to those who look at a run.
  void addTo(Observation observation, Workload workload) {
    observation.add(new Views(machine(), times, workload.profile()));
    observation.add(new FaultLog(explained, workload.profile()));
    List<RunView> ofRun = names.stream().map(Name::run).filter(Objects::nonNull).toList();
    if (!ofRun.isEmpty()) {
      observation.add(new RunViews(ofRun, workload));
    }
  }

  private List<View> machine() {
    return names.stream().map(Name::machine).filter(Objects::nonNull).toList();
  }

  /// A view of the machine, or of the run; the other one is null.
  record Name(@Nullable View machine, @Nullable RunView run) {}

  /// Takes the word behind the option only if it is a number: it may be the scenario.
  static final class Number implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      boolean given = !words.isEmpty() && words.peek().matches("[0-9]{1,6}");
      option.setValue(given ? Integer.parseInt(words.pop()) : USUAL);
    }
  }

  static final class ViewName implements ITypeConverter<Name> {
    @Override
    public Name convert(String name) {
      View view = View.of(name);
      RunView run = RunView.of(name);
      if (view == null && run == null) {
        String all = View.names() + ", " + RunView.names();
        throw new TypeConversionException("there is no view '" + name + "' but " + all);
      }
      return new Name(view, run);
    }
  }

  static final class Time implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      Long nanos = Times.nanos(text);
      if (nanos == null || nanos < 0) {
        throw new TypeConversionException("expected a time with its unit, such as 2ms: " + text);
      }
      return nanos;
    }
  }
}
