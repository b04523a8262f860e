package dev.ringfence.scenario.read;

import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.LoadSpec.Arrivals;
import dev.ringfence.scenario.LoadSpec.Stage;
import dev.ringfence.scenario.LoadSpec.Think;
import dev.ringfence.scenario.Times;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `load` block of a scenario.
final class LoadReader {
  /// The most processes that may live at once.
  static final int MOST_CROWD = 1_000_000;

  private static final double MOST_RATE = 10_000_000;
  private static final int MOST_WEIGHT = 1_000_000;
  private static final int USUAL_MOST = 10_000;
  private static final long USUAL_DRAIN = 10_000_000_000L;
  private static final long LONGEST = 3_600_000_000_000L;
  private static final Pattern STAGE =
      Pattern.compile("(.+?)(?:\\.\\.(.+?))?\\s*->\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(/\\s*s)?");

  private enum Distribution {
    NONE,
    CONSTANT,
    UNIFORM,
    EXPONENTIAL,
    LOGNORMAL,
    PARETO
  }

  private final Keys keys;

  private LoadReader(Keys keys) {
    this.keys = keys;
  }

  /// @param processes the names of the scenario's process definitions
  /// @return null when it is wrong, which has then been told
  static @Nullable LoadSpec read(Keys keys, Collection<String> processes) {
    return new LoadReader(keys).read(processes);
  }

  /// The names that the block gives weights to.
  static Collection<String> templates(Keys keys) {
    return keys.object("processes").names();
  }

  private @Nullable LoadSpec read(Collection<String> processes) {
    Map<String, Integer> weights = weights(processes);
    List<Keys.Item> items = keys.items("stages");
    boolean open = !items.isEmpty() && items.getFirst().text().strip().matches(".*/\\s*s");
    List<Stage> stages = stages(items, open);
    long warmup = keys.duration("warmup", 0, 0);
    long drain = keys.duration("drain", 0, USUAL_DRAIN);
    Arrivals arrivals = keys.choice("arrivals", Arrivals.class, Arrivals.POISSON);
    int most = (int) keys.integer("most", 1, MOST_CROWD, USUAL_MOST);
    Think think = think(keys.object("think"));
    if (open && keys.has("think")) {
      keys.wrong("think", "arrivals follow no one, so there is nothing to think about");
    }
    for (String key : List.of("arrivals", "most")) {
      if (!open && !items.isEmpty() && keys.has(key)) {
        keys.wrong(key, "only arrivals, as in \"10s -> 50/s\", have this key");
      }
    }
    keys.finish();
    if (stages.isEmpty() || weights.isEmpty()) {
      return null;
    }
    LoadSpec load = new LoadSpec(open, stages, warmup, drain, most, arrivals, weights, think);
    if (load.peak() == 0) {
      keys.wrong("stages", "nothing would ever begin: all targets are 0");
    }
    if (warmup >= load.end()) {
      keys.wrong("warmup", "nothing is left to be measured: the last stage ends no later");
    }
    return load;
  }

  private Map<String, Integer> weights(Collection<String> processes) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    if (!keys.has("processes")) {
      keys.missing("processes");
      return weights;
    }
    Keys given = keys.object("processes");
    for (String name : given.names()) {
      if (!processes.contains(name)) {
        given.unknown(name, "there is no process of this name", processes);
      }
      weights.put(name, (int) given.integer(name, 1, MOST_WEIGHT, 1));
    }
    if (weights.isEmpty()) {
      keys.wrong("processes", "expected a name and its weight, such as user = 1");
    }
    return weights;
  }

  private List<Stage> stages(List<Keys.Item> items, boolean open) {
    List<Stage> stages = new ArrayList<>();
    if (!keys.has("stages")) {
      keys.missing("stages");
    } else if (items.isEmpty()) {
      keys.wrong("stages", "expected a list such as [\"10s -> 100\"]");
    }
    long at = 0;
    for (Keys.Item item : items) {
      Stage stage = stage(item, at, open);
      if (stage != null) {
        stages.add(stage);
        at = stage.to();
      }
    }
    return stages;
  }

  private @Nullable Stage stage(Keys.Item item, long before, boolean open) {
    Matcher parts = STAGE.matcher(item.text().strip());
    if (!parts.matches()) {
      item.wrong("expected a stage such as \"10s -> 100\" or \"10s -> 50/s\"");
      return null;
    }
    Long first = Times.nanos(parts.group(1));
    Long second = parts.group(2) == null ? first : Times.nanos(parts.group(2));
    if (first == null || second == null) {
      item.wrong("expected a time with its unit, such as 10s");
      return null;
    }
    long from = parts.group(2) == null ? before : first;
    long to = parts.group(2) == null ? before + first : second;
    double target = Double.parseDouble(parts.group(3));
    String problem = problem(from, to, before, target, parts.group(4) != null, open);
    if (problem != null) {
      item.wrong(problem);
      return null;
    }
    return new Stage(from, to, target);
  }

  private static @Nullable String problem(
      long from, long to, long before, double target, boolean rate, boolean open) {
    if (from < 0) {
      return "a stage cannot begin before the load";
    } else if (to < from) {
      return "the stage ends before it begins";
    } else if (to == from) {
      return "the stage lasts no time";
    } else if (from < before) {
      return "the stage overlaps the one before, which ends at " + before / 1e9 + " s";
    } else if (to - from > LONGEST) {
      return "the stage is longer than 1 h";
    } else if (rate != open) {
      return "crowds and arrivals (/s) do not mix in one list";
    } else if (rate && target > MOST_RATE) {
      return "out of range: from 0 to 10000000 arrivals per second";
    } else if (!rate && (target > MOST_CROWD || target != Math.rint(target))) {
      return "out of range: a whole number of processes from 0 to " + MOST_CROWD;
    }
    return null;
  }

  private static Think think(Keys keys) {
    Distribution kind = keys.choice("distribution", Distribution.class, Distribution.NONE);
    Think think =
        switch (kind) {
          case NONE -> {
            if (!keys.string("distribution", "none").equals("none")) {
              keys.names();
            }
            yield new Think.Constant(0);
          }
          case CONSTANT -> new Think.Constant(time(keys, "time", true));
          case UNIFORM -> {
            long from = keys.duration("from", 0, 0);
            long to = time(keys, "to", true);
            if (to < from) {
              keys.wrong("to", "it is less than 'from'");
            }
            yield new Think.Uniform(from, Math.max(from, to));
          }
          case EXPONENTIAL -> new Think.Exponential(time(keys, "mean", true));
          case LOGNORMAL ->
              new Think.LogNormal(time(keys, "median", true), keys.real("sigma", 0.001, 10, 1));
          case PARETO ->
              new Think.Pareto(time(keys, "least", true), keys.real("shape", 0.1, 100, 2));
        };
    keys.finish();
    return think;
  }

  private static long time(Keys keys, String key, boolean required) {
    if (required && !keys.has(key)) {
      keys.missing(key);
    }
    return Math.min(LONGEST, keys.duration(key, 0, 0));
  }
}
