package dev.ringfence.c.ast;

import dev.ringfence.c.ast.Type.Kind;

/// Which types are compatible (C11 section 6.2.7), as far as programs can tell.
final class Compatibility {
  private Compatibility() {}

  /// Whether values of the two types may stand for each other without a cast.
  static boolean match(Type one, Type other) {
    if (one == other) {
      return true;
    }
    if (one.kind != other.kind) {
      return false;
    }
    return switch (one.kind) {
      case VOID, BOOL, FLOAT, DOUBLE, LONG_DOUBLE -> true;
      case CHAR, SIGNED_CHAR, SHORT, INT, LONG, LONG_LONG, INT128 ->
          one.unsigned == other.unsigned && one.bits == other.bits;
      case POINTER -> one.size == other.size && match(one.base(), other.base());
      case ARRAY, COMPLEX -> match(one.base(), other.base());
      case VECTOR -> one.length == other.length && match(one.base(), other.base());
      case FUNCTION ->
          match(one.base(), other.base())
              && (one.unprototyped || other.unprototyped || haveSameParameters(one, other));
      case STRUCT, UNION ->
          one.tag.equals(other.tag) && (one.size == other.size || one.size < 0 || other.size < 0);
    };
  }

  /// Whether two types are the same but for their own qualifiers, those of what pointers point at
  /// included.
  static boolean areSame(Type one, Type other) {
    boolean derived = one.kind == Kind.POINTER || one.kind == Kind.ARRAY;
    return match(one, other)
        && (!derived
            || haveSameQualifiers(one.base(), other.base()) && areSame(one.base(), other.base()));
  }

  private static boolean haveSameQualifiers(Type one, Type other) {
    return one.isConst == other.isConst && one.isVolatile == other.isVolatile;
  }

  private static boolean haveSameParameters(Type one, Type other) {
    if (one.parameters.size() != other.parameters.size() || one.variadic != other.variadic) {
      return false;
    }
    for (int i = 0; i < one.parameters.size(); i++) {
      if (!match(one.parameters.get(i), other.parameters.get(i))) {
        return false;
      }
    }
    return true;
  }
}
