package dev.ringfence.report.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// For how long which objects were waited for, all who waited taken together.
public final class Waits {
  /// What those wait for that could run.
  public static final String CPUS = "the CPUs";

  /// What an arrival waits for while `load.most` processes live.
  public static final String PLACE = "a place among load.most";

  /// Objects beyond so many are told apart by kind only.
  private static final int MOST_OBJECTS = 10_000;

  /// Waiting for a timer is what a program wants, and no limit.
  private static final String TIMER = "a timer";

  /// Something waited for.
  ///
  /// @param object its name; where no single object stands out, that of its kind
  /// @param nanos all waiting added up
  /// @param times how many waits
  public record Blame(String object, long nanos, long times) {}

  private static final class Sum {
    long nanos;
    long times;
  }

  private final Map<String, Sum> objects = new HashMap<>();
  private final Map<String, Sum> kinds = new HashMap<>();

  void add(String object, long nanos) {
    if (object.equals(TIMER)) {
      return;
    }
    add(kinds, kind(object), nanos);
    if (objects.size() < MOST_OBJECTS || objects.containsKey(object)) {
      add(objects, object, nanos);
    }
  }

  private static void add(Map<String, Sum> sums, String name, long nanos) {
    Sum sum = sums.computeIfAbsent(name, _ -> new Sum());
    sum.nanos += nanos;
    sum.times++;
  }

  private static String kind(String object) {
    return object.replaceAll("0x[0-9a-f]+|[0-9]+", "N");
  }

  /// What was waited for, longest first. An object stands for its kind when most of the kind's
  /// waiting was for it.
  public List<Blame> all() {
    List<Blame> all = new ArrayList<>();
    kinds.forEach(
        (kind, sum) -> {
          String name = kind;
          for (Map.Entry<String, Sum> object : objects.entrySet()) {
            if (kind(object.getKey()).equals(kind) && object.getValue().nanos * 2 > sum.nanos) {
              name = object.getKey();
            }
          }
          if (sum.nanos > 0) {
            all.add(new Blame(name, sum.nanos, sum.times));
          }
        });
    all.sort(Comparator.comparingLong(Blame::nanos).reversed().thenComparing(Blame::object));
    return all;
  }
}
