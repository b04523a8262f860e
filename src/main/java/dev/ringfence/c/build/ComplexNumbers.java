package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Builds expressions on complex numbers (C11 section 6.2.5 and annex G). Their values lie in
/// memory and stand for their addresses, as structures do: the real part, then the imaginary one.
/// `lib/complex.c` does the operations, unless the operands are constants.
public final class ComplexNumbers {
  private record Value(double real, double imaginary) {}

  private ComplexNumbers() {}

  /// A constant: what lies in a nameless object of its own.
  public static Expression constant(Type type, double real, double imaginary, Token at) {
    Symbol symbol = new Symbol("", type.unqualified(), at);
    symbol.bytes = new byte[(int) type.size];
    put(symbol.bytes, 0, type.base(), real);
    put(symbol.bytes, (int) type.base().size, type.base(), imaginary);
    symbol.defined = true;
    symbol.readOnly = true;
    return new Load(type, new Address(Type.pointer(type), symbol, 0, at), at);
  }

  private static void put(byte[] to, int at, Type type, double value) {
    boolean single = type.is(Kind.FLOAT);
    long bits = single ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
    for (int i = 0; i < (single ? Float.BYTES : Double.BYTES); i++) {
      to[at + i] = (byte) (bits >>> 8 * i);
    }
  }

  private static double get(byte[] from, int at, Type type) {
    boolean single = type.is(Kind.FLOAT);
    long bits = 0;
    for (int i = 0; i < (single ? Float.BYTES : Double.BYTES); i++) {
      bits |= (from[at + i] & 0xFFL) << 8 * i;
    }
    return single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  /// The value of a constant, or null.
  private static @Nullable Value known(Expression e) {
    if (e instanceof Number n) {
      return new Value(n.type().unsigned ? (double) n.value() : n.value(), 0);
    }
    if (e instanceof Real r) {
      return new Value(r.value(), 0);
    }
    if (!e.type().isComplex()
        || !(e instanceof Load l)
        || !(l.address() instanceof Address a)
        || !a.symbol().name.isEmpty()
        || !a.symbol().readOnly) {
      return null;
    }
    byte[] bytes = Objects.requireNonNull(a.symbol().bytes);
    Type part = e.type().base();
    return new Value(get(bytes, 0, part), get(bytes, (int) part.size, part));
  }

  /// A number of two parts.
  public static Expression of(Expression real, Expression imaginary, Token at) {
    Type part = Promotions.common(Type.FLOAT, Promotions.common(real.type(), imaginary.type()));
    Type type = Type.complex(part);
    Value first = known(real);
    Value second = known(imaginary);
    return first != null && second != null
        ? constant(type, first.real, second.real, at)
        : call(
            "make",
            type,
            type,
            at,
            Builder.cast(real, part, at),
            Builder.cast(imaginary, part, at));
  }

  /// The conversion between a complex type and another arithmetic type.
  static Expression cast(Expression e, Type type, Token at) {
    Value value = known(e);
    if (!type.isComplex()) {
      Expression real =
          value == null ? part(e, false, at) : Folding.real(e.type().base(), value.real, at);
      return type.is(Kind.BOOL)
          ? binary("!=", e, Builder.number(e.type(), 0, at), Type.signedInt(), at)
          : Builder.cast(real, type, at);
    }
    if (value != null) {
      return constant(type, value.real, value.imaginary, at);
    }
    if (!e.type().isComplex()) {
      Expression real = Builder.cast(e, type.base(), at);
      return call("make", type, type, at, real, Folding.real(type.base(), 0, at));
    }
    if (e.type().matches(type)) {
      return new Cast(type, e, at);
    }
    Expression wide =
        e.type().base().is(Kind.DOUBLE) ? e : call("widen", e.type(), Type.COMPLEX, at, e);
    return type.base().is(Kind.DOUBLE) ? wide : call("narrow", type, type, at, wide);
  }

  /// The real or the imaginary part of a value that has an address.
  private static Expression part(Expression e, boolean imaginary, Token at) {
    Type part = e.type().base();
    Type pointer = Type.pointer(part);
    Expression address = e instanceof Load l ? Places.retype(l.address(), pointer) : null;
    address = address == null ? new Cast(pointer, e, at) : address;
    return new Load(part, Places.offset(address, imaginary ? part.size : 0, pointer, at), at);
  }

  /// `__real__` and `__imag__`: an lvalue if the operand is one.
  public static Expression part(Builder build, Expression e, boolean imaginary, Token at) {
    if (!e.type().isComplex()) {
      return imaginary ? Builder.number(e.type(), 0, at) : e;
    }
    Type part = e.type().base().qualified(e.type().isConst, e.type().isVolatile);
    Type pointer = Type.pointer(part);
    Expression address = Places.retype(build.address(e), pointer);
    return new Load(part, Places.offset(address, imaginary ? part.size : 0, pointer, at), at);
  }

  /// `-`, and `~`, which is the conjugate.
  static Expression unary(String operator, Expression e, Token at) {
    Value value = known(e);
    boolean minus = operator.equals("-");
    if (value != null) {
      return constant(e.type(), minus ? -value.real : value.real, -value.imaginary, at);
    }
    return call(minus ? "negate" : "conjugate", e.type(), e.type(), at, e);
  }

  /// An operation of which one operand is complex and the other one is real, or null if it is done
  /// with both complex. It leaves the other part as it is, where a zero would make a difference.
  static @Nullable Expression mixed(String operator, Expression left, Expression right, Token at) {
    boolean first = left.type().isComplex();
    if (first == right.type().isComplex() || known(left) != null && known(right) != null) {
      return null;
    }
    String name =
        switch (operator) {
          case "+" -> "add_real";
          case "-" -> first ? "subtract_real" : "real_subtract";
          case "*" -> "multiply_real";
          case "/" -> first ? "divide_real" : "";
          default -> "";
        };
    if (name.isEmpty()) {
      return null;
    }
    Type type = Promotions.common(left.type(), right.type());
    Expression complex = Builder.cast(first ? left : right, type, at);
    Expression real = Builder.cast(first ? right : left, type.base(), at);
    return call(name, type, type, at, complex, real);
  }

  /// An operation on two operands of one type.
  static Expression binary(
      String operator, Expression left, Expression right, Type type, Token at) {
    Value l = known(left);
    Value r = known(right);
    if (l != null && r != null) {
      Expression folded = fold(operator, l, r, type, at);
      if (folded != null) {
        return folded;
      }
    }
    String name =
        switch (operator) {
          case "+" -> "add";
          case "-" -> "subtract";
          case "*" -> "multiply";
          case "/" -> "divide";
          default -> "equal";
        };
    if (!name.equals("equal")) {
      return call(name, type, type, at, left, right);
    }
    Expression equal = call(name, left.type(), Type.signedInt(), at, left, right);
    Expression zero = Builder.number(Type.signedInt(), 0, at);
    return operator.equals("==") ? equal : new Binary(Type.signedInt(), "==", equal, zero, at);
  }

  private static @Nullable Expression fold(String operator, Value l, Value r, Type type, Token at) {
    return switch (operator) {
      case "+" -> constant(type, l.real + r.real, l.imaginary + r.imaginary, at);
      case "-" -> constant(type, l.real - r.real, l.imaginary - r.imaginary, at);
      case "*" ->
          constant(
              type,
              l.real * r.real - l.imaginary * r.imaginary,
              l.real * r.imaginary + l.imaginary * r.real,
              at);
      case "/" ->
          r.imaginary == 0 ? constant(type, l.real / r.real, l.imaginary / r.real, at) : null;
      default -> {
        boolean equal = l.real == r.real && l.imaginary == r.imaginary;
        yield Builder.number(type, equal == operator.equals("==") ? 1 : 0, at);
      }
    };
  }

  /// @param of the complex type whose function it is
  private static Expression call(
      String what, Type of, Type result, Token at, Expression... arguments) {
    String suffix =
        switch (of.base().kind) {
          case FLOAT -> "f_";
          case LONG_DOUBLE -> "l_";
          default -> "_";
        };
    Type type = Type.function(result);
    for (Expression argument : arguments) {
      type.parameters.add(argument.type());
    }
    Symbol function = new Symbol("__complex" + suffix + what, type, at);
    Expression callee = new Address(Type.pointer(type), function, 0, at);
    return new Call(result, callee, List.of(arguments), arguments.length, null, at);
  }
}
