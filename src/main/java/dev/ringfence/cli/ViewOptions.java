package dev.ringfence.cli;

import dev.ringfence.machine.Profile;
import dev.ringfence.report.view.View;
import dev.ringfence.report.view.Views;
import dev.ringfence.scenario.Times;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--view` and `--at`: which views of the machine are shown, and of which moments.
final class ViewOptions {
  @Option(
      names = "--view",
      paramLabel = "NAME",
      split = ",",
      converter = ViewName.class,
      description =
          "Shows the machine: pmap, maps, status, meminfo, vmstat, ps, frames or tables; at the"
              + " end, or --at a time.")
  private List<View> views = new ArrayList<>();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      split = ",",
      converter = Time.class,
      description = "The virtual time of the views, such as 2ms.")
  private List<Long> times = new ArrayList<>();

  /// Whether there are times without a view.
  boolean areWrong() {
    boolean wrong = views.isEmpty() && !times.isEmpty();
    if (wrong) {
      System.err.println("error: --at needs a --view of " + View.names());
    }
    return wrong;
  }

  Views views(Profile profile) {
    return new Views(views, times, profile);
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
