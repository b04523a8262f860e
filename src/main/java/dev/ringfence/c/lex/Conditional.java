package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.List;

/// Evaluates the expression of an `#if` (C11 section 6.10.1) by precedence climbing, in
/// `intmax_t` and `uintmax_t`. Names that are no macros count as 0.
final class Conditional {
  /// What `defined` and the operators like it ask.
  interface Questions {
    boolean isDefined(String name);

    /// Whether `__has_include` and its kin hold of what is in the parentheses.
    boolean has(String operator, List<Token> words);
  }

  private record Value(long bits, boolean unsigned) {
    static Value of(boolean truth) {
      return new Value(truth ? 1 : 0, false);
    }

    boolean holds() {
      return bits != 0;
    }
  }

  private static final Value ZERO = new Value(0, false);

  private final Questions questions;
  private final Expansion expansion;
  private final Diagnostics diagnostics;
  private final Literals literals;
  private final Token directive;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int nesting;
  private boolean wrong;

  Conditional(Token directive, Questions questions, Expansion expansion, Diagnostics diagnostics) {
    this.directive = directive;
    this.questions = questions;
    this.expansion = expansion;
    this.diagnostics = diagnostics;
    literals = new Literals(diagnostics);
  }

  /// Whether the line's expression holds; what is malformed does not.
  boolean holds(List<Token> line) {
    if (line.isEmpty()) {
      fail(directive, "#" + directive.text() + " with no expression", "needs one");
      return false;
    }
    expansion.open(line);
    for (Token t = expansion.next(); t.kind() != Token.Kind.END; t = expansion.next()) {
      if (t.is("defined")) {
        tokens.add(truth(t, defined(t)));
      } else if (t.text().startsWith("__has_") && t.isName() && questions.isDefined(t.text())) {
        tokens.add(truth(t, has(t)));
      } else {
        tokens.add(t);
      }
    }
    expansion.close();
    Value value = ternary(true);
    if (at < tokens.size()) {
      Token token = tokens.get(at);
      fail(token, "malformed condition", "not expected here");
    }
    return !wrong && value.holds();
  }

  private static Token truth(Token at, boolean value) {
    return Token.literal(Token.Kind.INTEGER, value ? "1" : "0", at, value ? 1 : 0, "d", "");
  }

  private boolean defined(Token operator) {
    Token name = expansion.raw();
    boolean parenthesis = name.is("(");
    name = parenthesis ? expansion.raw() : name;
    if (!name.isName()) {
      fail(operator, "'defined' without a name", "needs one");
    }
    if (parenthesis && !expansion.raw().is(")")) {
      fail(operator, "'defined' without its closing parenthesis", "here");
    }
    return questions.isDefined(name.text());
  }

  private boolean has(Token operator) {
    List<Token> words = new ArrayList<>();
    Token open = expansion.raw();
    int parentheses = open.is("(") ? 1 : 0;
    while (parentheses > 0) {
      Token token = expansion.raw();
      if (token.kind() == Token.Kind.END) {
        break;
      }
      parentheses += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (parentheses > 0) {
        words.add(token);
      }
    }
    if (words.isEmpty() || parentheses > 0) {
      fail(operator, "'" + operator.text() + "' without an operand in parentheses", "here");
      return false;
    }
    return questions.has(operator.text(), words);
  }

  private void fail(Token token, String message, String label) {
    if (!wrong) {
      diagnostics.error(token.place(), message, label);
    }
    wrong = true;
    at = tokens.size();
  }

  private boolean take(String spelling) {
    if (at < tokens.size() && tokens.get(at).is(spelling)) {
      at++;
      return true;
    }
    return false;
  }

  /// @param live whether the value matters: what is skipped may divide by zero
  private Value ternary(boolean live) {
    Value condition = binary(0, live);
    if (!take("?")) {
      return condition;
    }
    Value yes = ternary(live && condition.holds());
    if (!take(":")) {
      fail(at < tokens.size() ? tokens.get(at) : directive, "'?' without ':'", "in this condition");
    }
    Value no = ternary(live && !condition.holds());
    return new Value(condition.holds() ? yes.bits : no.bits, yes.unsigned || no.unsigned);
  }

  private static int precedence(Token token) {
    return token.kind() != Token.Kind.PUNCTUATOR
        ? 0
        : switch (token.text()) {
          case "||" -> 1;
          case "&&" -> 2;
          case "|" -> 3;
          case "^" -> 4;
          case "&" -> 5;
          case "==", "!=" -> 6;
          case "<", ">", "<=", ">=" -> 7;
          case "<<", ">>" -> 8;
          case "+", "-" -> 9;
          case "*", "/", "%" -> 10;
          default -> 0;
        };
  }

  private Value binary(int least, boolean live) {
    Value left = unary(live);
    while (at < tokens.size() && precedence(tokens.get(at)) > least) {
      Token operator = tokens.get(at++);
      boolean decided = operator.is("||") && left.holds() || operator.is("&&") && !left.holds();
      Value right = binary(precedence(operator), live && !decided);
      left = apply(operator, left, right, live);
    }
    return left;
  }

  private Value apply(Token operator, Value left, Value right, boolean live) {
    boolean unsigned = left.unsigned || right.unsigned;
    long l = left.bits;
    long r = right.bits;
    int order = unsigned ? Long.compareUnsigned(l, r) : Long.compare(l, r);
    return switch (operator.text()) {
      case "||" -> Value.of(l != 0 || r != 0);
      case "&&" -> Value.of(l != 0 && r != 0);
      case "==" -> Value.of(l == r);
      case "!=" -> Value.of(l != r);
      case "<" -> Value.of(order < 0);
      case ">" -> Value.of(order > 0);
      case "<=" -> Value.of(order <= 0);
      case ">=" -> Value.of(order >= 0);
      case "<<" -> new Value(shift(l, right, left.unsigned, true), left.unsigned);
      case ">>" -> new Value(shift(l, right, left.unsigned, false), left.unsigned);
      case "|" -> new Value(l | r, unsigned);
      case "^" -> new Value(l ^ r, unsigned);
      case "&" -> new Value(l & r, unsigned);
      case "+" -> new Value(l + r, unsigned);
      case "-" -> new Value(l - r, unsigned);
      case "*" -> new Value(l * r, unsigned);
      default -> {
        if (r == 0) {
          if (live) {
            fail(operator, "division by zero in a condition", "here");
          }
          yield ZERO;
        }
        boolean divides = operator.is("/");
        yield new Value(
            unsigned
                ? divides ? Long.divideUnsigned(l, r) : Long.remainderUnsigned(l, r)
                : divides ? l / r : l % r,
            unsigned);
      }
    };
  }

  /// A negative count shifts the other way, and one beyond 63 shifts everything out.
  private static long shift(long value, Value count, boolean unsigned, boolean left) {
    boolean back = !count.unsigned && count.bits < 0;
    long by =
        Math.min(
            64,
            back ? -Math.max(-64, count.bits) : count.unsigned && count.bits < 0 ? 64 : count.bits);
    if (left != back) {
      return by > 63 ? 0 : value << by;
    }
    return by > 63 ? unsigned || value >= 0 ? 0 : -1 : unsigned ? value >>> by : value >> by;
  }

  private Value unary(boolean live) {
    if (at >= tokens.size()) {
      fail(directive, "malformed condition", "an operand is missing");
      return ZERO;
    }
    Token token = tokens.get(at++);
    if (++nesting > 200) {
      fail(token, "the condition is nested too deeply", "here");
      return ZERO;
    }
    Value value =
        switch (token.kind()) {
          case INTEGER -> number(token);
          case NUMBER -> number(literals.number(token));
          case CHARACTER -> number(literals.character(token));
          case IDENTIFIER -> ZERO;
          case PUNCTUATOR -> punctuated(token, live);
          case STRING, FLOATING, OTHER, PACK, END -> {
            fail(token, "malformed condition", "not an operand");
            yield ZERO;
          }
        };
    nesting--;
    return value;
  }

  private Value number(Token token) {
    if (token.kind() == Token.Kind.FLOATING) {
      fail(token, "a floating-point constant in a condition", "only integers are allowed");
    }
    boolean unsigned =
        token.kind() == Token.Kind.INTEGER
            && (token.suffix().indexOf('u') >= 0 || token.value() < 0);
    return new Value(token.value(), unsigned);
  }

  private Value punctuated(Token token, boolean live) {
    return switch (token.text()) {
      case "!" -> Value.of(!unary(live).holds());
      case "+" -> unary(live);
      case "-" -> {
        Value operand = unary(live);
        yield new Value(-operand.bits, operand.unsigned);
      }
      case "~" -> {
        Value operand = unary(live);
        yield new Value(~operand.bits, operand.unsigned);
      }
      case "(" -> {
        Value inner = ternary(live);
        while (take(",")) {
          inner = ternary(live);
        }
        if (!take(")")) {
          fail(token, "malformed condition", "never closed");
        }
        yield inner;
      }
      default -> {
        fail(token, "malformed condition", "not an operand");
        yield ZERO;
      }
    };
  }
}
