package dev.ringfence.c;

import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ringfence's own headers and library sources, from the class path. A header declares, after its
/// own text, the system calls that name it.
final class Headers implements IncludePath {
  private static final String ROOT = "/dev/ringfence/";

  private static final Map<String, String> INDEX = index();

  private final List<SystemCall> calls;
  private final IncludePath local;

  Headers(List<SystemCall> calls, IncludePath local) {
    this.calls = calls;
    this.local = local;
  }

  @Override
  public @Nullable Source system(String name) {
    String text = read("include/" + name);
    if (text == null) {
      return null;
    }
    StringBuilder whole = new StringBuilder("#pragma once\n").append(text);
    for (SystemCall call : calls) {
      if (call.header().equals(name)) {
        whole.append(call.prototype()).append(";\n");
      }
    }
    return new Source("<" + name + ">", whole.toString(), true);
  }

  @Override
  public @Nullable Source local(Source from, String name) {
    return from.library() ? null : local.local(from, name);
  }

  /// The library's file that defines a function or an object, or null if none does: `lib/INDEX`
  /// says which.
  static @Nullable String definer(String name) {
    return INDEX.get(name);
  }

  /// The library's file for what a header declares and the index does not name.
  static String definitions(Source header) {
    return header.name().replaceAll("[<>]", "").replace('/', '_').replaceAll("\\.h$", ".c");
  }

  private static Map<String, String> index() {
    Map<String, String> index = new HashMap<>();
    String text = Objects.requireNonNull(read("lib/INDEX"));
    for (String line : text.split("\n")) {
      int colon = line.indexOf(':');
      for (String name : line.substring(colon + 1).strip().split(" ")) {
        index.put(name, line.substring(0, colon));
      }
    }
    return index;
  }

  /// The heap that checks accesses.
  static Source sanitizer() {
    String file = "sanitizer/heap.c";
    return new Source("<" + file + ">", Objects.requireNonNull(read(file)), true);
  }

  /// A source file of the library, or null.
  static @Nullable Source library(String file) {
    String text = read("lib/" + file);
    return text == null ? null : new Source("<" + file + ">", text, true);
  }

  private static @Nullable String read(String name) {
    if (name.contains("..")) {
      return null;
    }
    try (InputStream in = Headers.class.getResourceAsStream(ROOT + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
