package dev.ringfence.scenario.read;

import dev.ringfence.scenario.HoldSpec;
import java.util.ArrayList;
import java.util.List;

/// Reads `holds`: the tasks that are kept off the CPUs, and when.
final class HoldsReader {
  private static final long LONGEST = 1_000_000_000_000_000L;

  private HoldsReader() {}

  static List<HoldSpec> read(Keys keys) {
    List<HoldSpec> all = new ArrayList<>();
    for (Keys one : keys.objects("holds")) {
      long task = one.integer("task", 1, Integer.MAX_VALUE, 1);
      long call = one.integer("call", 1, Long.MAX_VALUE, 0);
      long at = one.duration("at", 0, 0);
      long time = one.duration("for", 1, 1);
      for (String key : List.of("task", "for")) {
        if (!one.has(key)) {
          one.missing(key);
        }
      }
      if (one.has("call") == one.has("at")) {
        one.wrong("task", "expected either 'call' or 'at'");
      }
      if (time > LONGEST || at > LONGEST) {
        one.wrong(time > LONGEST ? "for" : "at", "expected at most 1000000 s");
      } else {
        all.add(new HoldSpec((int) task, call, at, time));
      }
      one.finish();
    }
    return all;
  }
}
