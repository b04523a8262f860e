package dev.ringfence.c;

import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import dev.ringfence.c.parse.Elsewhere;
import dev.ringfence.core.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  @Override
  public @Nullable String help(String name) {
    String elsewhere = Elsewhere.helpWithHeader(name);
    if (elsewhere != null) {
      return elsewhere;
    }
    Set<String> known = new TreeSet<>(Usual.NAMES);
    calls.forEach(call -> known.add(call.header()));
    String near = Spelling.nearest(name, known);
    return near == null ? null : "did you mean <" + near + ">?";
  }

  /// The first header of the usual ones that declares a name, or null.
  @Nullable String declaring(String name) {
    return calls.stream()
        .filter(call -> call.name().equals(name))
        .map(SystemCall::header)
        .findFirst()
        .orElseGet(() -> Usual.DECLARED.get(name));
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

  /// What the usual headers declare, read when it is first asked for.
  private static final class Usual {
    private static final List<String> NAMES =
        List.of(
            ("stdio.h stdlib.h string.h unistd.h stddef.h stdint.h stdbool.h errno.h limits.h"
                    + " math.h ctype.h time.h assert.h stdarg.h pthread.h signal.h semaphore.h fcntl.h"
                    + " sys/types.h sys/wait.h sys/stat.h sys/time.h sys/mman.h setjmp.h poll.h"
                    + " dirent.h sched.h wchar.h float.h inttypes.h getopt.h")
                .split(" "));
    private static final Pattern PART = Pattern.compile("#include <(bits/[a-z_]+\\.h)>");
    private static final Pattern DECLARATION = Pattern.compile("# *define (\\w+)|[ *](\\w+) *[(;]");

    /// The header of each name.
    private static final Map<String, String> DECLARED = declared();

    private static Map<String, String> declared() {
      Map<String, String> declared = new HashMap<>();
      for (String header : NAMES) {
        DECLARATION
            .matcher(withParts(header))
            .results()
            .map(found -> found.group(found.group(1) == null ? 2 : 1))
            .forEach(name -> declared.putIfAbsent(name, header));
      }
      return declared;
    }

    /// A header's text, and that of the parts that it shares with others.
    private static String withParts(String header) {
      String text = Objects.requireNonNull(read("include/" + header));
      String parts =
          PART.matcher(text)
              .results()
              .map(part -> withParts(part.group(1)))
              .collect(Collectors.joining());
      return text + parts;
    }
  }
}
