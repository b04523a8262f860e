package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import org.jspecify.annotations.Nullable;

/// The type of the conditional operator (C11 section 6.5.15).
public final class Conditionals {
  private Conditionals() {}

  /// The type of a conditional, or null when its branches do not go together.
  public static @Nullable Type type(Expression yes, Expression no) {
    Type a = yes.type();
    Type b = no.type();
    if (a.isArithmetic() && b.isArithmetic()) {
      return Promotions.common(a, b);
    }
    if (a.is(Kind.VOID) || b.is(Kind.VOID)) {
      return Type.VOID;
    }
    if (a.is(Kind.POINTER) && (b.isInteger() || b.is(Kind.POINTER) && isNullConstant(no))) {
      return a;
    }
    if (b.is(Kind.POINTER) && a.is(Kind.POINTER)) {
      return isNullConstant(yes) ? b : composite(a, b);
    }
    boolean vectorsMatch = a.is(Kind.VECTOR) && a.matches(b);
    if (b.is(Kind.POINTER) && a.isInteger() || a == b || vectorsMatch) {
      return b;
    }
    return null;
  }

  private static boolean isNullConstant(Expression e) {
    boolean plain = e.type().isInteger() || e.type().base().is(Kind.VOID);
    return e instanceof Number n && n.value() == 0 && plain;
  }

  /// A pointer to what two point at, with the qualifiers of both.
  private static Type composite(Type one, Type other) {
    Type a = one.base();
    Type b = other.base();
    boolean isConst = a.isConst || b.isConst;
    boolean isVolatile = a.isVolatile || b.isVolatile;
    Type target = b.is(Kind.VOID) ? b : a;
    boolean same = target.isConst == isConst && target.isVolatile == isVolatile;
    return same && target == a ? one : Type.pointer(target.qualified(isConst, isVolatile));
  }
}
