package dev.ringfence.trace;

import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers that the arguments of a trace stand for, and the results that it has given names.
final class Values {
  private static final Pattern SUM = Pattern.compile("(.*\\S)\\s*([+-])\\s*(\\d+)");

  /// A result that the trace names was never there, since its call has failed.
  static final class Unbound extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unbound(String name) {
      super(name);
    }
  }

  private final Map<String, Long> bound = new HashMap<>();

  void bind(String name, long value) {
    bound.put(name, value);
  }

  long of(JsonElement value) {
    if (value.isJsonNull()) {
      return 0;
    }
    if (value.getAsJsonPrimitive().isBoolean()) {
      return value.getAsBoolean() ? 1 : 0;
    }
    return value.getAsJsonPrimitive().isNumber() ? value.getAsLong() : of(value.getAsString());
  }

  /// A number, or several joined by `|`.
  long of(String text) {
    long sum = 0;
    for (String part : text.split("\\|")) {
      sum |= atom(part.trim());
    }
    return sum;
  }

  private long atom(String text) {
    if (text.startsWith("$")) {
      Matcher sum = SUM.matcher(text);
      if (sum.matches()) {
        long offset = Long.parseLong(sum.group(3));
        return atom(sum.group(1)) + (sum.group(2).equals("+") ? offset : -offset);
      }
      Long value = bound.get(text.substring(1));
      if (value == null) {
        throw new Unbound(text);
      }
      return value;
    }
    Long named = Constants.get(text);
    return named == null ? Constants.number(text) : named;
  }
}
