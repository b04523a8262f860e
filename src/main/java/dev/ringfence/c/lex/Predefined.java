package dev.ringfence.c.lex;

import dev.ringfence.machine.DataModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The macros that every program finds defined, as gcc's for Linux on x86-64, and for other data
/// models what differs from these.
final class Predefined {
  private static final Map<DataModel, Map<String, Macro>> MACROS = new EnumMap<>(DataModel.class);

  static {
    for (DataModel model : DataModel.values()) {
      MACROS.put(model, load(model));
    }
  }

  private Predefined() {}

  /// The macros, new ones at each call.
  static Map<String, Macro> macros(DataModel model) {
    Map<String, Macro> copies = new HashMap<>();
    for (Macro m : MACROS.getOrDefault(model, Map.of()).values()) {
      copies.put(m.name, new Macro(m.name, m.parameters, m.variadic, m.body));
    }
    return copies;
  }

  private static Map<String, Macro> load(DataModel model) {
    Diagnostics diagnostics = new Diagnostics();
    Definitions definitions = new Definitions(diagnostics);
    read("predefined.h", definitions, diagnostics);
    if (model != DataModel.LP64) {
      read("predefined-" + model.name().toLowerCase(Locale.ROOT) + ".h", definitions, diagnostics);
    }
    if (!diagnostics.all().isEmpty()) {
      throw new IllegalStateException(diagnostics.all().getFirst().render());
    }
    return definitions.macros;
  }

  /// Reads `#define` and `#undef` lines, of which later ones replace earlier ones.
  private static void read(String file, Definitions definitions, Diagnostics diagnostics) {
    for (String line : text("/dev/ringfence/" + file).lines().toList()) {
      if (!line.isBlank()) {
        List<Token> tokens = new Lexer(new Source("<built-in>", line, true), diagnostics).tokens();
        definitions.macros.remove(tokens.get(2).text());
        if (tokens.get(1).is("define")) {
          definitions.define(tokens.getFirst(), tokens.subList(2, tokens.size() - 1));
        }
      }
    }
  }

  private static String text(String name) {
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
