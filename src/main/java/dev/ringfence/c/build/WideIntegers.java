package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds expressions on `__int128`. Its values lie in memory and stand for their addresses, as
/// structures do; `lib/int128.c` does the operations, unless the operands are constants.
final class WideIntegers {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  private WideIntegers() {}

  /// A constant: what lies in a nameless object of its own.
  static Expression constant(Type type, BigInteger value, Token at) {
    Symbol symbol = new Symbol("", type.unqualified(), at);
    symbol.bytes = new byte[16];
    for (int i = 0; i < 16; i++) {
      symbol.bytes[i] = value.shiftRight(8 * i).byteValue();
    }
    symbol.defined = true;
    symbol.readOnly = true;
    return new Load(type, new Address(Type.pointer(type), symbol, 0, at), at);
  }

  /// The value of a constant, or null.
  private static @Nullable BigInteger known(Expression e) {
    if (!e.type().isWide()) {
      return e instanceof Number n ? fromLong(n.value(), n.type()) : null;
    }
    boolean nameless =
        e instanceof Load l && l.address() instanceof Address a && a.symbol().name.isEmpty();
    if (!nameless || !(e instanceof Load l) || !(l.address() instanceof Address a)) {
      return null;
    }
    byte[] bytes = a.symbol().bytes;
    if (bytes == null || !a.symbol().readOnly) {
      return null;
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 15; i >= 0; i--) {
      value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xFF));
    }
    return fit(e.type(), value);
  }

  private static BigInteger fromLong(long value, Type type) {
    BigInteger signed = BigInteger.valueOf(value);
    boolean wraps = value < 0 && type.unsigned;
    return wraps ? signed.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : signed;
  }

  /// The value as a type of 128 bits holds it.
  private static BigInteger fit(Type type, BigInteger value) {
    BigInteger low = value.mod(MODULUS);
    return !type.unsigned && low.testBit(127) ? low.subtract(MODULUS) : low;
  }

  /// The conversion between a type of 128 bits and another scalar type.
  static Expression cast(Expression e, Type type, Token at) {
    BigInteger known = known(e);
    if (type.isWide()) {
      if (known != null) {
        return constant(type, fit(type, known), at);
      }
      if (e instanceof Real r && Double.isFinite(r.value())) {
        return constant(type, fit(type, new BigDecimal(r.value()).toBigInteger()), at);
      }
      return e.type().isWide() ? new Cast(type, e, at) : widened(e, type, at);
    }
    if (type.is(Kind.BOOL)) {
      return comparison("!=", e, constant(e.type(), BigInteger.ZERO, at), at);
    }
    if (type.isFloating()) {
      Type result = type.is(Kind.FLOAT) ? Type.FLOAT : Type.DOUBLE;
      String sign = e.type().unsigned ? "unsigned" : "signed";
      String name = "__int128_to_" + (result == Type.FLOAT ? "float_" : "double_") + sign;
      return Builder.cast(call(name, result, at, halves(e, at)), type, at);
    }
    if (known != null) {
      return Builder.number(type, known.longValue(), at);
    }
    return Builder.cast(low(e, at), type, at);
  }

  private static Expression widened(Expression e, Type type, Token at) {
    Type from = e.type();
    String name;
    Expression argument;
    if (from.isFloating()) {
      name = type.unsigned ? "__int128_from_double_unsigned" : "__int128_from_double";
      argument = Builder.cast(e, Type.DOUBLE, at);
    } else {
      boolean zero = from.unsigned;
      name = zero ? "__int128_from_unsigned" : "__int128_from_signed";
      argument = Builder.cast(e, zero ? Type.ULLONG : Type.LLONG, at);
    }
    return call(name, type, at, argument);
  }

  /// The lower 64 bits.
  private static Expression low(Expression e, Token at) {
    return new Load(Type.ULLONG, new Cast(Type.pointer(Type.ULLONG), e, at), at);
  }

  /// The value as the library's functions take it.
  private static Expression halves(Expression e, Token at) {
    return new Cast(Type.UINT128, e, at);
  }

  /// `-` and `~`.
  static Expression unary(String operator, Expression e, Token at) {
    boolean minus = operator.equals("-");
    Expression other = constant(e.type(), minus ? BigInteger.ZERO : BigInteger.ONE.negate(), at);
    return minus ? binary("-", other, e, e.type(), at) : binary("^", e, other, e.type(), at);
  }

  /// An operation on two operands of one type, of which a shift's count is an `int`. The caller has
  /// told of a division by zero.
  static Expression binary(
      String operator, Expression left, Expression right, Type type, Token at) {
    Type operands = left.type();
    BigInteger l = known(left);
    BigInteger r = known(right);
    if (l != null && r != null) {
      Expression folded = fold(operator, l, r, type, at);
      if (folded != null) {
        return folded;
      }
    }
    if (!type.isWide()) {
      return comparison(operator, left, right, at);
    }
    String suffix = operands.unsigned ? "_unsigned" : "_signed";
    String name =
        switch (operator) {
          case "+" -> "add";
          case "-" -> "subtract";
          case "*" -> "multiply";
          case "/" -> "divide" + suffix;
          case "%" -> "remainder" + suffix;
          case "&" -> "and";
          case "|" -> "or";
          case "^" -> "xor";
          case "<<" -> "left";
          case ">>" -> "right" + suffix;
          default -> throw new IllegalStateException("operator " + operator);
        };
    boolean shift = operator.equals("<<") || operator.equals(">>");
    Expression second = shift ? Builder.cast(right, Type.signedInt(), at) : halves(right, at);
    return call("__int128_" + name, type, at, halves(left, at), second);
  }

  private static Expression comparison(
      String operator, Expression left, Expression right, Token at) {
    boolean equality = operator.equals("==") || operator.equals("!=");
    boolean unsigned = left.type().unsigned;
    String name = equality ? "equal" : unsigned ? "less_unsigned" : "less_signed";
    boolean swapped = operator.equals("<=");
    Expression answer =
        call(
            "__int128_" + name,
            Type.signedInt(),
            at,
            halves(swapped ? right : left, at),
            halves(swapped ? left : right, at));
    boolean negated = operator.equals("!=") || swapped;
    Expression zero = Builder.number(Type.signedInt(), 0, at);
    return negated ? new Expression.Binary(Type.signedInt(), "==", answer, zero, at) : answer;
  }

  private static @Nullable Expression fold(
      String operator, BigInteger l, BigInteger r, Type type, Token at) {
    boolean divides = operator.equals("/") || operator.equals("%");
    if (divides && r.signum() == 0) {
      return null;
    }
    if (!type.isWide()) {
      int order = l.compareTo(r);
      boolean holds =
          switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            default -> order <= 0;
          };
      return Builder.number(type, holds ? 1 : 0, at);
    }
    BigInteger value =
        switch (operator) {
          case "+" -> l.add(r);
          case "-" -> l.subtract(r);
          case "*" -> l.multiply(r);
          case "/" -> l.divide(r);
          case "%" -> l.remainder(r);
          case "&" -> l.and(r);
          case "|" -> l.or(r);
          case "^" -> l.xor(r);
          case "<<" -> l.shiftLeft(r.intValue() & 127);
          default -> l.shiftRight(r.intValue() & 127);
        };
    return constant(type, fit(type, value), at);
  }

  private static Expression call(String name, Type result, Token at, Expression... arguments) {
    Type type = Type.function(result);
    for (Expression argument : arguments) {
      type.parameters.add(argument.type());
    }
    Symbol function = new Symbol(name, type, at);
    Expression callee = new Address(Type.pointer(type), function, 0, at);
    return new Call(result, callee, List.of(arguments), arguments.length, null, at);
  }
}
