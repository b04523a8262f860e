package dev.ringfence.c.parse;

import dev.ringfence.c.BitFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.Builtins.Once;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses calls of the `__builtin_` functions on bits, and of those that tell of overflow.
final class BitBuiltins {
  private final Tokens tokens;
  private final Parser parser;
  private final Expressions expressions;
  private final Builder build;

  BitBuiltins(Tokens tokens, Parser parser, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.expressions = expressions;
    this.build = build;
  }

  /// Whether a word behind `__builtin_` is one of these.
  static boolean knows(String word) {
    return bits(word) != null || overflow(word) != null;
  }

  /// Parses the arguments and makes the value.
  Expression arguments(String word, Token at) {
    BitFunction function = bits(word);
    if (function != null) {
      return bits(function, word, at);
    }
    String operator = overflow(word);
    if (operator == null) {
      throw new IllegalStateException(word);
    }
    return overflow(operator, word, at);
  }

  private Expression argument() {
    return build.value(expressions.assignment());
  }

  private Expression next() {
    tokens.expect(",");
    return argument();
  }

  private static @Nullable BitFunction bits(String word) {
    if (word.equals("bswap16") || word.equals("bswap32") || word.equals("bswap64")) {
      return BitFunction.BSWAP;
    }
    String plain = word.endsWith("ll") ? word.substring(0, word.length() - 2) : word;
    plain = plain.equals(word) && word.endsWith("l") ? word.substring(0, word.length() - 1) : plain;
    BitFunction function = BitFunction.named(plain);
    return function == BitFunction.BSWAP ? null : function;
  }

  private Expression bits(BitFunction function, String word, Token at) {
    boolean swap = function == BitFunction.BSWAP;
    Types types = Types.current();
    long size =
        swap
            ? Integer.parseInt(word.substring(5)) / 8
            : word.endsWith("ll")
                ? Long.BYTES
                : (word.endsWith("l") ? types.longInteger(false) : types.integer(false)).size;
    boolean signed = function == BitFunction.CLRSB || function == BitFunction.FFS;
    Type type = types.ofSize((int) size, !signed);
    Expression e = build.assigned(argument(), type, at, "an argument");
    Expression wide = Builder.cast(e, signed ? Type.LLONG : Type.ULLONG, at);
    Type result = swap ? Type.ULLONG : Type.signedInt();
    Expression answer =
        wide instanceof Number n
            ? Builder.number(result, BitFunction.apply(function.ordinal(), n.value(), 0), at)
            : new Intrinsic(result, Op.BITS, function.ordinal(), List.of(wide), at);
    int unused = 64 - 8 * (int) size;
    if (swap) {
      return Builder.cast(
          build.binary(">>", answer, Builder.number(Type.signedInt(), unused, at), at), type, at);
    }
    boolean counts = function == BitFunction.CLZ || function == BitFunction.CLRSB;
    return counts
        ? build.binary("-", answer, Builder.number(Type.signedInt(), unused, at), at)
        : answer;
  }

  /// The operator of an overflow builtin, or null.
  private static @Nullable String overflow(String word) {
    if (!word.endsWith("_overflow") && !word.endsWith("_overflow_p")) {
      return null;
    }
    String function = word.substring(0, word.indexOf("_overflow"));
    String plain = function.replaceAll("^[su](add|sub|mul)l{0,2}$", "$1");
    return switch (plain) {
      case "add" -> "+";
      case "sub" -> "-";
      case "mul" -> "*";
      default -> null;
    };
  }

  private Expression overflow(String operator, String word, Token at) {
    Type fixed = fixed(word);
    Expression left = argument();
    Expression right = next();
    if (fixed != null) {
      left = build.assigned(left, fixed, at, "an argument");
      right = build.assigned(right, fixed, at, "an argument");
    }
    Once a = parser.current.once(left, at);
    Once b = parser.current.once(right, at);
    Expression to = next();
    boolean asks = word.endsWith("_p");
    Type target = asks ? to.type() : to.type().is(Kind.POINTER) ? to.type().base() : Type.VOID;
    if (target.isWide() || left.type().isWide() || right.type().isWide()) {
      throw tokens.unsupported(at, "'" + at.text() + "' for 128 bits is");
    }
    if (!target.isInteger() || !left.type().isInteger() || !right.type().isInteger()) {
      tokens.diagnostics.error(at.place(), "wrong operands of '" + at.text() + "'", "no integers");
      return Builder.number(Type.signedInt(), 0, at);
    }
    int question =
        BitFunction.overflow(
            operator,
            left.type().unsigned,
            right.type().unsigned,
            target.is(Kind.BOOL) ? 8 : (int) target.size * 8,
            target.unsigned);
    Expression wideA = Builder.cast(a.value(), Type.ULLONG, at);
    Expression wideB = Builder.cast(b.value(), Type.ULLONG, at);
    Expression answer = new Intrinsic(Type.BOOL, Op.BITS, question, List.of(wideA, wideB), at);
    if (!asks) {
      Expression result = build.binary(operator, wideA, wideB, at);
      Once pointer = parser.current.once(to, at);
      Expression store =
          build.assign(new Load(target, pointer.value(), at), Builder.cast(result, target, at), at);
      answer = pointer.before(new Comma(Type.BOOL, store, answer, at));
    }
    return a.before(b.before(answer));
  }

  private static @Nullable Type fixed(String word) {
    String kind = word.substring(0, word.indexOf("_overflow"));
    boolean unsigned = kind.startsWith("u");
    if (kind.length() == 3) {
      return null;
    }
    Types types = Types.current();
    return kind.endsWith("ll") && !kind.endsWith("mull") || kind.endsWith("mulll")
        ? types.longLong(unsigned)
        : kind.endsWith("l") && !kind.endsWith("mul")
            ? types.longInteger(unsigned)
            : types.integer(unsigned);
  }
}
