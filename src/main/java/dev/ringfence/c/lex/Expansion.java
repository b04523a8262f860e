package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Macro replacement (C11 section 6.10.3), as gcc does it: the tokens of a replacement lie on a
/// stack of levels above the file's own; a macro is disabled while its level lasts, and a name met
/// then stays unexpanded for good.
final class Expansion {
  /// The most tokens that all expansions of a unit may make.
  private static final int MOST_TOKENS = 1_000_000;

  /// How deep arguments may lie within arguments.
  private static final int DEEPEST_ARGUMENT = 400;

  private final Map<String, Macro> macros;
  private final Diagnostics diagnostics;
  private final Builtins builtins;
  private final Supplier<Token> file;
  private @Nullable Level level;
  private boolean seeksParenthesis;
  private boolean spaceIsDue;
  private int made;
  private int nesting;

  /// Tokens that are read before those of the level below.
  private static final class Level {
    final @Nullable Level below;
    final @Nullable Macro macro;
    final List<Token> tokens;
    final boolean barrier;
    int at;

    Level(@Nullable Level below, @Nullable Macro macro, List<Token> tokens, boolean barrier) {
      this.below = below;
      this.macro = macro;
      this.tokens = tokens;
      this.barrier = barrier;
    }
  }

  /// What stands for a name that the preprocessor itself knows, or null.
  interface Builtins {
    @Nullable Token replace(Token name);
  }

  /// @param file the file's next token; at its end an END token, again and again
  Expansion(
      Map<String, Macro> macros, Builtins builtins, Supplier<Token> file, Diagnostics diagnostics) {
    this.macros = macros;
    this.builtins = builtins;
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /// Whether the next token is wanted only if it is a parenthesis, so that a directive before it
  /// must wait.
  boolean seeksParenthesis() {
    return seeksParenthesis;
  }

  /// Whether the arguments of a macro are being read.
  boolean isBusy() {
    return level != null || nesting > 0;
  }

  /// Makes a list the only source of tokens until [#close]; at its end there are END tokens.
  void open(List<Token> tokens) {
    level = new Level(level, null, tokens, true);
  }

  void close() {
    Level top = level;
    while (top != null && !top.barrier) {
      leave(top);
      top = top.below;
    }
    level = top == null ? null : top.below;
  }

  private static void leave(Level top) {
    if (top.macro != null) {
      top.macro.disabled = false;
    }
  }

  /// All of a list, expanded.
  List<Token> all(List<Token> tokens) {
    List<Token> out = new ArrayList<>(tokens.size());
    open(tokens);
    for (Token token = next(); token.kind() != Token.Kind.END; token = next()) {
      out.add(token);
    }
    close();
    return out;
  }

  /// The next token, not expanded.
  Token raw() {
    Level top = level;
    while (top != null) {
      if (top.at < top.tokens.size()) {
        return top.tokens.get(top.at++);
      }
      if (top.barrier) {
        Place end = top.tokens.isEmpty() ? Source.NOWHERE : top.tokens.getLast().place();
        return Token.of(Token.Kind.END, "", end, false, false);
      }
      leave(top);
      top = top.below;
      level = top;
    }
    return file.get();
  }

  /// The next token, fully expanded; END at the end.
  Token next() {
    while (true) {
      Token token = raw();
      if (token.kind() == Token.Kind.IDENTIFIER && !token.hidden()) {
        Token known = builtins.replace(token);
        Macro macro = known == null ? macros.get(token.text()) : null;
        if (known != null) {
          token = known;
        } else if (macro != null && macro.disabled) {
          token = token.hide();
        } else if (macro != null && expand(macro, token)) {
          continue;
        }
      }
      if (spaceIsDue) {
        spaceIsDue = false;
        token = token.spaced(true);
      }
      return token;
    }
  }

  /// Puts a macro's replacement before the tokens to come.
  ///
  /// @return false when it is a function-like macro's name without arguments
  private boolean expand(Macro macro, Token name) {
    List<Argument> arguments = List.of();
    if (macro.parameters != null) {
      seeksParenthesis = true;
      Token open = raw();
      seeksParenthesis = false;
      if (!open.is("(")) {
        if (open.kind() != Token.Kind.END) {
          level = new Level(level, null, List.of(open), false);
        }
        return false;
      }
      nesting++;
      List<Argument> found = arguments(macro, macro.parameters, name);
      nesting--;
      if (found == null) {
        return true;
      }
      arguments = found;
    }
    List<Token> result = new Substitution(this, diagnostics, macro, arguments, name).run();
    count(result.size() + 1, name);
    if (result.isEmpty()) {
      spaceIsDue |= name.space();
      return true;
    }
    result.set(0, result.getFirst().spaced(name.space()));
    level = new Level(level, macro, result, false);
    macro.disabled = true;
    return true;
  }

  /// Counts tokens that were made, of which a unit has a bounded number.
  void count(int tokens, Token name) {
    made += tokens;
    if (made > MOST_TOKENS) {
      throw diagnostics.fatal(
          name.place(),
          "macro expansion is too large",
          "gave up here",
          "after " + MOST_TOKENS + " tokens; the usual cause is macros that double each other");
    }
  }

  /// An argument as it was written, and its expansion once that is needed.
  final class Argument {
    final List<Token> tokens = new ArrayList<>();
    private @Nullable List<Token> expanded;

    List<Token> expanded(Token name) {
      List<Token> known = expanded;
      if (known == null) {
        if (++nesting > DEEPEST_ARGUMENT) {
          throw diagnostics.fatal(
              name.place(), "macro arguments are nested too deeply", "gave up here", null);
        }
        known = all(tokens);
        nesting--;
        expanded = known;
        count(known.size(), name);
      }
      return known;
    }
  }

  private @Nullable List<Argument> arguments(Macro macro, List<String> parameters, Token name) {
    List<Argument> found = new ArrayList<>();
    Argument current = new Argument();
    int parentheses = 0;
    while (true) {
      Token token = raw();
      if (token.kind() == Token.Kind.END) {
        diagnostics.error(
            name.place(), "unterminated call of macro '" + name.text() + "'", "begins here");
        return null;
      }
      if (parentheses == 0 && token.is(")")) {
        break;
      }
      boolean last = macro.variadic && found.size() == parameters.size() - 1;
      if (parentheses == 0 && token.is(",") && !last) {
        found.add(current);
        current = new Argument();
        continue;
      }
      parentheses += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      Macro named = token.isName() ? macros.get(token.text()) : null;
      current.tokens.add(named != null && named.disabled ? token.hide() : token);
      count(1, name);
    }
    boolean absent = macro.variadic && found.size() < parameters.size() - 1;
    boolean none = current.tokens.isEmpty() && found.isEmpty();
    if (!(none && (parameters.isEmpty() || macro.variadic && parameters.size() == 1))) {
      found.add(current);
    }
    if (macro.variadic && found.size() == parameters.size() - 1) {
      absent = true;
    }
    if (found.size() != parameters.size() - (absent ? 1 : 0)) {
      int wanted = parameters.size() - (macro.variadic ? 1 : 0);
      diagnostics.error(
          name.place(),
          "wrong number of arguments for macro '" + name.text() + "'",
          "takes " + wanted + (macro.variadic ? " or more" : "") + ", given " + found.size());
      return null;
    }
    return found;
  }
}
