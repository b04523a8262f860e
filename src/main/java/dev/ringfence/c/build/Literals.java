package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Token;
import dev.ringfence.machine.DataModel;
import java.nio.charset.StandardCharsets;

/// The types and values of constants and string literals (C11 sections 6.4.4 and 6.4.5).
public final class Literals {
  private Literals() {}

  public static Expression real(Token token) {
    Type type =
        switch (token.suffix().replace("i", "")) {
          case "f" -> Type.FLOAT;
          case "l" -> Type.LDOUBLE;
          default -> Type.DOUBLE;
        };
    double value = Double.longBitsToDouble(token.value());
    return token.suffix().endsWith("i")
        ? ComplexNumbers.constant(Type.complex(type), 0, value, token)
        : Folding.real(type, value, token);
  }

  public static Type integerType(Token token) {
    boolean decimal = token.suffix().startsWith("d");
    boolean unsigned = token.suffix().indexOf('u') >= 0;
    boolean wide = token.suffix().indexOf('l') >= 0;
    long value = token.value();
    Types types = Types.current();
    boolean widest = token.suffix().contains("ll");
    if (!wide && holds(types.integer(true), value, unsigned, decimal)) {
      return types.integer(unsigned || !holds(types.integer(false), value));
    }
    if (!widest && holds(types.longInteger(true), value, unsigned, decimal)) {
      return types.longInteger(unsigned || !holds(types.longInteger(false), value));
    }
    boolean last = widest || types.model() != DataModel.LP64;
    return last ? types.longLong(unsigned || value < 0) : types.longInteger(true);
  }

  /// Whether one of a signed and an unsigned type is a constant's (C11 section 6.4.4.1): a decimal
  /// one without a suffix is never unsigned.
  private static boolean holds(Type type, long value, boolean unsigned, boolean decimal) {
    return unsigned || !decimal
        ? holds(type, value)
        : value >= 0 && value >>> type.precision() - 1 == 0;
  }

  private static boolean holds(Type type, long value) {
    int bits = type.unsigned ? type.precision() : type.precision() - 1;
    return bits == Long.SIZE || value >>> bits == 0;
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
      case "L" -> Types.current().wideCharacter();
      case "u" -> Type.USHORT;
      case "U" -> Types.current().ofSize(4, true);
      default -> Type.CHAR;
    };
  }
}
