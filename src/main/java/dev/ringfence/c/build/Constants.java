package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Conditional;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Logical;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Offset;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Expression.Unary;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What gcc computes of an initialiser while it compiles. To C's constant expressions (C11 section
/// 6.6) it adds what `const` objects hold whose initialisers have been read.
public final class Constants {
  private Constants() {}

  /// The expression with all parts computed that can be.
  public static Expression folded(Expression e) {
    return switch (e) {
      case Load l -> load(l);
      case Field f -> field(f);
      case Variable v -> v.local().constant == null ? v : v.local().constant;
      case Offset o -> Places.offset(folded(o.base()), o.offset(), o.type(), o.at());
      case Unary u -> Builder.negated(u.operator(), folded(u.operand()), u.type(), u.at());
      case Binary b -> binary(b);
      case Cast c when c.type().isScalar() -> Builder.cast(folded(c.operand()), c.type(), c.at());
      case Comma c when folded(c.first()) instanceof Number -> folded(c.second());
      case Conditional c ->
          folded(c.test()) instanceof Number test
              ? folded(test.value() != 0 ? c.yes() : c.no())
              : c;
      case Logical l -> logical(l);
      default -> e;
    };
  }

  /// What a `const` variable always holds, if its initialiser is a constant.
  public static @Nullable Expression of(Type type, List<Statement> code) {
    return type.isConst
            && !type.isVolatile
            && code.size() == 1
            && code.getFirst() instanceof Statement.Evaluate e
            && e.expression() instanceof Expression.Assign a
            && (a.value() instanceof Number || a.value() instanceof Real)
        ? a.value()
        : null;
  }

  private static Expression binary(Binary b) {
    Expression left = folded(b.left());
    Expression right = folded(b.right());
    boolean divides = b.operator().equals("/") || b.operator().equals("%");
    boolean known = !divides || !(right instanceof Number n) || n.value() != 0;
    Expression result = known ? Folding.fold(b.operator(), left, right, b.type(), b.at()) : null;
    return result == null ? new Binary(b.type(), b.operator(), left, right, b.at()) : result;
  }

  private static Expression logical(Logical l) {
    Expression left = folded(l.left());
    Expression right = folded(l.right());
    if (left instanceof Number n && n.value() != 0 != l.and()) {
      return Builder.number(l.type(), l.and() ? 0 : 1, l.at());
    }
    return left instanceof Number && right instanceof Number n
        ? Builder.number(l.type(), n.value() != 0 ? 1 : 0, l.at())
        : new Logical(l.type(), l.and(), left, right, l.at());
  }

  private static Expression load(Load l) {
    Expression address = folded(l.address());
    if (!l.type().fitsRegister() || !(address instanceof Address a) || !isKnown(a)) {
      return new Load(l.type(), address, l.at());
    }
    Expression value = read(a.symbol(), a.offset(), l.type(), l.at());
    return value == null ? l : value;
  }

  private static Expression field(Field f) {
    if (!(folded(f.address()) instanceof Address a) || !isKnown(a)) {
      return f;
    }
    Expression container = read(a.symbol(), a.offset(), f.container(), f.at());
    if (!(container instanceof Number n) || f.bit() + f.width() > Long.SIZE) {
      return f;
    }
    int above = Long.SIZE - f.width();
    long high = n.value() << above - f.bit();
    long value = f.type().unsigned ? high >>> above : high >> above;
    return Builder.number(f.type(), value, f.at());
  }

  /// Whether an object's bytes are what they are initialised to as long as the program runs.
  public static boolean isKnown(Address a) {
    Symbol symbol = a.symbol();
    Type type = symbol.type;
    while (type.is(Kind.ARRAY)) {
      type = type.base();
    }
    return symbol.bytes != null && (symbol.readOnly || type.isConst && !type.isVolatile);
  }

  private static @Nullable Expression read(Symbol symbol, long offset, Type type, Token at) {
    byte[] bytes = symbol.bytes;
    long size = Math.min(type.size, Long.BYTES);
    if (bytes == null || offset < 0 || offset + size > bytes.length) {
      return null;
    }
    for (Symbol.Relocation r : symbol.relocations) {
      if (r.offset() == offset && type.is(Kind.POINTER) && r.less() == null) {
        return new Address(type, r.target(), r.addend(), at);
      }
      if (r.offset() < offset + size && offset < r.offset() + r.size()) {
        return null;
      }
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[(int) offset + i] & 0xFFL) << 8 * i;
    }
    if (type.isFloating()) {
      boolean single = type.is(Kind.FLOAT);
      double real = single ? Float.intBitsToFloat((int) value) : Double.longBitsToDouble(value);
      return new Real(type, real, at);
    }
    return Builder.number(type, value, at);
  }
}
