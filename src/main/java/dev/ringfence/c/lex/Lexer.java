package dev.ringfence.c.lex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/// Splits a source into tokens. Comments and spliced lines vanish; the list ends with an END token.
///
/// What is wrong is kept for [#report], since nothing is wrong with a part that a conditional
/// skips.
final class Lexer {
  private static final List<String> PUNCTUATORS =
      List.of(
          "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
          "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##");

  /// After so many problems the text is taken for noise.
  private static final int MOST_PROBLEMS = 100_000;

  private static final String SINGLE = "[](){}.&*+-~!/%<>^|?:;=,#";

  private final Source source;
  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean space;
  private boolean lineStart = true;

  private record Problem(Place place, String message, String label) {}

  Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  List<Token> tokens() {
    while (at < text.length() && problems.size() < MOST_PROBLEMS) {
      if (!skipBlank()) {
        token();
      }
    }
    add(Token.Kind.END, at);
    return tokens;
  }

  private void problem(Place place, String message, String label) {
    problems.add(new Problem(place, message, label));
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /// Tells what is wrong, except where the offset is skipped.
  void report(Diagnostics diagnostics, IntPredicate skipped) {
    for (Problem problem : problems) {
      if (!skipped.test(problem.place.offset()) || problems.size() == MOST_PROBLEMS) {
        diagnostics.error(problem.place, problem.message, problem.label);
      }
    }
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private boolean skipBlank() {
    char c = text.charAt(at);
    if (c == '\n') {
      lineStart = true;
      space = true;
      at++;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b') {
      space = true;
      at++;
    } else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r' && peek(2) == '\n')) {
      at += peek(1) == '\n' ? 2 : 3;
    } else if (c == '/' && peek(1) == '/') {
      while (at < text.length() && text.charAt(at) != '\n') {
        at += text.charAt(at) == '\\' && peek(1) == '\n' ? 2 : 1;
      }
      space = true;
    } else if (c == '/' && peek(1) == '*') {
      int end = text.indexOf("*/", at + 2);
      if (end < 0) {
        problem(new Place(source, at, 2), "unterminated comment", "begins here");
        at = text.length();
      } else {
        at = end + 2;
      }
      space = true;
    } else {
      return false;
    }
    return true;
  }

  private Token add(Token.Kind kind, int from) {
    Place place = new Place(source, Math.min(from, text.length()), at - from);
    Token token = Token.of(kind, text.substring(from, at), place, space, lineStart);
    tokens.add(token);
    space = false;
    lineStart = false;
    return token;
  }

  private void token() {
    int from = at;
    char c = text.charAt(at);
    if (Character.isLetter(c) && c < 128 || c == '_') {
      while (Character.isLetterOrDigit(peek(0)) && peek(0) < 128 || peek(0) == '_') {
        at++;
      }
      if (at - from == 1
          && (c == 'L' || c == 'u' || c == 'U')
          && (peek(0) == '"' || peek(0) == '\'')) {
        problem(new Place(source, from, 1), "wide characters are not supported", "this prefix");
      }
      add(Token.Kind.IDENTIFIER, from);
    } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
      number();
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else {
      punctuator(from, c);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void number() {
    int from = at;
    while (true) {
      char c = peek(0);
      if ((c == '+' || c == '-') && "eEpP".indexOf(text.charAt(at - 1)) >= 0 && isReal(from)) {
        at++;
      } else if (isDigit(c) || c == '.' || c == '_' || c < 128 && Character.isLetter(c)) {
        at++;
      } else {
        break;
      }
    }
    String word = text.substring(from, at).toLowerCase(Locale.ROOT);
    boolean hex = word.startsWith("0x");
    if (word.indexOf('.') >= 0 || !hex && word.indexOf('e') >= 0 || hex && word.indexOf('p') >= 0) {
      add(Token.Kind.FLOATING, from);
      return;
    }
    integer(from, word, hex);
  }

  private boolean isReal(int from) {
    boolean hex = text.startsWith("0x", from) || text.startsWith("0X", from);
    char before = text.charAt(at - 1);
    return hex == (before == 'p' || before == 'P');
  }

  private void integer(int from, String word, boolean hex) {
    int end = word.length();
    while (end > 0 && (word.charAt(end - 1) == 'u' || word.charAt(end - 1) == 'l')) {
      end--;
    }
    String suffix = word.substring(end);
    boolean binary = word.startsWith("0b");
    int radix = hex ? 16 : binary ? 2 : word.startsWith("0") ? 8 : 10;
    String digits = word.substring(hex || binary ? 2 : 0, end);
    long value = 0;
    try {
      value = Long.parseUnsignedLong(digits, radix);
    } catch (NumberFormatException _) {
      problem(
          new Place(source, from, at - from), "invalid integer constant", "not a number that fits");
    }
    Token plain = add(Token.Kind.INTEGER, from);
    replaceLast(plain, value, (radix == 10 ? "d" : "x") + suffix, "");
  }

  private void replaceLast(Token t, long value, String suffix, String bytes) {
    tokens.set(
        tokens.size() - 1,
        new Token(
            t.kind(),
            t.text(),
            t.place(),
            value,
            suffix,
            bytes,
            t.space(),
            t.lineStart(),
            Set.of()));
  }

  private void quoted(char quote) {
    int from = at++;
    StringBuilder bytes = new StringBuilder();
    while (peek(0) != quote) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        problem(
            new Place(source, from, 1),
            quote == '"' ? "unterminated string literal" : "unterminated character constant",
            "begins here");
        break;
      }
      character(bytes);
    }
    at = Math.min(text.length(), peek(0) == quote ? at + 1 : at);
    if (quote == '"') {
      replaceLast(add(Token.Kind.STRING, from), 0, "", bytes.toString());
      return;
    }
    if (bytes.isEmpty()) {
      problem(new Place(source, from, at - from), "empty character constant", "here");
    }
    long value = 0;
    for (int i = 0; i < bytes.length(); i++) {
      value = i == 0 ? (byte) bytes.charAt(i) : (int) (value << 8 | bytes.charAt(i));
    }
    replaceLast(add(Token.Kind.CHARACTER, from), value, "", "");
  }

  private void character(StringBuilder bytes) {
    if (text.charAt(at) != '\\') {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
        bytes.append((char) (b & 0xFF));
      }
      return;
    }
    int from = at++;
    char c = peek(0);
    at++;
    int simple = "abfnrtv\\'\"?e".indexOf(c);
    if (simple >= 0 && c != '\0') {
      bytes.append("\u0007\b\f\n\r\t\u000b\\'\"?\u001b".charAt(simple));
    } else if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && peek(0) >= '0' && peek(0) <= '7'; i++) {
        value = value * 8 + text.charAt(at++) - '0';
      }
      bytes.append((char) (value & 0xFF));
    } else if (c == 'x' && Character.digit(peek(0), 16) >= 0) {
      int value = 0;
      while (Character.digit(peek(0), 16) >= 0) {
        value = value * 16 + Character.digit(text.charAt(at++), 16);
      }
      bytes.append((char) (value & 0xFF));
    } else if (c != '\n') {
      problem(new Place(source, from, 2), "unknown escape sequence", "here");
    }
  }

  private void punctuator(int from, char c) {
    for (String punctuator : PUNCTUATORS) {
      if (text.startsWith(punctuator, at)) {
        at += punctuator.length();
        add(Token.Kind.PUNCTUATOR, from);
        return;
      }
    }
    at++;
    if (SINGLE.indexOf(c) >= 0) {
      add(Token.Kind.PUNCTUATOR, from);
    } else {
      problem(
          new Place(source, from, 1),
          "this character has no meaning in C: "
              + (c > 32 && c < 127 ? c : "U+%04X".formatted((int) c)),
          "here");
    }
  }
}
