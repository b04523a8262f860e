package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.List;

/// Joins string literals that stand side by side (C11 section 5.1.1.2, phase 6).
final class Strings {
  private Strings() {}

  static List<Token> join(List<Token> tokens) {
    List<Token> joined = new ArrayList<>(tokens.size() + 1);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.STRING) {
        StringBuilder bytes = new StringBuilder(token.bytes());
        while (i + 1 < tokens.size() && tokens.get(i + 1).kind() == Token.Kind.STRING) {
          bytes.append(tokens.get(++i).bytes());
        }
        token = literal(bytes.toString(), token);
      }
      joined.add(token);
    }
    return joined;
  }

  /// A string literal with these bytes in the place of another token.
  static Token literal(String bytes, Token at) {
    return new Token(
        Token.Kind.STRING,
        "\"" + bytes + "\"",
        at.place(),
        0,
        "",
        bytes,
        at.space(),
        at.lineStart(),
        at.hidden());
  }
}
