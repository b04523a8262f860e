package dev.ringfence.report.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Stacks with what they weigh, in the form that flame graphs are made from: functions with
/// semicolons between them, outermost first, a space, a number.
final class Weights {
  private final Map<String, Long> weights = new TreeMap<>();

  /// Adds to what a stack weighs.
  void add(String stack, long weight) {
    if (weight != 0) {
      weights.merge(stack, weight, Long::sum);
    }
  }

  /// Writes all stacks, in the order of their names.
  void write(OutputStream out) throws IOException {
    for (Map.Entry<String, Long> entry : weights.entrySet()) {
      String line = entry.getKey().replace('\n', ' ') + " " + entry.getValue() + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
  }
}
