package dev.ringfence.cli;

import dev.ringfence.machine.Profile;
import dev.ringfence.report.view.FaultLog;
import dev.ringfence.report.view.View;
import dev.ringfence.report.view.Views;
import dev.ringfence.scenario.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
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
              + " ss, strace-c, frames, tables or rings; at the end, or --at a time.")
  private List<View> views = new ArrayList<>();

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

    boolean wrong = views.isEmpty() && !times.isEmpty();
    if (wrong) {
      System.err.println("error: --at needs a --view of " + View.names());
    }
    return wrong;
  }

  /// Whether one of the views is of crossings between rings.
  boolean showsRings() {
    return views.contains(View.RINGS);
  }

  /// Whether one of the views is of how often system calls were made.
  boolean showsCalls() {
    return views.contains(View.STRACE_C);
  }

  FaultLog faults(Profile profile) {
    return new FaultLog(explained, profile);
  }

  Views views(Profile profile) {
    return new Views(views, times, profile);
  }

  /// Takes the word behind the option only if it is a number: it may be the scenario.
  static final class Number implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      boolean given = !words.isEmpty() && words.peek().matches("[0-9]{1,6}");
      option.setValue(given ? Integer.parseInt(words.pop()) : USUAL);
    }
  }

  static final class ViewName implements ITypeConverter<View> {
    @Override
    public View convert(String name) {
      View view = View.of(name);
      if (view == null) {
        throw new TypeConversionException("there is no view '" + name + "' but " + View.names());
      }
      return view;
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
