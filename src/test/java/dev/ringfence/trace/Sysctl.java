package dev.ringfence.trace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The limits that a trace sets as files of `/proc/sys`, as keys of a scenario.
final class Sysctl {
  private Sysctl() {}

  static String[] settings(JsonObject header) {
    List<String> settings = new ArrayList<>();
    if (header.has("sysctl")) {
      for (Map.Entry<String, JsonElement> entry : header.getAsJsonObject("sysctl").entrySet()) {
        settings.addAll(settings(entry.getKey(), entry.getValue().getAsString()));
      }
    }
    return settings.toArray(String[]::new);
  }

  private static List<String> settings(String name, String value) {
    if (name.equals("kernel.sem")) {
      String[] keys = {"semmsl", "semmns", "semopm", "semmni"};
      String[] values = value.split("\\s+");
      List<String> all = new ArrayList<>();
      for (int i = 0; i < keys.length; i++) {
        all.add("ipc." + keys[i] + "=" + values[i]);
      }
      return all;
    }
    String key = name.startsWith("fs/mqueue/") ? "mqueue." + name.substring(10) : name.substring(7);
    return List.of("ipc." + key.replace('_', '-') + "=" + value);
  }
}
