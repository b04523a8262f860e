package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.lex.Token;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the attributes of one declaration say of the functions in it (gcc's manual, section 6.33).
/// What concerns layout is read in [AttributeSpecifiers].
final class Attributes {
  static final Set<String> HONOURED =
      Set.of("packed", "aligned", "constructor", "destructor", "noreturn", "alias");

  /// Those without which a program would do something else, and which are not supported.
  static final Set<String> REFUSED =
      Set.of(
          "cleanup", "vector_size", "mode", "transparent_union", "ifunc", "scalar_storage_order");

  private static final int LAST = 65_535;

  private @Nullable Integer constructor;
  private @Nullable Integer destructor;
  private boolean noReturn;
  private @Nullable Token alias;

  /// A priority of a constructor or destructor; without one it is the last.
  private static int priority(@Nullable Long given) {
    return given == null ? LAST : (int) Math.clamp(given, 0L, LAST);
  }

  void constructor(@Nullable Long given) {
    constructor = priority(given);
  }

  void destructor(@Nullable Long given) {
    destructor = priority(given);
  }

  void noReturn() {
    noReturn = true;
  }

  void alias(Token target) {
    alias = target;
  }

  @Nullable Token aliased() {
    return alias;
  }

  void apply(Symbol function) {
    function.noReturn |= noReturn;
    function.constructor = constructor == null ? function.constructor : constructor;
    function.destructor = destructor == null ? function.destructor : destructor;
  }
}
