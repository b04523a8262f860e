package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the spelling of constants and string literals (C11 sections 6.4.4 and 6.4.5), and joins
/// string literals that stand side by side (section 5.1.1.2, phase 6).
final class Literals {
  private final Diagnostics diagnostics;

  Literals(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// The tokens of a unit with their values.
  List<Token> read(List<Token> tokens) {
    List<Token> out = new ArrayList<>(tokens.size() + 1);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.kind()) {
        case NUMBER -> out.add(number(token));
        case CHARACTER -> out.add(character(token));
        case STRING -> {
          int from = i;
          while (i + 1 < tokens.size() && tokens.get(i + 1).kind() == Token.Kind.STRING) {
            i++;
          }
          out.add(string(tokens.subList(from, i + 1)));
        }
        case OTHER -> other(token);
        case IDENTIFIER, INTEGER, FLOATING, PUNCTUATOR, PACK, END -> out.add(token);
      }
    }
    return out;
  }

  /// Tells of a token that has no meaning.
  void other(Token token) {
    char first = token.text().charAt(token.text().length() == 1 ? 0 : quoteOf(token.text()));
    String message =
        switch (first) {
          case '"' -> "unterminated string literal";
          case '\'' -> "unterminated character constant";
          default ->
              "this character has no meaning in C: "
                  + (first > 32 && first < 127 ? first : "U+%04X".formatted((int) first));
        };
    boolean quote = first == '"' || first == '\'';
    diagnostics.garbled(
        new Place(token.place().source(), token.place().offset(), 1),
        message,
        quote ? "begins here" : "here",
        help(first));
  }

  /// What may stand for a character that a word processor has put in the place of one of C's.
  private static @Nullable String help(char wrong) {
    return switch (wrong) {
      case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> "write \"";
      case '\u2018', '\u2019', '\u00B4' -> "write '";
      case '\u2013', '\u2014', '\u2212' -> "write -";
      case '\u00D7' -> "write *";
      case '\u00A0', '\u200B', '\uFEFF' -> "write a blank";
      default ->
          wrong >= 0xFF01 && wrong <= 0xFF5E ? "write " + (char) (wrong - 0xFF00 + ' ') : null;
    };
  }

  private static int quoteOf(String text) {
    int at = 0;
    while (at < text.length() - 1 && text.charAt(at) != '"' && text.charAt(at) != '\'') {
      at++;
    }
    return at;
  }

  // Numbers

  Token number(Token token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    boolean hex = word.startsWith("0x");
    boolean real =
        word.indexOf('.') >= 0 || word.indexOf(hex ? 'p' : 'e') >= 0 && !word.startsWith("0b");
    // gcc's imaginary constants, whose suffix may stand on either side of another one.
    String plain = word.replaceFirst("[ij](?=[fl]?$)", "");
    return real || plain.length() < word.length()
        ? floating(token, plain, hex, plain.length() < word.length())
        : integer(token, word, hex);
  }

  private Token integer(Token token, String word, boolean hex) {
    boolean binary = word.startsWith("0b");
    int radix = hex ? 16 : binary ? 2 : word.startsWith("0") ? 8 : 10;
    int from = hex || binary ? 2 : 0;
    int end = from;
    while (end < word.length() && Character.digit(word.charAt(end), hex ? 16 : 10) >= 0) {
      end++;
    }
    String suffix = word.substring(end);
    String spelled = token.text().substring(end);
    boolean known =
        switch (suffix) {
          case "", "u", "l", "ul", "lu" -> true;
          case "ll", "ull", "llu" -> !spelled.contains("lL") && !spelled.contains("Ll");
          default -> false;
        };
    if (!known) {
      diagnostics.error(
          token.place(), "invalid suffix '" + spelled + "' on an integer constant", "not a number");
      suffix = "";
    }
    long value = 0;
    String digits = word.substring(from, end);
    try {
      value = Long.parseUnsignedLong(digits, radix);
    } catch (NumberFormatException _) {
      boolean wrong = digits.isEmpty() || digits.chars().anyMatch(c -> c - '0' >= radix && !hex);
      diagnostics.error(
          token.place(),
          wrong ? "invalid digit in a constant" : "the integer constant is too large",
          wrong ? "not a number to the base " + radix : "does not fit into 64 bits");
    }
    String kind = (radix == 10 ? "d" : "x") + suffix;
    return Token.literal(Token.Kind.INTEGER, token.text(), token, value, kind, "");
  }

  private Token floating(Token token, String word, boolean hex, boolean imaginary) {
    int end = word.length();
    char last = word.charAt(end - 1);
    boolean suffixed = last == 'l' || last == 'f' && (!hex || word.indexOf('p') >= 0);
    String digits = suffixed ? word.substring(0, end - 1) : word;
    double value = 0;
    boolean valid =
        digits.matches(
            hex
                ? "0x([0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)p[+-]?[0-9]+"
                : "([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?");
    if (valid) {
      boolean single = suffixed && last == 'f';
      value = single ? Float.parseFloat(digits) : Double.parseDouble(digits);
    } else {
      diagnostics.error(token.place(), "invalid floating-point constant", "not a number");
    }
    long bits = Double.doubleToRawLongBits(value);
    String suffix = (suffixed ? String.valueOf(last) : "") + (imaginary ? "i" : "");
    return Token.literal(Token.Kind.FLOATING, token.text(), token, bits, suffix, "");
  }

  // Characters and strings

  /// The bytes of an element of a literal with this prefix.
  static int width(String prefix) {
    return switch (prefix) {
      case "L", "U" -> 4;
      case "u" -> 2;
      default -> 1;
    };
  }

  private static String prefix(String text) {
    return text.substring(0, text.indexOf(text.charAt(text.length() - 1)));
  }

  Token character(Token token) {
    String prefix = prefix(token.text());
    Units units = new Units(token, prefix, '\'');
    units.read();
    int width = width(prefix);
    if (units.count == 0) {
      diagnostics.error(token.place(), "empty character constant", "here");
    }
    String bytes = units.bytes.toString();
    long value = 0;
    if (width == 1) {
      if (units.count > 1) {
        diagnostics.warning(token.place(), "character constant of several characters", "here");
      }
      for (int i = 0; i < bytes.length(); i++) {
        value = bytes.length() == 1 ? (byte) bytes.charAt(i) : (int) (value << 8 | bytes.charAt(i));
      }
    } else {
      for (int i = Math.min(bytes.length(), width) - 1; i >= 0; i--) {
        value = value << 8 | bytes.charAt(i);
      }
      value = prefix.equals("L") ? (int) value : value;
    }
    return Token.literal(Token.Kind.CHARACTER, token.text(), token, value, prefix, "");
  }

  private Token string(List<Token> parts) {
    Token first = parts.getFirst();
    String prefix = "";
    for (Token part : parts) {
      String other = prefix(part.text());
      if (!prefix.isEmpty() && !other.isEmpty() && !prefix.equals(other)) {
        diagnostics.error(
            part.place(), "string literals of different kinds side by side", "cannot be joined");
      }
      prefix = other.isEmpty() ? prefix : other;
    }
    StringBuilder bytes = new StringBuilder();
    for (Token part : parts) {
      Units units = new Units(part, prefix, '"');
      units.read();
      bytes.append(units.bytes);
    }
    return Token.literal(Token.Kind.STRING, first.text(), first, 0, prefix, bytes.toString());
  }

  /// The text between the quotes of a header name or a `_Pragma`, where `raw` says whether
  /// backslashes mean themselves.
  static String content(String text, boolean raw) {
    String inner = text.substring(text.indexOf('"') + 1, text.length() - 1);
    return raw ? inner : inner.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  /// A name with its universal character names replaced by what they name.
  static String universal(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '\\') {
        int digits = name.charAt(i + 1) == 'u' ? 4 : 8;
        long point = Long.parseLong(name.substring(i + 2, i + 2 + digits), 16);
        out.appendCodePoint(point <= Character.MAX_CODE_POINT ? (int) point : 0xFFFD);
        i += digits + 1;
      } else {
        out.append(name.charAt(i));
      }
    }
    return out.toString();
  }

  /// Reads the characters of one literal into code units, little-endian.
  private final class Units {
    private final Token token;
    private final String text;
    private final int width;
    private final int end;
    private int at;
    private final StringBuilder bytes = new StringBuilder();
    private int count;

    Units(Token token, String prefix, char quote) {
      this.token = token;
      text = token.text();
      width = width(prefix);
      at = text.indexOf(quote) + 1;
      end = text.length() - 1;
    }

    void read() {
      while (at < end) {
        count++;
        if (text.charAt(at) == '\\') {
          escape();
        } else {
          int point = text.codePointAt(at);
          at += Character.charCount(point);
          point(point);
        }
      }
    }

    private void unit(long value) {
      for (int i = 0; i < width; i++) {
        bytes.append((char) (value >>> 8 * i & 0xFF));
      }
    }

    private void point(int point) {
      if (width == 4) {
        unit(point);
      } else if (width == 2) {
        for (char c : Character.toChars(point)) {
          unit(c);
        }
      } else {
        Source.encode(point, bytes);
      }
    }

    private void escape() {
      int from = at++;
      char c = text.charAt(at++);
      int simple = "abfnrtv\\'\"?eE".indexOf(c);
      if (simple >= 0) {
        unit("\u0007\b\f\n\r\t\u000b\\'\"?\u001b\u001b".charAt(simple));
      } else if (c >= '0' && c <= '7') {
        at--;
        numeric(from, 8, 3);
      } else if (c == 'x') {
        numeric(from, 16, Integer.MAX_VALUE);
      } else if (c == 'u' || c == 'U') {
        named(from, c == 'u' ? 4 : 8);
      } else {
        warn(from, "unknown escape sequence '\\" + c + "'");
        unit(c);
      }
    }

    private void numeric(int from, int radix, int most) {
      long value = 0;
      int digits = 0;
      boolean fits = true;
      while (at < end && digits < most && Character.digit(text.charAt(at), radix) >= 0) {
        value = value * radix + Character.digit(text.charAt(at++), radix);
        digits++;
        fits &= value >>> 8 * width == 0;
        value &= 0xFFFF_FFFFL;
      }
      if (digits == 0) {
        error(from, "'\\x' without hexadecimal digits", null);
      } else if (!fits) {
        warn(from, "escape sequence out of range");
      }
      unit(value);
    }

    private void named(int from, int digits) {
      int to = at + digits;
      boolean hex = to <= end && text.substring(at, to).matches("[0-9a-fA-F]+");
      long point = hex ? Long.parseLong(text.substring(at, to), 16) : -1;
      if (point < 0 || point > Character.MAX_CODE_POINT || point >= 0xD800 && point < 0xE000) {
        error(from, "invalid universal character name", "give " + digits + " hexadecimal digits");
        return;
      }
      at = to;
      point((int) point);
    }

    private Place place(int from) {
      Place whole = token.place();
      return whole.length() == text.length()
          ? new Place(whole.source(), whole.offset() + from, Math.max(1, at - from))
          : whole;
    }

    private void error(int from, String message, @Nullable String help) {
      diagnostics.error(place(from), message, "here", help);
    }

    private void warn(int from, String message) {
      diagnostics.warning(place(from), message, "here");
    }
  }
}
