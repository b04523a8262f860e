package dev.ringfence.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Calls that several processes make in an order, with what is expected of each.
///
/// @param operations each is a call, or has several of them as `par`
record Trace(JsonObject header, List<JsonObject> operations) {
  static Trace read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static Trace of(List<String> lines) {
    JsonObject header = new JsonObject();
    List<JsonObject> operations = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      JsonObject object = JsonParser.parseString(line).getAsJsonObject();
      if (object.has("trace") || object.has("procs")) {
        object.entrySet().forEach(entry -> header.add(entry.getKey(), entry.getValue()));
      } else {
        operations.add(object);
      }
    }
    return new Trace(header, operations);
  }

  /// The calls of an operation.
  static List<JsonObject> calls(JsonObject operation) {
    if (!operation.has("par")) {
      return List.of(operation);
    }
    List<JsonObject> all = new ArrayList<>();
    operation.getAsJsonArray("par").forEach(call -> all.add(call.getAsJsonObject()));
    return all;
  }

  /// The processes that are there at the beginning.
  List<String> processes() {
    if (header.has("procs")) {
      return strings(header.getAsJsonArray("procs"));
    }
    Set<String> first = new LinkedHashSet<>();
    Set<String> children = new LinkedHashSet<>();
    for (JsonObject operation : operations) {
      for (JsonObject call : calls(operation)) {
        if (call.has("p")) {
          first.add(call.get("p").getAsString());
        }
        if (call.get("call").getAsString().equals("fork")) {
          children.add(call.getAsJsonArray("args").get(0).getAsString());
        }
      }
    }
    first.removeAll(children);
    return List.copyOf(first);
  }

  static List<String> strings(JsonArray array) {
    List<String> all = new ArrayList<>();
    for (JsonElement element : array) {
      all.add(element.getAsString());
    }
    return all;
  }
}
