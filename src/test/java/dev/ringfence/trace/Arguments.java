package dev.ringfence.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The arguments of a call of a trace.
final class Arguments {
  private final JsonArray list;
  private final JsonObject named;
  private final Values values;
  private final long arena;

  Arguments(JsonObject operation, Values values, long arena) {
    list = operation.has("args") ? operation.getAsJsonArray("args") : new JsonArray();
    named = operation.has("kw") ? operation.getAsJsonObject("kw") : new JsonObject();
    this.values = values;
    this.arena = arena;
  }

  /// The address of a place in the arena.
  long at(int offset) {
    return arena + offset;
  }

  int count() {
    return list.size();
  }

  boolean has(int index) {
    return index >= 0 && index < list.size() && !list.get(index).isJsonNull();
  }

  long number(int index) {
    return values.of(list.get(index));
  }

  long number(int index, long otherwise) {
    return has(index) ? number(index) : otherwise;
  }

  int integer(int index) {
    return (int) number(index);
  }

  long number(JsonElement value) {
    return values.of(value);
  }

  String text(int index) {
    return list.get(index).getAsString();
  }

  JsonElement element(int index) {
    return list.get(index);
  }

  /// An argument that is an object, or null.
  @Nullable JsonObject object(int index) {
    return has(index) && list.get(index).isJsonObject() ? list.get(index).getAsJsonObject() : null;
  }

  @Nullable JsonArray array(int index) {
    return has(index) && list.get(index).isJsonArray() ? list.get(index).getAsJsonArray() : null;
  }

  /// An argument with a name, or the one with the index, or null.
  @Nullable JsonElement named(String name, int index) {
    return named.has(name) ? named.get(name) : has(index) ? list.get(index) : null;
  }

  /// All arguments from an index on.
  long[] numbers(int from) {
    long[] all = new long[Math.max(0, list.size() - from)];
    for (int i = 0; i < all.length; i++) {
      all[i] = number(from + i);
    }
    return all;
  }

  /// What is sent: a text, or so many equal bytes.
  byte[] payload(int index) {
    JsonObject fill = object(index);
    if (fill == null) {
      return text(index).getBytes(StandardCharsets.ISO_8859_1);
    }
    byte[] bytes = new byte[(int) number(fill.get("len"))];
    byte with = fill.has("fill") ? (byte) fill.get("fill").getAsString().charAt(0) : (byte) 'x';
    java.util.Arrays.fill(bytes, with);
    return bytes;
  }
}
