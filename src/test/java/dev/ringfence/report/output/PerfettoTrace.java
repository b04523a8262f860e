package dev.ringfence.report.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Perfetto trace, decoded by the published message definitions, and held against what they
/// demand: nothing unknown, each track declared, times and nesting in order, flows in pairs.
final class PerfettoTrace {
  /// A slice, or an instant of no length.
  record Slice(String track, String name, long begin, long end, Map<String, String> annotations) {}

  private record Field(String message, int number, String type, String name) {}

  private record Point(long time, int type, String name, Map<String, String> annotations) {}

  /// A decoded message: the values of each field, which are numbers, strings and messages.
  private static final class Decoded extends LinkedHashMap<String, List<Object>> {
    Decoded message(String name) {
      return (Decoded) getOrDefault(name, List.of()).getFirst();
    }

    long number(String name) {
      return containsKey(name) ? (Long) getOrDefault(name, List.of()).getFirst() : 0;
    }

    String text(String name) {
      return containsKey(name) ? (String) getOrDefault(name, List.of()).getFirst() : "";
    }
  }

  private static final List<String> NUMBERS = List.of("uint64", "uint32", "int64", "int32", "enum");

  private final Map<String, Field> fields = new HashMap<>();
  private final Map<Long, String> tracks = new LinkedHashMap<>();
  private final Map<Long, Boolean> isCounter = new HashMap<>();
  private final Map<Long, List<Point>> points = new LinkedHashMap<>();
  private final Map<String, Map<Long, String>> interned = new HashMap<>();
  private final Map<Long, Long> flowsFrom = new HashMap<>();
  private final Map<Long, Long> flowsTo = new HashMap<>();
  final List<Slice> slices = new ArrayList<>();
  final Map<String, List<Long>> counters = new LinkedHashMap<>();

  PerfettoTrace(byte[] bytes) throws IOException {
    try (InputStream in = PerfettoTrace.class.getResourceAsStream("perfetto-messages.tsv")) {
      assertNotNull(in);
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          String[] words = line.split("\t");
          Field field = new Field(words[0], Integer.parseInt(words[1]), words[2], words[3]);
          fields.put(words[0] + "." + words[1], field);
        }
      }
    }
    Decoded trace = decode("Trace", ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    for (Object packet : trace.getOrDefault("packet", List.of())) {
      packet((Decoded) packet);
    }
    points.forEach(this::nest);
    assertEquals(flowsFrom.keySet(), flowsTo.keySet(), "each flow has two ends");
    flowsFrom.forEach(
        (flow, time) -> assertTrue(time <= flowsTo.getOrDefault(flow, 0L), "flow " + flow));
  }

  /// How many flows there are.
  int flows() {
    return flowsFrom.size();
  }

  /// The slices of a track whose path ends so.
  List<Slice> slicesOf(String track) {
    return slices.stream().filter(slice -> slice.track.endsWith(track)).toList();
  }

  private Decoded decode(String message, ByteBuffer in) {
    Decoded decoded = new Decoded();
    while (in.hasRemaining()) {
      long tag = varint(in);
      Field field = fields.get(message + "." + (tag >>> 3));
      assertNotNull(field, () -> "field " + (tag >>> 3) + " of " + message);
      Object value =
          switch ((int) tag & 7) {
            case 0 -> {
              assertTrue(NUMBERS.contains(field.type), field.toString());
              yield varint(in);
            }
            case 1 -> {
              assertEquals("fixed64", field.type, field.toString());
              yield in.getLong();
            }
            case 2 -> inside(field, in);
            default -> throw new AssertionError("wire type of " + field);
          };
      decoded.computeIfAbsent(field.name, _ -> new ArrayList<>()).add(value);
    }
    return decoded;
  }

  private Object inside(Field field, ByteBuffer in) {
    int length = (int) varint(in);
    ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return field.type.equals("string") || field.type.equals("bytes")
        ? StandardCharsets.UTF_8.decode(part).toString()
        : decode(field.type, part);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private void packet(Decoded packet) {
    assertEquals(1, packet.number("trusted_packet_sequence_id"));
    assertEquals(tracks.isEmpty() ? 3 : 2, packet.number("sequence_flags"));
    if (packet.containsKey("track_descriptor")) {
      track(packet.message("track_descriptor"));
      return;
    }
    if (packet.containsKey("interned_data")) {
      packet.message("interned_data").forEach(this::intern);
    }
    event(packet.number("timestamp"), packet.message("track_event"));
  }

  private void track(Decoded track) {
    long uuid = track.number("uuid");
    String parent = "";
    if (track.containsKey("parent_uuid")) {
      parent = tracks.get(track.number("parent_uuid")) + "/";
    }
    String pid = track.containsKey("process") ? " " + track.message("process").number("pid") : "";
    String path = parent + track.text("name") + pid;
    assertEquals(null, tracks.put(uuid, path), "declared once");
    isCounter.put(uuid, track.containsKey("counter"));
  }

  private void intern(String field, List<Object> entries) {
    for (Object entry : entries) {
      Decoded string = (Decoded) entry;
      String text = string.containsKey("str") ? string.text("str") : string.text("name");
      Map<Long, String> known = interned.computeIfAbsent(field, _ -> new HashMap<>());
      assertEquals(null, known.put(string.number("iid"), text), "interned once");
    }
  }

  private String interned(String field, long number) {
    String text = interned.getOrDefault(field, Map.of()).get(number);
    assertNotNull(text, field + " " + number);
    return text;
  }

  private void event(long time, Decoded event) {
    long uuid = event.number("track_uuid");
    assertTrue(tracks.containsKey(uuid), "track " + uuid);
    int type = (int) event.number("type");
    assertEquals(isCounter.get(uuid), type == 4, tracks.get(uuid));
    if (type == 4) {
      counters
          .computeIfAbsent(tracks.get(uuid), _ -> new ArrayList<>())
          .add(event.number("counter_value"));
      return;
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    for (Object each : event.getOrDefault("debug_annotations", List.of())) {
      Decoded annotation = (Decoded) each;
      String key = interned("debug_annotation_names", annotation.number("name_iid"));
      String value =
          annotation.containsKey("string_value_iid")
              ? interned("debug_annotation_string_values", annotation.number("string_value_iid"))
              : annotation.containsKey("int_value")
                  ? "" + annotation.number("int_value")
                  : annotation.text("string_value");
      annotations.put(key, value);
    }
    String name = type == 2 ? "" : interned("event_names", event.number("name_iid"));
    points
        .computeIfAbsent(uuid, _ -> new ArrayList<>())
        .add(new Point(time, type, name, annotations));
    flows(event, "flow_ids", time, flowsFrom);
    flows(event, "terminating_flow_ids", time, flowsTo);
  }

  private static void flows(Decoded event, String field, long time, Map<Long, Long> flows) {
    for (Object flow : event.getOrDefault(field, List.of())) {
      assertEquals(null, flows.put((Long) flow, time), "one " + field + " " + flow);
    }
  }

  /// Forms slices of the events of a track, as Perfetto does: in the order of time, and at the same
  /// time in that of the file.
  private void nest(long uuid, List<Point> all) {
    String track = tracks.getOrDefault(uuid, "");
    List<Point> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingLong(Point::time));
    assertEquals(sorted, all, "times on " + track);
    List<Point> open = new ArrayList<>();
    for (Point point : all) {
      switch (point.type) {
        case 1 -> open.add(point);
        case 2 -> {
          assertTrue(!open.isEmpty(), "nothing ends on " + track + " at " + point.time);
          Point begin = open.removeLast();
          begin.annotations.putAll(point.annotations);
          slices.add(new Slice(track, begin.name, begin.time, point.time, begin.annotations));
        }
        case 3 ->
            slices.add(new Slice(track, point.name, point.time, point.time, point.annotations));
        default -> throw new AssertionError("type " + point.type);
      }
      assertTrue(open.size() <= 1, "two slices at once on " + track + ": " + open);
    }
    assertTrue(open.isEmpty(), "never ends on " + track + ": " + open);
  }
}
