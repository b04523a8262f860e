package dev.ringfence.scenario.read;

import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Profiles;
import dev.ringfence.scenario.Scenario.Deadlock;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.Threshold;
import dev.ringfence.scenario.Threshold.Metric;
import dev.ringfence.scenario.Threshold.Relation;
import dev.ringfence.scenario.Threshold.Statistic;
import dev.ringfence.scenario.Times;
import dev.ringfence.scenario.expect.Claims;
import dev.ringfence.scenario.expect.SignalClaim;
import dev.ringfence.scenario.expect.Who;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `expect` block of a scenario.
final class ExpectReader {
  private static final Pattern BOUND =
      Pattern.compile("(<=|>=|<|>|==?)?\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(\\S*)");
  private static final Pattern DENIAL = Pattern.compile("(\\S+)\\s+->\\s+(\\S+)\\s+by\\s+(\\S+)");
  private static final Pattern MEASURE =
      Pattern.compile("\\bmeasure_end\\s*\\(\\s*(?:\"([^\"\\\\]*)\"\\s*\\)|([^)]*))");
  private static final Pattern LOCAL_INCLUDE = Pattern.compile("#\\s*include\\s*\"");

  private final Keys keys;
  private final List<ProcessSpec> processes;
  private final @Nullable Collection<String> templates;
  private final List<Threshold> thresholds = new ArrayList<>();

  private ExpectReader(
      Keys keys, List<ProcessSpec> processes, @Nullable Collection<String> templates) {
    this.keys = keys;
    this.processes = processes;
    this.templates = templates;
  }

  /// @param names of all process definitions, those that are wrong included
  /// @param templates those that the load begins, null when there is no load
  static Expectations read(
      Keys keys,
      Collection<String> names,
      List<ProcessSpec> processes,
      @Nullable Collection<String> templates) {
    return new ExpectReader(keys, processes, templates).read(names);
  }

  private Expectations read(Collection<String> names) {
    Claims claims = new ClaimsReader(keys, names, processes).read(templates != null);
    boolean hangs = claims.stuck() != null && !claims.stuck().isEmpty();
    hangs |= claims.hangs() != null && !claims.hangs().isEmpty();
    Deadlock usual = hangs ? Deadlock.POSSIBLE : Deadlock.NONE;
    Deadlock deadlock = keys.choice("deadlock", Deadlock.class, usual);
    boolean crash = keys.truth("crash", false);
    Set<String> denials = denials(names);
    Map<String, String> exit = exits(names);
    distributions("latency", Metric.LATENCY);
    distributions("calls", Metric.CALLS);
    Keys throughput = keys.object("throughput");
    for (String name : throughput.names()) {
      isMeasured(throughput, name);
      add(throughput, name, Metric.THROUGHPUT, name, Statistic.MEAN);
    }
    if (keys.has("errors")) {
      if (templates == null) {
        keys.wrong("errors", "only the processes of a load are counted, and there is no 'load'");
      }
      add(keys, "errors", Metric.ERRORS, "", Statistic.MEAN);
    }
    if (keys.has("time")) {
      add(keys, "time", Metric.TIME, "", Statistic.MEAN);
    }
    counters();
    keys.finish();
    return new Expectations(deadlock, crash, denials, exit, thresholds, claims);
  }

  private Map<String, String> exits(Collection<String> names) {
    Keys exits = keys.object("exit");
    Map<String, String> exit = new TreeMap<>();
    for (String name : exits.names()) {
      Keys.Item item = new Keys.Item(exits, name, name, exits.place(name));
      Who who = Who.of(name);
      if (who == null) {
        item.wrong("expected a process such as worker or \"worker[2]\"");
      } else if (ClaimsReader.exists(who, names, processes, item)
          && templates != null
          && templates.contains(who.name())) {
        exits.wrong(name, "it is begun by the load: expect.errors bounds how many may fail");
      }
      String status = exits.string(name, "0");
      boolean signal = SignalClaim.signals().contains(status);
      if (!signal && !(status.matches("[0-9]{1,3}") && Integer.parseInt(status) <= 255)) {
        String near = Spelling.nearest(status, SignalClaim.signals());
        String like = near == null ? "" : "; did you mean " + near + "?";
        exits.wrong(name, "expected a status from 0 to 255 or a signal such as SIGSEGV" + like);
      }
      exit.put(name, status);
    }
    return exit;
  }

  private void counters() {
    Keys counters = keys.object("counters");
    for (String name : counters.names()) {
      if (Threshold.COUNTERS.contains(name)) {
        add(counters, name, Metric.COUNTER, name, Statistic.MEAN);
      } else {
        counters.unknown(name, "there is no counter of this name", Threshold.COUNTERS);
      }
    }
  }

  /// What the policy denies, each as "from -> to by way".
  private Set<String> denials(Collection<String> names) {
    Set<String> denials = new TreeSet<>();
    for (Keys.Item item : keys.items("denials")) {
      Matcher parts = DENIAL.matcher(item.text().strip());
      if (!parts.matches() || PolicyReader.way(parts.group(3)) == null) {
        item.wrong("expected a denial such as \"renderer -> broker by signal\"");
      } else if (!names.contains(parts.group(1)) || !names.contains(parts.group(2))) {
        item.wrong("there is no process " + parts.group(names.contains(parts.group(1)) ? 2 : 1));
      } else {
        denials.add(item.text().strip().replaceAll("\\s+", " "));
      }
    }
    return denials;
  }

  private void distributions(String kind, Metric metric) {
    Keys all = keys.object(kind);
    for (String name : all.names()) {
      if (metric == Metric.CALLS) {
        isCall(all, name);
      } else {
        isMeasured(all, name);
      }
      Keys one = all.object(name);
      for (Statistic statistic : Statistic.values()) {
        if (one.has(statistic.key)) {
          add(one, statistic.key, metric, name, statistic);
        }
      }
      one.finish();
    }
  }

  private void add(Keys in, String key, Metric metric, String name, Statistic statistic) {
    String given = in.string(key, "");
    Matcher parts = BOUND.matcher(given.strip());
    boolean exact = metric == Metric.COUNTER;
    boolean right = parts.matches() && (exact || parts.group(1) != null);
    Double bound = right ? bound(metric, parts.group(2), parts.group(3)) : null;
    if (bound == null) {
      in.wrong(key, "expected a bound such as \"" + example(metric) + "\"");
      return;
    }
    Relation relation = Relation.EQUAL;
    for (Relation candidate : Relation.values()) {
      if (candidate.sign.equals(parts.group(1))) {
        relation = candidate;
      }
    }
    String unit = parts.group(3);
    String value = parts.group(2) + (isTime(metric) ? " " : "") + unit;
    String path = in.pathOf(key).substring("expect.".length());
    String text = path + " " + relation.sign + " " + value;
    thresholds.add(new Threshold(metric, name, statistic, relation, bound, text, in.place(key)));
  }

  private static boolean isTime(Metric metric) {
    return metric == Metric.LATENCY || metric == Metric.CALLS || metric == Metric.TIME;
  }

  private static String example(Metric metric) {
    return switch (metric) {
      case LATENCY, CALLS, TIME -> "< 5 ms";
      case COUNTER -> "<= 1000";
      case THROUGHPUT -> "> 4000/s";
      case ERRORS -> "< 0.1%";
    };
  }

  private static @Nullable Double bound(Metric metric, String number, String unit) {
    return switch (metric) {
      case COUNTER -> unit.isEmpty() ? Double.valueOf(number) : null;
      case LATENCY, CALLS, TIME -> {
        Long nanos = Times.nanos(number + unit);
        yield nanos == null ? null : Double.valueOf(nanos);
      }
      case THROUGHPUT -> unit.equals("/s") ? Double.valueOf(number) : null;
      case ERRORS -> unit.equals("%") ? Double.valueOf(Double.parseDouble(number) / 100) : null;
    };
  }

  private static void isCall(Keys in, String name) {
    Set<String> names = new TreeSet<>();
    for (SystemCall call : Kernel.declarations(Profiles.load(Defaults.machine().profile()))) {
      names.add(call.name().replaceFirst("^_+", ""));
    }
    if (!names.contains(name)) {
      in.unknown(name, "there is no system call of this name", names);
    }
  }

  /// Tells of a name that no program can measure. What a program computes or includes is not known
  /// here; then the end of the run tells.
  private void isMeasured(Keys in, String name) {
    if (name.equals(Threshold.SESSION) && templates != null) {
      return;
    }
    Set<String> measured = new TreeSet<>();
    for (ProcessSpec process : processes) {
      String text = process.text().text();
      if (LOCAL_INCLUDE.matcher(text).find()) {
        return;
      }
      Matcher calls = MEASURE.matcher(text);
      while (calls.find()) {
        if (calls.group(1) == null) {
          return;
        }
        measured.add(calls.group(1));
      }
    }
    if (!measured.contains(name)) {
      in.unknown(
          name, "nothing measures this: no program calls measure_end(\"" + name + "\")", measured);
    }
  }
}
