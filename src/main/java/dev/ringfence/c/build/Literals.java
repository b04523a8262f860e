package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.lex.Token;
import java.nio.charset.StandardCharsets;

/// The types and values of constants and string literals (C11 sections 6.4.4 and 6.4.5).
public final class Literals {
  private Literals() {}

  public static Expression real(Token token) {
    Type type =
        switch (token.suffix()) {
          case "f" -> Type.FLOAT;
          case "l" -> Type.LDOUBLE;
          default -> Type.DOUBLE;
        };
    return Folding.real(type, Double.longBitsToDouble(token.value()), token);
  }

  public static Type integerType(Token token) {
    boolean decimal = token.suffix().startsWith("d");
    boolean unsigned = token.suffix().indexOf('u') >= 0;
    boolean wide = token.suffix().indexOf('l') >= 0;
    long value = token.value();
    if (!wide && !unsigned && value >= 0 && value <= Integer.MAX_VALUE) {
      return Type.INT;
    }
    if (!wide && (unsigned || !decimal) && value >= 0 && value <= 0xFFFF_FFFFL) {
      return Type.UINT;
    }
    if (token.suffix().contains("ll")) {
      return unsigned || value < 0 ? Type.ULLONG : Type.LLONG;
    }
    return unsigned || value < 0 ? Type.ULONG : Type.LONG;
  }

  /// A string literal's bytes with the final zero.
  public static byte[] bytes(Token token) {
    String zero = "\0".repeat((int) elementType(token).size);
    return (token.bytes() + zero).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The object that a string literal is.
  public static Symbol object(Token token) {
    Symbol symbol = new Symbol("", stringType(token), token);
    symbol.bytes = bytes(token);
    symbol.defined = true;
    symbol.readOnly = true;
    return symbol;
  }

  /// The type of a string literal.
  public static Type stringType(Token token) {
    Type element = elementType(token);
    return Type.array(element, bytes(token).length / element.size);
  }

  /// The type of a string literal's elements, and of a character constant with a prefix.
  public static Type elementType(Token token) {
    return switch (token.suffix()) {
      case "L" -> Type.INT;
      case "u" -> Type.USHORT;
      case "U" -> Type.UINT;
      default -> Type.CHAR;
    };
  }
}
