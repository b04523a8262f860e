package dev.ringfence.analysis.contention;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the threads of a process have done with their time, in nanoseconds: all of it has been
/// running, runnable or blocked.
public final class ProcessTimes {
  final int pid;

  /// What it is called, with its index if there are several.
  final String label;

  /// The number of its program among all, for places ([Places]).
  int program;

  /// The lifetimes of its threads, added.
  long lifetime;

  /// For how long its threads were on CPUs.
  long running;

  /// For how long they could have run, the switch to them included.
  long runnable;

  /// Those that it has waited for.
  final Map<ObjectUse, long[]> blocked = new LinkedHashMap<>();

  /// The one that it waited for last, and for how long in all.
  private @Nullable ObjectUse last;

  private long[] sum = {};

  /// The least by which one of its stretches on a CPU could have begun later without making the run
  /// longer, or -1 if that is not known.
  long slack = -1;

  ProcessTimes(int pid, String label) {
    this.pid = pid;
    this.label = label;
  }

  void blocked(ObjectUse object, long nanos) {
    if (object != last) {
      last = object;
      sum = blocked.computeIfAbsent(object, _ -> new long[1]);
    }
    sum[0] += nanos;
  }

  public int pid() {
    return pid;
  }

  /// For how long they waited, and for what, by name: objects of the same name are added.
  public Map<String, Long> blocked() {
    Map<String, Long> byName = new LinkedHashMap<>();
    blocked.forEach((object, sum) -> byName.merge(object.name(), sum[0], Long::sum));
    return byName;
  }
}
