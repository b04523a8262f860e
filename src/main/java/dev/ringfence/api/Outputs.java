package dev.ringfence.api;

import dev.ringfence.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Keeps what processes write to their terminals.
final class Outputs implements Consumer<Event> {
  private final Map<Integer, StringBuilder> ofPids = new HashMap<>();
  private final Map<String, StringBuilder> texts = new TreeMap<>();

  @Override
  public void accept(Event event) {
    if (event instanceof Event.ProcessCreated created) {
      String label =
          created.count() > 1 ? created.name() + "[" + created.index() + "]" : created.name();
      ofPids.put(created.pid(), texts.computeIfAbsent(label, _ -> new StringBuilder()));
    } else if (event instanceof Event.ConsoleWritten written) {
      StringBuilder text = ofPids.get(written.pid());
      if (text != null) {
        text.append(written.text());
      }
    }
  }

  /// All of it, by process, of which each character has been one or more bytes of UTF-8.
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    texts.forEach(
        (label, text) -> {
          byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
          all.put(label, new String(bytes, StandardCharsets.UTF_8));
        });
    return all;
  }
}
