package dev.ringfence.whatif;

import dev.ringfence.kernel.process.Hypothesis;
import dev.ringfence.scenario.Workload;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that is otherwise than the scenario has it.
public sealed interface Supposition {
  /// How they are written, for whoever has written one wrongly.
  String FORMS =
      "lock:NAME=free, cpus=+N, queue:NAME.capacity=+N, compute:FILE:LINE=xFACTOR or all";

  /// Greatest factor of [Pace], since it is kept in millionths.
  double MOST = 2000;

  /// The workload with it.
  Workload in(Workload workload);

  /// As it is written on the command line.
  String text();

  /// All take a lock at once.
  record Free(String lock) implements Supposition {
    @Override
    public Workload in(Workload workload) {
      return workload.supposing(new Hypothesis(Set.of(lock), Map.of()), 0, Map.of());
    }

    @Override
    public String text() {
      return "lock:" + lock + "=free";
    }
  }

  /// There are more CPUs.
  record Cpus(int more) implements Supposition {
    @Override
    public Workload in(Workload workload) {
      return workload.supposing(Hypothesis.NONE, more, Map.of());
    }

    @Override
    public String text() {
      return "cpus=+" + more;
    }
  }

  /// More goes into a queue: messages, pages or bytes, as its kind has it.
  record Room(String queue, int more) implements Supposition {
    @Override
    public Workload in(Workload workload) {
      return workload.supposing(new Hypothesis(Set.of(), Map.of(queue, more)), 0, Map.of());
    }

    @Override
    public String text() {
      return "queue:" + queue + ".capacity=+" + more;
    }
  }

  /// `compute` in a line takes another time.
  ///
  /// @param line file:line
  record Pace(String line, double factor) implements Supposition {
    private static final double MILLION = 1e6;

    @Override
    public Workload in(Workload workload) {
      int millionths = (int) Math.max(1, Math.round(factor * MILLION));
      return workload.supposing(Hypothesis.NONE, 0, Map.of(line, millionths));
    }

    @Override
    public String text() {
      String number = factor == Math.rint(factor) ? "" + (long) factor : "" + factor;
      return "compute:" + line + "=x" + number;
    }
  }

  /// Reads one as it is written.
  ///
  /// @throws IllegalArgumentException where it is written wrongly
  static Supposition of(String text) {
    Matcher lock = Pattern.compile("lock:(.+)=free").matcher(text);
    if (lock.matches()) {
      return new Free(lock.group(1));
    }
    Matcher cpus = Pattern.compile("cpus=\\+([1-9][0-9]{0,2})").matcher(text);
    if (cpus.matches()) {
      return new Cpus(Integer.parseInt(cpus.group(1)));
    }
    Matcher queue = Pattern.compile("queue:(.+)\\.capacity=\\+([1-9][0-9]{0,5})").matcher(text);
    if (queue.matches()) {
      return new Room(queue.group(1), Integer.parseInt(queue.group(2)));
    }
    Matcher pace = Pattern.compile("compute:(.+)=x([0-9]{1,4}(\\.[0-9]{1,6})?)").matcher(text);
    if (pace.matches() && Double.parseDouble(pace.group(2)) <= MOST) {
      return new Pace(pace.group(1), Double.parseDouble(pace.group(2)));
    }
    throw new IllegalArgumentException("'" + text + "' supposes nothing: it is " + FORMS);
  }
}
