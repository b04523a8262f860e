package dev.ringfence.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Holds what a trace has come to against what it expects.
final class Comparison {
  private final List<String> differences = new ArrayList<>();
  private int expectations;

  Comparison(Trace trace, TraceRunner.Outcome outcome) {
    for (int i = 0; i < trace.operations().size(); i++) {
      compare(i, trace.operations().get(i), outcome.steps().get(i));
    }
    if (trace.header().has("stuck")) {
      expectations++;
      Set<String> expected = new TreeSet<>(Trace.strings(trace.header().getAsJsonArray("stuck")));
      if (!expected.equals(new TreeSet<>(outcome.stuck()))) {
        differences.add("stuck " + expected + " got " + outcome.stuck());
      }
    }
  }

  List<String> differences() {
    return differences;
  }

  String text() {
    return String.join("\n", differences);
  }

  int expectations() {
    return expectations;
  }

  private void compare(int number, JsonObject operation, TraceRunner.Step step) {
    List<JsonObject> calls = Trace.calls(operation);
    for (int k = 0; k < calls.size(); k++) {
      if (calls.get(k).has("expect")) {
        expectations++;
        String what = number + " " + calls.get(k).get("p") + "." + calls.get(k).get("call");
        match(what, calls.get(k).getAsJsonObject("expect"), step.calls().get(k));
      }
    }
    JsonArray wakes = wakes(operation);
    if (wakes != null) {
      expectations++;
      compareWakes(number, wakes, step.woken());
    }
    if (operation.has("dies")) {
      expectations++;
      Map<String, String> expected = new LinkedHashMap<>();
      operation
          .getAsJsonObject("dies")
          .entrySet()
          .forEach(entry -> expected.put(entry.getKey(), entry.getValue().getAsString()));
      if (!expected.equals(step.deaths())) {
        differences.add(number + ": dies " + expected + " got " + step.deaths());
      }
    }
  }

  private static @Nullable JsonArray wakes(JsonObject operation) {
    if (operation.has("wakes")) {
      return operation.getAsJsonArray("wakes");
    }
    JsonObject expect = operation.getAsJsonObject("expect");
    return expect != null && expect.has("wakes") ? expect.getAsJsonArray("wakes") : null;
  }

  private void compareWakes(int number, JsonArray expected, List<JsonObject> woken) {
    Map<String, JsonObject> got = new LinkedHashMap<>();
    for (JsonObject wake : woken) {
      if (!wake.has("died")) {
        got.put(wake.get("id").getAsString(), wake);
      }
    }
    Set<String> names = new TreeSet<>();
    for (JsonElement wake : expected) {
      names.add(wake.getAsJsonObject().get("id").getAsString());
    }
    if (!names.equals(got.keySet())) {
      differences.add(number + ": wakes " + names + " got " + got);
    }
    for (JsonElement wake : expected) {
      String id = wake.getAsJsonObject().get("id").getAsString();
      JsonObject result = got.get(id);
      if (result != null) {
        match(number + " wake " + id, wake.getAsJsonObject(), result);
      }
    }
  }

  private void match(String what, JsonObject expected, JsonObject got) {
    for (Map.Entry<String, JsonElement> entry : expected.entrySet()) {
      String key = entry.getKey();
      JsonElement value = entry.getValue();
      boolean same =
          switch (key) {
            case "wakes", "id" -> true;
            case "blocked" ->
                got.get("status").getAsString().equals("blocked") == value.getAsBoolean();
            case "ok" ->
                (!got.has("err") && got.get("status").getAsString().equals("done"))
                    == value.getAsBoolean();
            case "stat", "attr", "info" ->
                contains(got.getAsJsonObject(key), value.getAsJsonObject());
            case "ret" -> value.toString().startsWith("\"$") || value.equals(got.get(key));
            default -> value.equals(got.get(key));
          };
      if (!same) {
        differences.add(what + ": " + key + "=" + value + " got " + got);
      }
    }
  }

  private static boolean contains(@Nullable JsonObject got, JsonObject expected) {
    return got != null
        && expected.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(got.get(entry.getKey())));
  }
}
