package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Evaluates the expression of an `#if` (C11 section 6.10.1) by precedence climbing. Names that are
/// no macros count as 0.
final class Conditional {
  private final Map<String, Macro> macros;
  private final Expansion expansion;
  private final Diagnostics diagnostics;
  private List<Token> tokens = List.of();
  private Token directive = nothing();
  private int at;
  private int nesting;

  Conditional(Map<String, Macro> macros, Expansion expansion, Diagnostics diagnostics) {
    this.macros = macros;
    this.expansion = expansion;
    this.diagnostics = diagnostics;
  }

  private static Token nothing() {
    Place nowhere = new Place(new Source("", "", true), 0, 0);
    return Token.of(Token.Kind.END, "", nowhere, false, false);
  }

  boolean holds(Token name, List<Token> line) {
    directive = name;
    tokens = expansion.all(definedReplaced(line));
    at = 0;
    long value = ternary();
    if (at < tokens.size()) {
      diagnostics.error(tokens.get(at).place(), "malformed condition", "not expected here");
    }
    return value != 0;
  }

  private List<Token> definedReplaced(List<Token> line) {
    List<Token> replaced = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      Token token = line.get(i);
      if (!token.is("defined")) {
        replaced.add(token);
        continue;
      }
      boolean parenthesis = i + 1 < line.size() && line.get(i + 1).is("(");
      int name = i + (parenthesis ? 2 : 1);
      boolean defined = name < line.size() && macros.containsKey(line.get(name).text());
      i = parenthesis ? name + 1 : name;
      replaced.add(
          new Token(
              Token.Kind.INTEGER,
              defined ? "1" : "0",
              token.place(),
              defined ? 1 : 0,
              "d",
              "",
              true,
              false,
              token.hidden()));
    }
    return replaced;
  }

  private boolean take(String spelling) {
    if (at < tokens.size() && tokens.get(at).is(spelling)) {
      at++;
      return true;
    }
    return false;
  }

  private long ternary() {
    long condition = binary(0);
    if (!take("?")) {
      return condition;
    }
    long yes = ternary();
    take(":");
    long no = ternary();
    return condition != 0 ? yes : no;
  }

  private static int precedence(Token token) {
    return switch (token.text()) {
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

  private long binary(int least) {
    long left = unary();
    while (at < tokens.size() && precedence(tokens.get(at)) > least) {
      Token operator = tokens.get(at++);
      long right = binary(precedence(operator));
      left = apply(operator, left, right);
    }
    return left;
  }

  private long apply(Token operator, long l, long r) {
    return switch (operator.text()) {
      case "||" -> l != 0 || r != 0 ? 1 : 0;
      case "&&" -> l != 0 && r != 0 ? 1 : 0;
      case "|" -> l | r;
      case "^" -> l ^ r;
      case "&" -> l & r;
      case "==" -> l == r ? 1 : 0;
      case "!=" -> l != r ? 1 : 0;
      case "<" -> l < r ? 1 : 0;
      case ">" -> l > r ? 1 : 0;
      case "<=" -> l <= r ? 1 : 0;
      case ">=" -> l >= r ? 1 : 0;
      case "<<" -> l << r;
      case ">>" -> l >> r;
      case "+" -> l + r;
      case "-" -> l - r;
      case "*" -> l * r;
      default -> {
        if (r == 0) {
          diagnostics.error(operator.place(), "division by zero in a condition", "here");
          yield 0;
        }
        yield operator.is("/") ? l / r : l % r;
      }
    };
  }

  private long unary() {
    if (++nesting > 200 || at >= tokens.size()) {
      Token where = at < tokens.size() ? tokens.get(at) : directive;
      diagnostics.error(where.place(), "malformed condition", "an operand is missing");
      at = tokens.size();
      nesting--;
      return 0;
    }
    Token token = tokens.get(at++);
    long value =
        switch (token.text()) {
          case "!" -> unary() == 0 ? 1 : 0;
          case "-" -> -unary();
          case "+" -> unary();
          case "~" -> ~unary();
          case "(" -> {
            long inner = ternary();
            if (!take(")")) {
              diagnostics.error(token.place(), "malformed condition", "never closed");
            }
            yield inner;
          }
          default -> {
            if (token.kind() == Token.Kind.PUNCTUATOR) {
              diagnostics.error(token.place(), "malformed condition", "not an operand");
            }
            yield token.value();
          }
        };
    nesting--;
    return value;
  }
}
