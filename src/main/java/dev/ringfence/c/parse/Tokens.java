package dev.ringfence.c.parse;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.List;

/// The tokens of a translation unit, with a position.
final class Tokens {
  /// Thrown at a syntax error, caught where parsing can go on.
  static final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxError() {
      super("syntax error", null, false, false);
    }
  }

  /// How deep expressions, statements and declarators may nest.
  private static final int DEEPEST = 300;

  final Diagnostics diagnostics;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Tokens(List<Token> tokens, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.diagnostics = diagnostics;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /// Goes back over so many tokens that were read.
  void back(int count) {
    at -= count;
  }

  boolean is(String spelling) {
    return peek().is(spelling);
  }

  boolean isEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean take(String spelling) {
    boolean found = is(spelling);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(String spelling) {
    if (!is(spelling)) {
      throw error("expected '" + spelling + "'");
    }
    return next();
  }

  Token name() {
    if (peek().kind() != Token.Kind.IDENTIFIER) {
      throw error("expected a name");
    }
    return next();
  }

  SyntaxError error(String message) {
    String found = isEnd() ? "the end of the file" : "'" + peek().text() + "'";
    diagnostics.error(peek().place(), message, "found " + found);
    return new SyntaxError();
  }

  SyntaxError unsupported(Token token, String what) {
    diagnostics.error(token.place(), what + " not supported", "used here");
    return new SyntaxError();
  }

  void deeper() {
    if (++depth > DEEPEST) {
      throw error("nested too deeply");
    }
  }

  void shallower() {
    depth--;
  }

  void resetDepth(int to) {
    depth = to;
  }

  int depth() {
    return depth;
  }

  /// Skips to behind the next `;`, or to a `}` that closes the present block.
  void recover() {
    int braces = 0;
    while (!isEnd()) {
      if (is("{")) {
        braces++;
      } else if (is("}") && braces-- == 0) {
        return;
      } else if (is(";") && braces <= 0) {
        next();
        return;
      }
      boolean closed = is("}") && braces == 0;
      next();
      if (closed) {
        return;
      }
    }
  }
}
