package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;

/// What may be assigned to what (C11 section 6.5.16): says what may not, and warns of what gcc only
/// warns about.
final class Assignments {
  private final Diagnostics diagnostics;

  Assignments(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// Whether a value is taken as it is, without a conversion: a structure, a vector, nothing.
  static boolean isWhole(Type from, Type to) {
    return from.is(Kind.VECTOR)
        || to.is(Kind.VECTOR)
        || from.isAggregate()
        || to.isAggregate()
        || from.is(Kind.VOID)
        || to.is(Kind.VOID);
  }

  /// Whether a value may be assigned to something of a type, both known.
  ///
  /// @param what such as "a return"
  boolean isLegal(Expression e, Type to, Token at, String what) {
    Type from = e.type();
    boolean legal =
        isWhole(from, to)
            ? from == to || (from.is(Kind.VECTOR) || to.is(Kind.VECTOR)) && to.matches(from)
            : !(isReal(from) && to.is(Kind.POINTER) || isReal(to) && from.is(Kind.POINTER));
    if (!legal) {
      diagnostics.error(at.place(), "wrong type in " + what, "expected " + to + ", found " + from);
    } else if (to.is(Kind.POINTER) && from.is(Kind.POINTER)) {
      checkPointers(from, to, at, what);
    } else if (to.is(Kind.POINTER) != from.is(Kind.POINTER)
        && !isWhole(from, to)
        && !to.is(Kind.BOOL)
        && !(e instanceof Number n && n.value() == 0)) {
      warn("a pointer and an integer in " + what, from, to, at);
    }
    return legal;
  }

  private static boolean isReal(Type type) {
    return type.isFloating() || type.isComplex();
  }

  private void checkPointers(Type from, Type to, Token at, String what) {
    if (from.size > to.size) {
      warn("the segment of a far pointer is lost in " + what, from, to, at);
    }
    boolean any = to.base().is(Kind.VOID) || from.base().is(Kind.VOID);
    if (!any && !to.base().matches(from.base())) {
      warn("pointers of other types in " + what, from, to, at);
    } else if (from.base().isConst && !to.base().isConst) {
      warn("'const' is discarded in " + what, from, to, at);
    }
  }

  private void warn(String message, Type from, Type to, Token at) {
    diagnostics.warning(at.place(), message, "expected " + to + ", found " + from);
  }

  /// Says what is wrong with what stands on the left of an assignment.
  void checkTarget(Expression e, Token at) {
    boolean place =
        e instanceof Variable
            || e instanceof Load
            || e instanceof Field
            || e.type() == Type.UNKNOWN;
    if (place && e.type().is(Kind.ARRAY)) {
      String help =
          e.type().base().size == 1 ? "copy the text: strcpy, strncpy" : "copy it: memcpy";
      diagnostics.error(at.place(), "an array cannot be assigned to", "is " + e.type(), help);
    } else if (!place || e.type().is(Kind.FUNCTION)) {
      diagnostics.error(at.place(), "cannot assign to this", "needs an lvalue on its left");
    } else if (e.type().isConst) {
      diagnostics.error(at.place(), "assignment of what is read-only", "is " + e.type());
    }
  }
}
