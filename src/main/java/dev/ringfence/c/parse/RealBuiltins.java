package dev.ringfence.c.parse;

import dev.ringfence.c.MathFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.Folding;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.Builtins.Once;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Parses calls of the `__builtin_` functions on floating-point numbers.
final class RealBuiltins {
  /// Those that also are there with a letter behind them for their operand's type.
  private static final Set<String> CLASSES =
      Set.of("isnan", "isinf", "isfinite", "finite", "signbit", "isnormal");

  private static final Set<String> NAMES =
      Set.of(
          "inf",
          "inff",
          "infl",
          "huge_val",
          "huge_valf",
          "huge_vall",
          "nan",
          "nanf",
          "nanl",
          "nans",
          "nansf",
          "nansl",
          "isinf_sign",
          "fpclassify",
          "powi",
          "powif",
          "powil",
          "isgreater",
          "isgreaterequal",
          "isless",
          "islessequal",
          "islessgreater",
          "isunordered");

  private static final double LEAST_NORMAL_FLOAT = 0x1p-126;

  private final Tokens tokens;
  private final Parser parser;
  private final Expressions expressions;
  private final Builder build;

  RealBuiltins(Tokens tokens, Parser parser, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.expressions = expressions;
    this.build = build;
  }

  /// Whether a word behind `__builtin_` is one of these.
  static boolean knows(String word) {
    return NAMES.contains(word) || CLASSES.contains(classOf(word)) || isFunction(word);
  }

  private static boolean isFunction(String word) {
    return MathFunction.named(Builtins.PREFIX + word) != null;
  }

  private static String classOf(String word) {
    boolean typed = !CLASSES.contains(word) && (word.endsWith("f") || word.endsWith("l"));
    return typed ? word.substring(0, word.length() - 1) : word;
  }

  private Expression argument() {
    return build.value(expressions.assignment());
  }

  private Expression next() {
    tokens.expect(",");
    return argument();
  }

  /// Parses the arguments and makes the value.
  Expression arguments(String word, Token at) {
    return switch (word) {
      case "inf", "inff", "infl", "huge_val", "huge_valf", "huge_vall" ->
          Folding.real(real(word), Double.POSITIVE_INFINITY, at);
      case "nan", "nanf", "nanl", "nans", "nansf", "nansl" -> {
        argument();
        yield Folding.real(real(word), Double.NaN, at);
      }
      case "isgreater" -> build.binary(">", argument(), next(), at);
      case "isgreaterequal" -> build.binary(">=", argument(), next(), at);
      case "isless" -> build.binary("<", argument(), next(), at);
      case "islessequal" -> build.binary("<=", argument(), next(), at);
      case "islessgreater", "isunordered" -> ordered(word, at);
      case "powi", "powif", "powil" -> power(word, at);
      case "fpclassify" -> classify(at);
      case "isinf_sign" -> classified(word, at);
      default -> isFunction(word) ? mathematical(at) : classified(classOf(word), at);
    };
  }

  /// A power whose exponent is an integer.
  private Expression power(String word, Token at) {
    Expression base = Builder.cast(argument(), Type.DOUBLE, at);
    Expression exponent = Builder.cast(next(), Type.DOUBLE, at);
    Type type = word.equals("powi") ? Type.DOUBLE : real(word);
    return Builder.cast(mathematical(MathFunction.POW, List.of(base, exponent), at), type, at);
  }

  /// The one of five numbers that says what a number is: no number, infinite, normal, subnormal or
  /// zero.
  private Expression classify(Token at) {
    List<Expression> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(argument());
      tokens.expect(",");
    }
    Once x = parser.current.once(argument(), at);
    Expression result = answers.get(2);
    result = expressions.choose(classified(x, "isnormal", at), result, answers.get(3), at);
    Expression zero = build.binary("==", x.value(), Folding.real(Type.DOUBLE, 0, at), at);
    result = expressions.choose(zero, answers.get(4), result, at);
    result = expressions.choose(classified(x, "isinf", at), answers.get(1), result, at);
    return x.before(expressions.choose(classified(x, "isnan", at), answers.get(0), result, at));
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
    return mathematical(function, operands, token);
  }

  private static Expression mathematical(
      MathFunction function, List<Expression> operands, Token at) {
    if (operands.stream().allMatch(Real.class::isInstance)) {
      double[] known = operands.stream().mapToDouble(o -> ((Real) o).value()).toArray();
      double result =
          MathFunction.apply(
              function.ordinal(),
              known[0],
              known.length > 1 ? known[1] : 0,
              known.length > 2 ? known[2] : 0);
      return Folding.real(Type.DOUBLE, result, at);
    }
    return new Intrinsic(Type.DOUBLE, Op.MATH, function.ordinal(), operands, at);
  }

  private Expression classified(String word, Token at) {
    Once x = parser.current.once(argument(), at);
    return x.before(classified(x, word, at));
  }

  private Expression classified(Once x, String word, Token at) {
    Expression infinite = Folding.real(Type.DOUBLE, Double.POSITIVE_INFINITY, at);
    Expression zero = Folding.real(Type.DOUBLE, 0, at);
    return switch (word) {
      case "isnan" -> build.binary("!=", x.value(), x.value(), at);
      case "isnormal" -> {
        double least = x.value().type().is(Kind.FLOAT) ? LEAST_NORMAL_FLOAT : Double.MIN_NORMAL;
        List<Expression> operand = List.of(Builder.cast(x.value(), Type.DOUBLE, at));
        Expression size = mathematical(MathFunction.FABS, operand, at);
        Expression large = build.binary(">=", size, Folding.real(Type.DOUBLE, least, at), at);
        yield build.binary("&", large, build.binary("<", size, infinite, at), at);
      }
      case "isfinite", "finite" -> {
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
  }

  private Expression ordered(String word, Token at) {
    Once x = parser.current.once(argument(), at);
    Once y = parser.current.once(next(), at);
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
}
