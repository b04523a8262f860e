package dev.ringfence.c.lex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The macros that every program finds defined, as gcc's for Linux on x86-64.
final class Predefined {
  private static final Map<String, Macro> MACROS = load();

  private Predefined() {}

  /// The macros, new ones at each call.
  static Map<String, Macro> macros() {
    Map<String, Macro> copies = new HashMap<>();
    for (Macro m : MACROS.values()) {
      copies.put(m.name, new Macro(m.name, m.parameters, m.variadic, m.body));
    }
    return copies;
  }

  private static Map<String, Macro> load() {
    Diagnostics diagnostics = new Diagnostics();
    Definitions definitions = new Definitions(diagnostics);
    for (String line : text().lines().toList()) {
      if (!line.isBlank()) {
        List<Token> tokens = new Lexer(new Source("<built-in>", line, true), diagnostics).tokens();
        definitions.define(tokens.getFirst(), tokens.subList(2, tokens.size() - 1));
      }
    }
    if (!diagnostics.all().isEmpty()) {
      throw new IllegalStateException(diagnostics.all().getFirst().render());
    }
    return definitions.macros;
  }

  private static String text() {
    String name = "/dev/ringfence/predefined.h";
    try (InputStream in = Predefined.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
