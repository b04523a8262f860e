package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Conditional;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Offset;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostics;
import org.jspecify.annotations.Nullable;

/// The initial bytes of an object with static storage, made from constant expressions (C11 section
/// 6.6).
public final class StaticData {
  private final Symbol symbol;
  private final byte[] bytes;
  private final Diagnostics diagnostics;

  /// A value that the linker knows: an address plus a number, a number alone, or the difference of
  /// two labels.
  private record Constant(@Nullable Symbol symbol, @Nullable Symbol less, long number) {
    Constant(@Nullable Symbol symbol, long number) {
      this(symbol, null, number);
    }
  }

  public StaticData(Symbol symbol, byte[] bytes, Diagnostics diagnostics) {
    this.symbol = symbol;
    this.bytes = bytes;
    this.diagnostics = diagnostics;
    symbol.bytes = bytes;
    symbol.relocations.clear();
  }

  /// Writes a value, over what earlier ones have written there.
  public void put(InitialPart part) {
    Member place = part.place();
    int at = (int) place.offset();
    int size = (int) place.type().size;
    if (!place.isField()) {
      symbol.relocations.removeIf(r -> r.offset() >= at && r.offset() < at + size);
    }
    Expression value = Constants.folded(part.value());
    if (value instanceof Real r) {
      putReal(r, place.type(), at);
      return;
    }
    if (value instanceof Load l && l.address() instanceof Address a && copies(a, at, size)) {
      return;
    }
    Constant constant = constant(value);
    if (constant == null
        || constant.symbol != null && constant.less == null && size < pointerSize()) {
      boolean far = place.type().isFarPointer();
      diagnostics.error(
          value.at().place(),
          "the initialiser is not constant",
          far ? "the segment is known only when the program runs" : "not constant");
    } else if (place.isField()) {
      putBits(8L * at + place.bit(), place.width(), constant.number);
    } else if (constant.symbol != null) {
      int bytes = Math.min(size, Long.BYTES);
      putBits(8L * at, 8 * bytes, 0);
      constant.symbol.addressTaken = true;
      symbol.relocations.add(
          new Symbol.Relocation(at, constant.symbol, constant.less, constant.number, bytes));
    } else {
      putBits(8L * at, 8 * Math.min(size, 8), constant.number);
    }
  }

  private void putReal(Real r, Type type, int at) {
    if (type.is(Kind.FLOAT)) {
      putBits(8L * at, 32, Float.floatToRawIntBits((float) r.value()));
    } else {
      putBits(8L * at, 64, Double.doubleToRawLongBits(r.value()));
    }
  }

  private void putBits(long first, int count, long value) {
    if (first % 8 == 0 && count % 8 == 0) {
      for (int i = 0; i < count / 8; i++) {
        bytes[(int) (first / 8) + i] = (byte) (value >>> 8 * i);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int at = (int) ((first + i) / 8);
      int bit = 1 << (first + i) % 8;
      bytes[at] = (byte) ((value >>> i & 1) != 0 ? bytes[at] | bit : bytes[at] & ~bit);
    }
  }

  /// Copies a literal, which has no name: a string or a compound literal; or a `const` object.
  private boolean copies(Address from, int at, int size) {
    byte[] literal = from.symbol().bytes;
    int offset = (int) from.offset();
    boolean known = from.symbol().name.isEmpty() || Constants.isKnown(from);
    if (!known || literal == null || offset + size > literal.length) {
      return false;
    }
    System.arraycopy(literal, offset, bytes, at, size);
    for (Symbol.Relocation r : from.symbol().relocations) {
      if (r.offset() >= offset && r.offset() < offset + size) {
        symbol.relocations.add(r.at(r.offset() - offset + at));
      }
    }
    return true;
  }

  private static @Nullable Constant constant(Expression e) {
    return switch (e) {
      case Number n -> new Constant(null, n.value());
      case Address a when !a.symbol().threadLocal -> new Constant(a.symbol(), a.offset());
      case Offset o -> {
        Constant base = constant(o.base());
        yield base == null ? null : new Constant(base.symbol, base.number + o.offset());
      }
      case Cast c -> cast(c);
      case Binary b -> binary(b);
      case Conditional c -> {
        Constant test = constant(c.test());
        yield test == null ? null : constant(isTrue(test) ? c.yes() : c.no());
      }
      case Expression.Logical l -> {
        Constant left = constant(l.left());
        Constant right = constant(l.right());
        if (left != null && isTrue(left) != l.and()) {
          yield new Constant(null, l.and() ? 0 : 1);
        }
        yield left == null || right == null ? null : new Constant(null, isTrue(right) ? 1 : 0);
      }
      default -> null;
    };
  }

  private static int pointerSize() {
    return Types.current().model().pointerSize();
  }

  private static boolean isTrue(Constant c) {
    return c.symbol != null || c.number != 0;
  }

  private static @Nullable Constant cast(Cast c) {
    Constant operand = constant(c.operand());
    if (operand == null || !c.type().isScalar() || c.type().isFloating()) {
      return null;
    }
    if (c.type().is(Kind.BOOL)) {
      return new Constant(null, isTrue(operand) ? 1 : 0);
    }
    if (operand.symbol == null) {
      return new Constant(null, Builder.fit(c.type(), operand.number));
    }
    return c.type().size >= pointerSize() || operand.less != null ? operand : null;
  }

  private static @Nullable Constant binary(Binary b) {
    Constant left = constant(b.left());
    Constant right = constant(b.right());
    if (left == null || right == null) {
      return null;
    }
    if (left.symbol == right.symbol && (left.symbol == null || isDifference(b.operator()))) {
      Expression l = Builder.number(b.left().type(), left.number, b.at());
      Expression r = Builder.number(b.right().type(), right.number, b.at());
      boolean divides = b.operator().equals("/") || b.operator().equals("%");
      Expression result =
          divides && right.number == 0 ? null : Folding.fold(b.operator(), l, r, b.type(), b.at());
      return result instanceof Number n ? new Constant(null, n.value()) : null;
    }
    if (isLabel(left.symbol) && isLabel(right.symbol) && b.operator().equals("-")) {
      return new Constant(left.symbol, right.symbol, left.number - right.number);
    }
    return switch (b.operator()) {
      case "+" ->
          left.symbol != null && right.symbol != null
              ? null
              : new Constant(
                  left.symbol == null ? right.symbol : left.symbol, left.number + right.number);
      case "-" ->
          right.symbol != null ? null : new Constant(left.symbol, left.number - right.number);
      case "==", "!=" -> {
        boolean differ = left.symbol != right.symbol;
        yield differ ? new Constant(null, b.operator().equals("!=") ? 1 : 0) : null;
      }
      default -> null;
    };
  }

  private static boolean isLabel(@Nullable Symbol symbol) {
    return symbol != null && symbol.labelOf != null;
  }

  /// Whether an operator on two addresses in one object depends on their offsets alone.
  private static boolean isDifference(String operator) {
    return switch (operator) {
      case "-", "==", "!=", "<", "<=" -> true;
      default -> false;
    };
  }
}
