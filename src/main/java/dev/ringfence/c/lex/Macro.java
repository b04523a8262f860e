package dev.ringfence.c.lex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A macro definition.
final class Macro {
  final String name;

  /// Null for an object-like macro.
  final @Nullable List<String> parameters;

  /// Whether the last parameter takes all further arguments.
  final boolean variadic;

  final List<Token> body;

  /// Whether its expansion is being scanned, in which its name means itself.
  boolean disabled;

  Macro(String name, @Nullable List<String> parameters, boolean variadic, List<Token> body) {
    this.name = name;
    this.parameters = parameters;
    this.variadic = variadic;
    this.body = body;
  }

  /// Whether another definition says the same (C11 section 6.10.3, paragraph 1).
  boolean same(Macro other) {
    if (variadic != other.variadic || body.size() != other.body.size()) {
      return false;
    }
    if (parameters == null ? other.parameters != null : !parameters.equals(other.parameters)) {
      return false;
    }
    for (int i = 0; i < body.size(); i++) {
      Token a = body.get(i);
      Token b = other.body.get(i);
      if (!a.spelling().equals(b.spelling()) || i > 0 && a.space() != b.space()) {
        return false;
      }
    }
    return true;
  }
}
