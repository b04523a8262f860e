package dev.ringfence.c.parse;

import dev.ringfence.c.BitFunction;
import dev.ringfence.c.MathFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses calls of gcc's `__builtin_` functions, and those that the headers here are made of. One
/// that is also a library function without the prefix means that function. What is atomic is in
/// [Atomics].
final class Builtins {
  static final String PREFIX = "__builtin_";

  private static final Set<String> NAMES =
      Set.of(
          "trap",
          "unreachable",
          "expect",
          "alloca",
          "expect_with_probability",
          "va_start",
          "va_arg",
          "va_copy",
          "va_end",
          "offsetof",
          "constant_p",
          "types_compatible_p",
          "choose_expr",
          "prefetch",
          "assume_aligned",
          "frame_address",
          "object_size",
          "inf",
          "inff",
          "infl",
          "huge_val",
          "huge_valf",
          "huge_vall",
          "nan",
          "nanf",
          "nanl",
          "isnan",
          "isinf",
          "isinf_sign",
          "isfinite",
          "signbit",
          "isgreater",
          "isgreaterequal",
          "isless",
          "islessequal",
          "islessgreater",
          "isunordered",
          "bswap16",
          "bswap32",
          "bswap64");

  private final Tokens tokens;
  private final Parser parser;
  private final Expressions expressions;
  private final Postfix postfix;
  private final Builder build;

  Builtins(Tokens tokens, Parser parser, Expressions expressions, Postfix postfix, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.expressions = expressions;
    this.postfix = postfix;
    this.build = build;
  }

  /// Whether a call of the name means something here.
  static boolean knows(String name) {
    if (!name.startsWith(PREFIX)) {
      return Atomics.knows(name);
    }
    String word = name.substring(PREFIX.length());
    return NAMES.contains(word)
        || MathFunction.named(name) != null
        || bits(word) != null
        || overflow(word) != null;
  }

  private Expression argument() {
    return build.value(expressions.assignment());
  }

  private Expression next() {
    tokens.expect(",");
    return argument();
  }

  private static Expression number(long value, Token at) {
    return Builder.number(Type.INT, value, at);
  }

  /// Parses the arguments and makes the value.
  Expression call(Token name) {
    String word = name.text().substring(PREFIX.length());
    if (bits(word) == null && overflow(word) == null && !NAMES.contains(word)) {
      Symbol function =
          MathFunction.named(name.text()) == null ? parser.linkage.known(word, name) : null;
      if (function != null) {
        Type type = function.type;
        return new Load(type, new Expression.Address(Type.pointer(type), function, 0, name), name);
      }
    }
    tokens.expect("(");
    Expression result = arguments(word, name);
    tokens.expect(")");
    return result;
  }

  private Expression arguments(String word, Token at) {
    BitFunction bits = bits(word);
    if (bits != null) {
      return bits(bits, word, at);
    }
    String operator = overflow(word);
    if (operator != null) {
      return overflow(operator, word, at);
    }
    return switch (word) {
      case "thread_pointer" -> new Intrinsic(Type.pointer(Type.CHAR), Op.TP, 0, List.of(), at);
      case "trap", "unreachable" -> new Intrinsic(Type.VOID, Op.TRAP, 0, List.of(), at);
      case "compute" -> {
        Expression nanos = Builder.cast(argument(), Type.LONG, at);
        yield new Intrinsic(Type.VOID, Op.COMPUTE, 0, List.of(nanos), at);
      }
      case "privileged" -> {
        int which = (int) expressions.constant();
        Expression operand = Builder.cast(next(), Type.LONG, at);
        yield new Intrinsic(Type.LONG, Op.PRIVILEGED, which, List.of(operand), at);
      }
      case "save_jump", "jump" -> jump(word, at);
      case "alloca" -> {
        Expression size = Builder.cast(argument(), Type.ULONG, at);
        yield new Expression.Allocate(Type.pointer(Type.VOID), size, at);
      }
      case "expect", "expect_with_probability" -> {
        Expression e = build.assigned(argument(), Type.LONG, at, "an argument");
        next();
        if (word.endsWith("y")) {
          next();
        }
        yield e;
      }
      case "va_start" -> {
        Expression list = expressions.assignment();
        next();
        yield build.assign(list, parser.furtherArguments(at), at);
      }
      case "va_arg" -> variadicArgument(at);
      case "va_copy" -> {
        Expression to = expressions.assignment();
        yield build.assign(to, next(), at);
      }
      case "va_end" -> {
        expressions.assignment();
        yield voided(number(0, at), at);
      }
      case "offsetof" -> postfix.offsetOf(at);
      case "constant_p" -> {
        Expression e = argument();
        boolean literal = e instanceof Expression.Address a && a.symbol().readOnly;
        boolean constant = e instanceof Number || e instanceof Expression.Real || literal;
        yield number(constant ? 1 : 0, at);
      }
      case "types_compatible_p" -> {
        Type one = parser.typeName();
        tokens.expect(",");
        yield number(one.isSame(parser.typeName()) ? 1 : 0, at);
      }
      case "choose_expr" -> {
        boolean first = expressions.constant() != 0;
        tokens.expect(",");
        Expression yes = expressions.assignment();
        tokens.expect(",");
        Expression no = expressions.assignment();
        yield first ? yes : no;
      }
      case "prefetch", "assume_aligned" -> {
        Expression first = argument();
        while (tokens.is(",")) {
          next();
        }
        yield word.equals("prefetch")
            ? voided(first, at)
            : build.assigned(first, Type.pointer(Type.VOID), at, "an argument");
      }
      case "frame_address" -> {
        if (expressions.constant() != 0) {
          throw tokens.unsupported(at, "the frame of a caller is");
        }
        yield new Intrinsic(Type.pointer(Type.VOID), Op.ADDI, 0, List.of(), at);
      }
      case "object_size" -> {
        argument();
        tokens.expect(",");
        yield Builder.number(Type.ULONG, expressions.constant() < 2 ? -1 : 0, at);
      }
      case "inf", "inff", "infl", "huge_val", "huge_valf", "huge_vall" ->
          Folding.real(real(word), Double.POSITIVE_INFINITY, at);
      case "nan", "nanf", "nanl" -> {
        argument();
        yield Folding.real(real(word), Double.NaN, at);
      }
      case "isnan", "isinf", "isinf_sign", "isfinite", "signbit" -> classified(word, at);
      case "isgreater" -> build.binary(">", argument(), next(), at);
      case "isgreaterequal" -> build.binary(">=", argument(), next(), at);
      case "isless" -> build.binary("<", argument(), next(), at);
      case "islessequal" -> build.binary("<=", argument(), next(), at);
      case "islessgreater", "isunordered" -> ordered(word, at);
      default -> mathematical(at);
    };
  }

  private Expression jump(String word, Token at) {
    Expression buffer = Builder.cast(argument(), Type.LONG, at);
    if (word.equals("save_jump")) {
      return new Intrinsic(Type.VOID, Op.SETJMP, 0, List.of(buffer), at);
    }
    Expression result = Builder.cast(next(), Type.LONG, at);
    return new Intrinsic(Type.VOID, Op.LONGJMP, 0, List.of(buffer, result), at);
  }

  private static Expression voided(Expression e, Token at) {
    return new Expression.Cast(Type.VOID, e, at);
  }

  private static Type real(String word) {
    return switch (word.charAt(word.length() - 1)) {
      case 'f' -> word.equals("inf") ? Type.DOUBLE : Type.FLOAT;
      case 'l' -> word.equals("huge_val") ? Type.DOUBLE : Type.LDOUBLE;
      default -> Type.DOUBLE;
    };
  }

  private Expression mathematical(Token token) {
    MathFunction function = MathFunction.named(token.text());
    if (function == null) {
      throw tokens.unsupported(token, "'" + token.text() + "' is");
    }
    List<Expression> operands = new ArrayList<>();
    for (int i = 0; i < function.operands; i++) {
      if (i > 0) {
        tokens.expect(",");
      }
      Token at = tokens.peek();
      operands.add(build.assigned(expressions.assignment(), Type.DOUBLE, at, "an argument"));
    }
    return new Intrinsic(Type.DOUBLE, Op.MATH, function.ordinal(), operands, token);
  }

  /// Steps the list over the argument's slots, and loads what the list pointed at before.
  private Expression variadicArgument(Token at) {
    Expression list = expressions.assignment();
    tokens.expect(",");
    Type type = parser.typeName();
    long step = (Math.max(1, type.size) + 7) / 8 * 8;
    Expression stepped = build.update(list, "+", Builder.number(Type.LONG, step, at), true, at);
    return new Load(type, Builder.cast(stepped, Type.pointer(type), at), at);
  }

  private Expression classified(String word, Token at) {
    Once x = parser.once(argument(), at);
    Expression infinite = Folding.real(Type.DOUBLE, Double.POSITIVE_INFINITY, at);
    Expression zero = Folding.real(Type.DOUBLE, 0, at);
    Expression answer =
        switch (word) {
          case "isnan" -> build.binary("!=", x.value(), x.value(), at);
          case "isfinite" -> {
            Expression difference = build.binary("-", x.value(), x.value(), at);
            yield build.binary("==", difference, zero, at);
          }
          case "signbit" -> {
            Expression one = Folding.real(Type.DOUBLE, 1, at);
            List<Expression> operands = List.of(one, Builder.cast(x.value(), Type.DOUBLE, at));
            Expression signed =
                new Intrinsic(Type.DOUBLE, Op.MATH, MathFunction.COPYSIGN.ordinal(), operands, at);
            yield build.binary("<", signed, zero, at);
          }
          default -> {
            Expression up = build.binary("==", x.value(), infinite, at);
            Expression negative = build.unary("-", infinite, at);
            Expression down = build.binary("==", x.value(), negative, at);
            yield build.binary("-", up, down, at);
          }
        };
    return x.before(answer);
  }

  private Expression ordered(String word, Token at) {
    Once x = parser.once(argument(), at);
    Once y = parser.once(next(), at);
    boolean unordered = word.equals("isunordered");
    Expression one =
        unordered
            ? build.binary("!=", x.value(), x.value(), at)
            : build.binary("<", x.value(), y.value(), at);
    Expression other =
        unordered
            ? build.binary("!=", y.value(), y.value(), at)
            : build.binary(">", x.value(), y.value(), at);
    return x.before(y.before(build.binary("|", one, other, at)));
  }

  // Bits

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
    int size = swap ? Integer.parseInt(word.substring(5)) / 8 : word.endsWith("l") ? 8 : 4;
    boolean signed = function == BitFunction.CLRSB || function == BitFunction.FFS;
    Type type =
        size == 2
            ? Type.USHORT
            : size == 4 ? signed ? Type.INT : Type.UINT : signed ? Type.LONG : Type.ULONG;
    Expression e = build.assigned(argument(), type, at, "an argument");
    Expression wide = Builder.cast(e, signed ? Type.LONG : Type.ULONG, at);
    Type result = swap ? Type.ULONG : Type.INT;
    Expression answer =
        wide instanceof Number n
            ? Builder.number(result, BitFunction.apply(function.ordinal(), n.value(), 0), at)
            : new Intrinsic(result, Op.BITS, function.ordinal(), List.of(wide), at);
    int unused = 64 - 8 * size;
    if (swap) {
      return Builder.cast(build.binary(">>", answer, number(unused, at), at), type, at);
    }
    boolean counts = function == BitFunction.CLZ || function == BitFunction.CLRSB;
    return counts ? build.binary("-", answer, number(unused, at), at) : answer;
  }

  // Overflow

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
    Once a = parser.once(left, at);
    Once b = parser.once(right, at);
    Expression to = next();
    boolean asks = word.endsWith("_p");
    Type target = asks ? to.type() : to.type().is(Kind.POINTER) ? to.type().base() : Type.VOID;
    if (!target.isInteger() || !left.type().isInteger() || !right.type().isInteger()) {
      tokens.diagnostics.error(at.place(), "wrong operands of '" + at.text() + "'", "no integers");
      return number(0, at);
    }
    int question =
        BitFunction.overflow(
            operator,
            left.type().unsigned,
            right.type().unsigned,
            target.is(Kind.BOOL) ? 8 : (int) target.size * 8,
            target.unsigned);
    Expression wideA = Builder.cast(a.value(), Type.ULONG, at);
    Expression wideB = Builder.cast(b.value(), Type.ULONG, at);
    Expression answer = new Intrinsic(Type.BOOL, Op.BITS, question, List.of(wideA, wideB), at);
    if (!asks) {
      Expression result = build.binary(operator, wideA, wideB, at);
      Once pointer = parser.once(to, at);
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
    return kind.endsWith("ll") && !kind.endsWith("mull") || kind.endsWith("mulll")
        ? unsigned ? Type.ULLONG : Type.LLONG
        : kind.endsWith("l") && !kind.endsWith("mul")
            ? unsigned ? Type.ULONG : Type.LONG
            : unsigned ? Type.UINT : Type.INT;
  }

  /// A value that is computed once and used several times.
  ///
  /// @param setting computes it, or null when it need not be
  record Once(@Nullable Expression setting, Expression value, Token at) {
    /// The expression, after the value has been computed.
    Expression before(Expression e) {
      return setting == null ? e : new Comma(e.type(), setting, e, at);
    }
  }
}
