package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.List;

/// Splits a source into preprocessing tokens (C11 section 6.4). Comments and spliced lines vanish;
/// the list ends with an END token. Literals keep their spelling, which [Literals] reads later;
/// what has no meaning becomes an OTHER token, an error only where it is not skipped.
final class Lexer {
  private final Source source;
  private final String text;
  private final int[] origin;
  private final Diagnostics diagnostics;
  private final List<Token> tokens;
  private int at;
  private boolean space;
  private boolean lineStart = true;

  Lexer(Source source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    int[] offsets = new int[0];
    String whole = source.text();
    if (whole.indexOf('\\') >= 0) {
      offsets = new int[whole.length() + 1];
      String spliced = splice(whole, offsets);
      offsets = spliced.length() == whole.length() ? new int[0] : offsets;
      whole = spliced;
    }
    text = whole;
    origin = offsets;
    tokens = new ArrayList<>(text.length() / 4 + 4);
  }

  /// Joins each line that ends with a backslash to the next one.
  ///
  /// @param offsets takes for each character where it was
  private static String splice(String whole, int[] offsets) {
    StringBuilder out = new StringBuilder(whole.length());
    int at = 0;
    while (at < whole.length()) {
      char c = whole.charAt(at);
      if (c == '\\') {
        int end = at + 1;
        while (end < whole.length() && " \t\r\f\u000b".indexOf(whole.charAt(end)) >= 0) {
          end++;
        }
        if (end < whole.length() && whole.charAt(end) == '\n') {
          at = end + 1;
          continue;
        }
      }
      offsets[out.length()] = at++;
      out.append(c);
    }
    offsets[out.length()] = at;
    return out.toString();
  }

  List<Token> tokens() {
    while (at < text.length()) {
      if (!skipBlank()) {
        token();
      }
    }
    space = true;
    lineStart = true;
    add(Token.Kind.END, at);
    return tokens;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private boolean skipBlank() {
    char c = text.charAt(at);
    if (c == '\n') {
      lineStart = true;
      at++;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b') {
      at++;
    } else if (c == '/' && peek(1) == '/') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (c == '/' && peek(1) == '*') {
      int end = text.indexOf("*/", at + 2);
      if (end < 0) {
        diagnostics.error(place(at, at + 2), "unterminated comment", "begins here");
      }
      at = end < 0 ? text.length() : end + 2;
    } else {
      return false;
    }
    space = true;
    return true;
  }

  private Place place(int from, int to) {
    int first = origin.length == 0 ? from : origin[from];
    int last = origin.length == 0 ? to : to > from ? origin[to - 1] + 1 : first;
    return new Place(source, first, last - first);
  }

  private Token add(Token.Kind kind, int from) {
    Token token = Token.of(kind, text.substring(from, at), place(from, at), space, lineStart);
    tokens.add(token);
    space = false;
    lineStart = false;
    return token;
  }

  private void token() {
    int from = at;
    char c = text.charAt(at);
    if (isNameStart(c) || isUniversal()) {
      name();
    } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
      number();
    } else if (c == '"' || c == '\'') {
      quoted(from);
    } else {
      punctuator(from, c);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '$'
        || c >= 128 && (Character.isLetter(c) || Character.isHighSurrogate(c));
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c)
        || isDigit(c)
        || c >= 128 && (Character.isUnicodeIdentifierPart(c) || Character.isSurrogate(c));
  }

  private boolean isUniversal() {
    return peek(0) == '\\' && (peek(1) == 'u' && isHex(2, 4) || peek(1) == 'U' && isHex(2, 8));
  }

  private boolean isHex(int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (Character.digit(peek(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private void name() {
    int from = at;
    boolean universal = false;
    while (isNamePart(peek(0)) || isUniversal()) {
      boolean escape = peek(0) == '\\';
      universal |= escape;
      at += escape ? peek(1) == 'u' ? 6 : 10 : 1;
    }
    char quote = peek(0);
    boolean prefix =
        switch (at - from) {
          case 1 -> "LuU".indexOf(text.charAt(from)) >= 0;
          case 2 -> text.startsWith("u8", from) && quote == '"';
          default -> false;
        };
    if (prefix && (quote == '"' || quote == '\'')) {
      quoted(from);
      return;
    }
    Token token = add(Token.Kind.IDENTIFIER, from);
    if (universal) {
      String plain = Literals.universal(token.text());
      Token named = Token.of(token.kind(), plain, token.place(), token.space(), token.lineStart());
      tokens.set(tokens.size() - 1, named);
    }
  }

  private void number() {
    int from = at;
    while (true) {
      char c = peek(0);
      boolean sign = (c == '+' || c == '-') && at > from;
      if (sign && "eEpP".indexOf(text.charAt(at - 1)) >= 0 || c == '.' || isNamePart(c)) {
        at++;
      } else {
        break;
      }
    }
    add(Token.Kind.NUMBER, from);
  }

  private void quoted(int from) {
    char quote = text.charAt(at++);
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' && peek(1) != '\n' ? 2 : 1;
    }
    at = Math.min(at, text.length());
    boolean closed = peek(0) == quote;
    at += closed ? 1 : 0;
    add(!closed ? Token.Kind.OTHER : quote == '"' ? Token.Kind.STRING : Token.Kind.CHARACTER, from);
  }

  private void punctuator(int from, char c) {
    char next = peek(1);
    int length =
        switch (c) {
          case '[', ']', '(', ')', '{', '}', '?', ';', ',', '~' -> 1;
          case '.' -> next == '.' && peek(2) == '.' ? 3 : 1;
          case '<', '>' -> next == c ? peek(2) == '=' ? 3 : 2 : next == '=' ? 2 : 1;
          case '-' -> next == '>' || next == '-' || next == '=' ? 2 : 1;
          case '+', '&', '|' -> next == c || next == '=' ? 2 : 1;
          case '*', '/', '%', '^', '!', '=' -> next == '=' ? 2 : 1;
          case '#' -> next == '#' ? 2 : 1;
          case ':' -> 1;
          default -> 0;
        };
    String digraph = digraph(c, next);
    if (!digraph.isEmpty()) {
      at += digraph.equals("##") ? 4 : 2;
      Token t = add(Token.Kind.PUNCTUATOR, from);
      tokens.set(
          tokens.size() - 1,
          new Token(
              t.kind(), digraph, t.place(), 0, "", t.text(), t.space(), t.lineStart(), false));
      return;
    }
    at += Math.max(1, length);
    add(length == 0 ? Token.Kind.OTHER : Token.Kind.PUNCTUATOR, from);
  }

  /// What a digraph stands for, or an empty text.
  private String digraph(char c, char next) {
    return switch (c) {
      case '<' -> next == ':' ? "[" : next == '%' ? "{" : "";
      case ':' -> next == '>' ? "]" : "";
      case '%' ->
          next == '>' ? "}" : next != ':' ? "" : peek(2) == '%' && peek(3) == ':' ? "##" : "#";
      default -> "";
    };
  }
}
