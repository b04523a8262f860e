package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Expression.Update;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import org.jspecify.annotations.Nullable;

/// The types in which operands are computed with (C11 section 6.3.1).
public final class Promotions {
  private Promotions() {}

  /// The bit-field whose value an expression is, or null.
  public static @Nullable Field fieldOf(Expression e) {
    return switch (e) {
      case Field f -> f;
      case Assign a when a.target() instanceof Field f -> f;
      case Update u when u.target() instanceof Field f -> f;
      default -> null;
    };
  }

  /// A bit-field is an `int` if that holds all of its values (C11 section 6.3.1.1).
  public static Type promoted(Field field) {
    Type type = field.type();
    int width = field.width();
    int ofInt = Type.signedInt().precision();
    if (width < ofInt || width == ofInt && !type.unsigned) {
      return Type.signedInt();
    }
    return width == ofInt ? Type.unsignedInt() : Type.ofField(type, width);
  }

  public static Type promoted(Type type) {
    if (!type.isInteger() || type.kind.compareTo(Kind.INT) >= 0) {
      return type;
    }
    boolean holds = type.size < Type.signedInt().size || !type.unsigned;
    return holds ? Type.signedInt() : Type.unsignedInt();
  }

  /// The type in which two arithmetic operands meet (C11 section 6.3.1.8).
  public static Type common(Type one, Type other) {
    Type a = promoted(one);
    Type b = promoted(other);
    if (a.isComplex() || b.isComplex()) {
      return Type.complex(common(a.isComplex() ? a.base() : a, b.isComplex() ? b.base() : b));
    }
    if (a.isInteger() && b.isInteger() && (a.isNarrow() || b.isNarrow())) {
      boolean first = a.precision() == b.precision() ? a.unsigned : a.precision() > b.precision();
      return first ? a : b;
    }
    if (a.isFloating() || b.isFloating() || a.size != b.size) {
      return a.kind.compareTo(b.kind) >= 0 ? a : b;
    }
    boolean unsigned = a.unsigned || b.unsigned;
    if (a.is(Kind.LONG_LONG) || b.is(Kind.LONG_LONG)) {
      return Types.current().longLong(unsigned);
    }
    if (a.isWide()) {
      return unsigned ? Type.UINT128 : Type.INT128;
    }
    return a.is(Kind.LONG) || b.is(Kind.LONG)
        ? Types.current().longInteger(unsigned)
        : Types.current().integer(unsigned);
  }

  /// The type in which what has a bit-field's width is computed, before it is cut to that.
  public static Type full(Type type) {
    return !type.isNarrow() ? type : type.unsigned ? Type.ULLONG : Type.LLONG;
  }
}
