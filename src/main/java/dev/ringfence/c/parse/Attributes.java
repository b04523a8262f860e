package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.lex.Token;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the attributes of one declaration say of what it declares (gcc's manual, section 6.33).
/// What concerns layout is read in [AttributeSpecifiers].
final class Attributes {
  static final Set<String> HONOURED =
      Set.of(
          "packed",
          "aligned",
          "constructor",
          "destructor",
          "noreturn",
          "alias",
          "weak",
          "weakref",
          "cleanup",
          "mode",
          "vector_size");

  /// Those without which a program would do something else, and which are not supported.
  static final Set<String> REFUSED = Set.of("transparent_union", "ifunc", "scalar_storage_order");

  private static final int LAST = 65_535;

  private @Nullable Integer constructor;
  private @Nullable Integer destructor;
  private boolean noReturn;
  private boolean weak;
  private @Nullable Token alias;
  private boolean weakReference;
  private @Nullable Token cleanup;
  private @Nullable Token fixedForm;

  /// The same attributes, to which a declarator may add its own.
  Attributes copy() {
    Attributes copy = new Attributes();
    copy.constructor = constructor;
    copy.destructor = destructor;
    copy.noReturn = noReturn;
    copy.weak = weak;
    copy.alias = alias;
    copy.weakReference = weakReference;
    copy.cleanup = cleanup;
    copy.fixedForm = fixedForm;
    return copy;
  }

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

  void weak() {
    weak = true;
  }

  void alias(Token target) {
    alias = target;
  }

  void weakReference(Token target) {
    alias = target;
    weakReference = true;
  }

  void cleanup(Token function) {
    cleanup = function;
  }

  void fixedForm(Token function) {
    fixedForm = function;
  }

  /// The name, as a string, of what is declared under another one.
  @Nullable Token aliased() {
    return alias;
  }

  /// Whether that name may be defined nowhere.
  boolean isWeakReference() {
    return weakReference;
  }

  /// The function that a variable is given to at the end of its block.
  @Nullable Token cleanup() {
    return cleanup;
  }

  /// The function that does the same as the variadic one declared, with a fixed number of
  /// parameters: what the attribute `fixed_form` of Ringfence's own headers names.
  @Nullable Token fixedForm() {
    return fixedForm;
  }

  void apply(Symbol symbol) {
    symbol.weak |= weak;
    symbol.noReturn |= noReturn;
    symbol.constructor = constructor == null ? symbol.constructor : constructor;
    symbol.destructor = destructor == null ? symbol.destructor : destructor;
  }
}
