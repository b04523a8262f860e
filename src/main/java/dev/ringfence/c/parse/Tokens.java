package dev.ringfence.c.parse;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Place;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The tokens of a translation unit, with a position.
final class Tokens {
  /// Thrown at a syntax error, caught where parsing can go on.
  static final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxError() {
      super("syntax error", null, false, false);
    }
  }

  /// gcc's other spellings of keywords. What has no effect vanishes.
  private static final Map<String, String> ALTERNATE =
      Map.ofEntries(
          Map.entry("__extension__", ""),
          Map.entry("__const", "const"),
          Map.entry("__const__", "const"),
          Map.entry("__volatile", "volatile"),
          Map.entry("__volatile__", "volatile"),
          Map.entry("__restrict", "restrict"),
          Map.entry("__restrict__", "restrict"),
          Map.entry("__inline", "inline"),
          Map.entry("__inline__", "inline"),
          Map.entry("__signed", "signed"),
          Map.entry("__signed__", "signed"),
          Map.entry("__alignof", "_Alignof"),
          Map.entry("__alignof__", "_Alignof"),
          Map.entry("__typeof", "typeof"),
          Map.entry("__typeof__", "typeof"),
          Map.entry("__asm", "asm"),
          Map.entry("__asm__", "asm"),
          Map.entry("__attribute", "__attribute__"),
          Map.entry("__thread", "_Thread_local"),
          Map.entry("__int128_t", "__int128"),
          Map.entry("__uint128_t", "__uint128"),
          Map.entry("__complex", "_Complex"),
          Map.entry("__complex__", "_Complex"),
          Map.entry("__real", "__real__"),
          Map.entry("__imag", "__imag__"));

  /// How deep expressions, statements and declarators may nest.
  private static final int DEEPEST = 300;

  final Diagnostics diagnostics;
  private final List<Token> tokens;
  /// How many braces are open before each token.
  private final int[] open;

  private int at;
  private int depth;

  /// Before which token a semicolon is taken to be, or -1.
  private int semicolon = -1;

  private final NavigableMap<Integer, Integer> packs = new TreeMap<>();

  Tokens(List<Token> tokens, Diagnostics diagnostics) {
    this.tokens = new ArrayList<>(tokens.size());
    this.diagnostics = diagnostics;
    int standard = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      // Attributes in the form of C23, all of which may be ignored.
      boolean opens = token.is("[") && i + 1 < tokens.size() && tokens.get(i + 1).is("[");
      standard += opens || standard > 0 && token.is("[") ? 1 : 0;
      if (standard > 0 && token.kind() != Token.Kind.END) {
        standard -= token.is("]") ? 1 : 0;
        continue;
      }
      String plain = token.isName() ? ALTERNATE.get(token.text()) : null;
      if (token.kind() == Token.Kind.PACK) {
        packs.put(this.tokens.size(), (int) token.value());
      } else if (plain == null) {
        this.tokens.add(token);
      } else if (!plain.isEmpty()) {
        this.tokens.add(token.spelled(plain));
      }
    }
    open = new int[this.tokens.size()];
    for (int i = 1; i < open.length; i++) {
      Token before = this.tokens.get(i - 1);
      open[i] = open[i - 1] + (before.is("{") ? 1 : before.is("}") ? -1 : 0);
    }
  }

  /// The alignment that `#pragma pack` allows members here at most, 0 for any.
  int pack() {
    Map.Entry<Integer, Integer> last = packs.floorEntry(at);
    return last == null ? 0 : last.getValue();
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /// The token before the present one.
  Token last() {
    return last(0);
  }

  /// The token before the present one and so many others.
  Token last(int others) {
    return tokens.get(Math.max(0, at - 1 - others));
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

  boolean isName() {
    return peek().isName();
  }

  boolean isEnd() {
    return peek().kind() == Token.Kind.END;
  }

  /// Tells of a semicolon that is missing behind the last token, and has the next
  /// [#take] find it there.
  void missingSemicolon() {
    diagnostics.error(behindLast(), "expected ';'", "missing here");
    semicolon = at;
  }

  private Place behindLast() {
    Place last = last().place();
    return new Place(last.source(), last.offset() + last.length(), 1);
  }

  boolean take(String spelling) {
    if (at == semicolon && spelling.equals(";")) {
      semicolon = -1;
      return true;
    }
    boolean found = is(spelling);
    if (found) {
      next();
    }
    return found;
  }

  /// Takes a word that must be there. A semicolon that is missing at the end of a line is told, and
  /// then taken to be there.
  Token expect(String spelling) {
    if (is(spelling)) {
      return next();
    }
    Place here = peek().place();
    Place last = last().place();
    boolean another = here.source() != last.source();
    boolean ends = another && here.source().library() && !last.source().library();
    if (!ends && (another || here.line() == last.line())) {
      throw error("expected '" + spelling + "'");
    }
    diagnostics.error(behindLast(), "expected '" + spelling + "'", "missing here");
    if (!spelling.equals(";")) {
      throw new SyntaxError();
    }
    return last();
  }

  /// Whether attributes follow that stand alone, as `fallthrough` does.
  boolean isAttributeStatement() {
    return is("__attribute__") && behindAttributes(0).is(";");
  }

  /// The first token behind the attributes that begin so many tokens ahead.
  Token behindAttributes(int ahead) {
    int here = Math.min(at + ahead, tokens.size() - 1);
    while (tokens.get(here).is("__attribute__")) {
      int parentheses = 0;
      do {
        Token token = tokens.get(++here);
        if (token.kind() == Token.Kind.END) {
          return token;
        }
        parentheses += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      } while (parentheses > 0);
      here++;
    }
    return tokens.get(Math.min(here, tokens.size() - 1));
  }

  Token name() {
    if (peek().kind() != Token.Kind.IDENTIFIER) {
      throw error("expected a name");
    }
    return next();
  }

  SyntaxError error(String message) {
    if (diagnostics.isGarbled(last().place())) {
      return new SyntaxError();
    }
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

  /// How many braces are open here.
  int openBraces() {
    return open[at];
  }

  /// Skips what is left of a statement or declaration: to behind its `;` or closing brace, or to
  /// the brace that closes the block around it.
  ///
  /// @param outside how many braces were open where it began
  void recover(int outside) {
    while (!isEnd()) {
      boolean outer = open[at] <= outside;
      if (outer && is("}")) {
        return;
      }
      boolean ends = outer ? is(";") : is("}") && open[at] == outside + 1 && !goesOn(peek(1));
      next();
      if (ends) {
        return;
      }
    }
  }

  /// Whether a token continues what a closing brace before it has not ended.
  private static boolean goesOn(Token token) {
    return token.is(";") || token.is(",") || token.is(")") || token.is("else");
  }
}
