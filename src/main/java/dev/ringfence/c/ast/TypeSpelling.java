package dev.ringfence.c.ast;

import dev.ringfence.c.ast.Type.Kind;

/// How types are named in diagnostics.
final class TypeSpelling {
  private TypeSpelling() {}

  static String of(Type type) {
    String qualifiers = (type.isConst ? "const " : "") + (type.isVolatile ? "volatile " : "");
    boolean far = type.isFar() && !type.is(Kind.ARRAY);
    String name = unqualified(type) + (far ? " far" : "");
    return type.is(Kind.POINTER) ? (name + qualifiers).strip() : qualifiers + name;
  }

  private static String unqualified(Type type) {
    boolean unsigned = type.unsigned;
    return switch (type.kind) {
      case VOID -> "void";
      case BOOL -> "_Bool";
      case CHAR -> unsigned ? "unsigned char" : "char";
      case SIGNED_CHAR -> "signed char";
      case SHORT -> unsigned ? "unsigned short" : "short";
      case INT -> unsigned ? "unsigned int" : "int";
      case LONG -> unsigned ? "unsigned long" : "long";
      case LONG_LONG -> unsigned ? "unsigned long long" : "long long";
      case INT128 -> unsigned ? "unsigned __int128" : "__int128";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case LONG_DOUBLE -> "long double";
      case COMPLEX -> "_Complex " + type.base();
      case POINTER -> pointer(type.base());
      case ARRAY -> type.base() + length(type);
      case VECTOR -> "vector of " + type.length + " " + type.base();
      case FUNCTION -> type.base() + "(" + parameters(type) + ")";
      case STRUCT -> "struct " + type.tag;
      case UNION -> "union " + type.tag;
    };
  }

  private static String pointer(Type to) {
    return switch (to.kind) {
      case POINTER -> to + "*";
      case FUNCTION -> to.base() + " (*)(" + parameters(to) + ")";
      case ARRAY -> to.base() + " (*)" + length(to);
      default -> to + " *";
    };
  }

  private static String length(Type array) {
    return "[" + (array.size < 0 ? "" : array.size / Math.max(1, array.base().size)) + "]";
  }

  private static String parameters(Type function) {
    if (function.parameters.isEmpty()) {
      return function.unprototyped ? "" : "void";
    }
    String list = String.join(", ", function.parameters.stream().map(Type::toString).toList());
    return function.variadic ? list + ", ..." : list;
  }
}
