package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import dev.ringfence.core.Reals;
import org.jspecify.annotations.Nullable;

/// Arithmetic on constants while a program is compiled, as gcc does it.
public final class Folding {
  private Folding() {}

  /// A constant of a floating type, rounded to what the type can hold.
  public static Expression real(Type type, double value, Token at) {
    return new Real(type, type.is(Kind.FLOAT) ? (float) value : value, at);
  }

  /// A constant converted to a scalar type. What an integer type cannot hold of a floating constant
  /// becomes its least or greatest number, and NaN becomes 0.
  ///
  /// @return null if it is no constant
  public static @Nullable Expression convert(Expression e, Type type, Token at) {
    return switch (e) {
      case Number n when type.isFloating() -> real(type, n, at);
      case Number n -> Builder.number(type, n.value(), at);
      case Real r when type.isFloating() -> real(type, r.value(), at);
      case Real r when type.is(Kind.BOOL) -> Builder.number(type, r.value() != 0 ? 1 : 0, at);
      case Real r when type.isInteger() -> Builder.number(type, saturated(r.value(), type), at);
      default -> null;
    };
  }

  private static Expression real(Type type, Number n, Token at) {
    boolean wide = n.type().unsigned && n.type().size == 8;
    if (type.is(Kind.FLOAT)) {
      return real(
          type, wide ? Reals.floatFromUnsigned(n.value()) : Reals.floatFromSigned(n.value()), at);
    }
    return real(type, wide ? Reals.fromUnsigned(n.value()) : (double) n.value(), at);
  }

  private static long saturated(double value, Type type) {
    int bits = 8 * (int) type.size;
    if (!type.unsigned) {
      long most = Long.MAX_VALUE >>> 64 - bits;
      return Math.clamp((long) value, -most - 1, most);
    }
    if (!(value > 0)) {
      return 0;
    }
    long most = -1L >>> 64 - bits;
    return value >= Math.scalb(1.0, bits) ? most : Reals.toUnsigned(value);
  }

  /// The result of an operator on two constants of one type (a shift's count may differ); the
  /// caller has seen to it that no integer is divided by 0.
  ///
  /// @return null if they are no constants
  public static @Nullable Expression fold(
      String operator, Expression left, Expression right, Type type, Token at) {
    if (left instanceof Number l && right instanceof Number r) {
      boolean unsigned = left.type().unsigned;
      return Builder.number(type, integers(operator, l.value(), r.value(), unsigned), at);
    }
    if (left instanceof Real l && right instanceof Real r) {
      return switch (operator) {
        case "+" -> real(type, Reals.result(l.value() + r.value(), l.value(), r.value()), at);
        case "-" -> real(type, Reals.result(l.value() - r.value(), l.value(), r.value()), at);
        case "*" -> real(type, Reals.result(l.value() * r.value(), l.value(), r.value()), at);
        case "/" -> real(type, Reals.result(l.value() / r.value(), l.value(), r.value()), at);
        case "==" -> Builder.number(type, l.value() == r.value() ? 1 : 0, at);
        case "!=" -> Builder.number(type, l.value() != r.value() ? 1 : 0, at);
        case "<" -> Builder.number(type, l.value() < r.value() ? 1 : 0, at);
        case "<=" -> Builder.number(type, l.value() <= r.value() ? 1 : 0, at);
        default -> throw new IllegalStateException("operator " + operator);
      };
    }
    return null;
  }

  private static long integers(String operator, long l, long r, boolean unsigned) {
    return switch (operator) {
      case "+" -> l + r;
      case "-" -> l - r;
      case "*" -> l * r;
      case "/" -> unsigned ? Long.divideUnsigned(l, r) : l / r;
      case "%" -> unsigned ? Long.remainderUnsigned(l, r) : l % r;
      case "&" -> l & r;
      case "|" -> l | r;
      case "^" -> l ^ r;
      case "<<" -> l << r;
      case ">>" -> unsigned ? l >>> r : l >> r;
      case "==" -> l == r ? 1 : 0;
      case "!=" -> l != r ? 1 : 0;
      case "<" -> (unsigned ? Long.compareUnsigned(l, r) : Long.compare(l, r)) < 0 ? 1 : 0;
      case "<=" -> (unsigned ? Long.compareUnsigned(l, r) : Long.compare(l, r)) <= 0 ? 1 : 0;
      default -> throw new IllegalStateException("operator " + operator);
    };
  }
}
