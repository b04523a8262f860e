package dev.ringfence.c.lex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Macro replacement (C11 section 6.10.3), with a hide set in each token after Prosser's algorithm.
final class Expansion {
  /// The most tokens that all expansions of a program may make.
  private static final int MOST_TOKENS = 5_000_000;

  private final Map<String, Macro> macros;
  private final Diagnostics diagnostics;
  private int made;

  Expansion(Map<String, Macro> macros, Diagnostics diagnostics) {
    this.macros = macros;
    this.diagnostics = diagnostics;
  }

  /// All of a list, expanded.
  List<Token> all(List<Token> tokens) {
    Deque<Token> in = new ArrayDeque<>(tokens);
    List<Token> out = new ArrayList<>();
    while (!in.isEmpty()) {
      next(in, out);
    }
    return out;
  }

  /// Takes the next token: puts it out, or puts its replacement back in front.
  void next(Deque<Token> in, List<Token> out) {
    Token token = in.removeFirst();
    Macro macro = token.kind() == Token.Kind.IDENTIFIER ? macros.get(token.text()) : null;
    if (token.is("__LINE__")) {
      long line = token.place().line();
      out.add(number(token, line));
    } else if (token.is("__FILE__")) {
      out.add(Strings.literal(token.place().source().name(), token));
    } else if (macro == null || token.hidden().contains(macro.name())) {
      out.add(token);
    } else {
      expand(macro, token, in, out);
    }
  }

  private static Token number(Token at, long value) {
    return new Token(
        Token.Kind.INTEGER,
        Long.toString(value),
        at.place(),
        value,
        "d",
        "",
        at.space(),
        at.lineStart(),
        at.hidden());
  }

  private void expand(Macro macro, Token name, Deque<Token> in, List<Token> out) {
    List<String> parameters = macro.parameters();
    Map<String, List<Token>> arguments = Map.of();
    Set<String> hide = new HashSet<>(name.hidden());
    if (parameters != null) {
      Token open = in.peekFirst();
      if (open == null || !open.is("(")) {
        out.add(name);
        return;
      }
      in.removeFirst();
      Map<String, List<Token>> found = arguments(macro, parameters, name, in, hide);
      if (found == null) {
        return;
      }
      arguments = found;
    }
    hide.add(macro.name());
    List<Token> result = substitute(macro, arguments, name, hide);
    made += result.size();
    if (made > MOST_TOKENS) {
      diagnostics.error(name.place(), "macro expansion is too large", "gave up here");
      return;
    }
    Collections.reverse(result);
    result.forEach(in::addFirst);
  }

  private @Nullable Map<String, List<Token>> arguments(
      Macro macro, List<String> parameters, Token name, Deque<Token> in, Set<String> hide) {
    List<List<Token>> found = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int nesting = 0;
    while (true) {
      Token token = in.peekFirst();
      if (token == null || token.kind() == Token.Kind.END) {
        diagnostics.error(name.place(), "unterminated call of macro " + name.text(), "begins here");
        return null;
      }
      in.removeFirst();
      if (nesting == 0 && token.is(")")) {
        hide.retainAll(token.hidden());
        break;
      }
      boolean last = macro.variadic() && found.size() == parameters.size() - 1;
      if (nesting == 0 && token.is(",") && !last) {
        found.add(current);
        current = new ArrayList<>();
        continue;
      }
      nesting += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      current.add(token);
    }
    if (!(parameters.isEmpty() && current.isEmpty())) {
      found.add(current);
    }
    if (macro.variadic() && found.size() == parameters.size() - 1) {
      found.add(new ArrayList<>());
    }
    if (found.size() != parameters.size()) {
      diagnostics.error(
          name.place(),
          "macro "
              + name.text()
              + " takes "
              + parameters.size()
              + " arguments, not "
              + found.size(),
          "here");
      return null;
    }
    Map<String, List<Token>> arguments = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      arguments.put(parameters.get(i), found.get(i));
    }
    return arguments;
  }

  private List<Token> substitute(
      Macro macro, Map<String, List<Token>> arguments, Token name, Set<String> hide) {
    List<Token> body = macro.body();
    List<Token> result = new ArrayList<>();
    boolean functionLike = macro.parameters() != null;
    for (int i = 0; i < body.size(); i++) {
      Token token = body.get(i);
      List<Token> argument = arguments.get(token.text());
      if (functionLike && token.is("#") && i + 1 < body.size()) {
        List<Token> next = arguments.get(body.get(i + 1).text());
        if (next != null) {
          result.add(stringize(next, name));
          i++;
          continue;
        }
      }
      if (token.is("##") && i > 0 && i + 1 < body.size()) {
        i++;
        paste(result, body, i, arguments, name);
      } else if (argument == null) {
        result.add(token);
      } else if (i + 1 < body.size() && body.get(i + 1).is("##")) {
        result.addAll(argument);
        if (argument.isEmpty()) {
          result.add(placemarker(token));
        }
      } else {
        result.addAll(all(argument));
      }
    }
    List<Token> placed = new ArrayList<>(result.size());
    for (Token token : result) {
      if (!isPlacemarker(token)) {
        Set<String> hidden = new HashSet<>(token.hidden());
        hidden.addAll(hide);
        placed.add(token.at(name.place(), hidden, placed.isEmpty() ? name.space() : token.space()));
      }
    }
    return placed;
  }

  private static Token placemarker(Token at) {
    return Token.of(Token.Kind.END, "", at.place(), at.space(), false);
  }

  private static boolean isPlacemarker(Token token) {
    return token.kind() == Token.Kind.END;
  }

  private void paste(
      List<Token> result,
      List<Token> body,
      int right,
      Map<String, List<Token>> arguments,
      Token name) {
    Token token = body.get(right);
    List<Token> argument = arguments.get(token.text());
    List<Token> tail = argument == null ? List.of(token) : argument;
    Token left = result.isEmpty() ? placemarker(token) : result.removeLast();
    if (token.is("__VA_ARGS__") && left.is(",")) {
      // gcc: the comma goes when there are no further arguments.
      if (!tail.isEmpty()) {
        result.add(left);
        result.addAll(all(tail));
      }
      return;
    }
    if (tail.isEmpty()) {
      result.add(left);
      return;
    }
    String text = left.text() + tail.getFirst().text();
    Lexer lexer = new Lexer(new Source("<paste>", text, true));
    List<Token> joined = lexer.tokens();
    if (joined.size() != 2 || lexer.hasProblems()) {
      diagnostics.error(name.place(), "pasting does not make one token: " + text, "in this macro");
    }
    result.add(joined.getFirst().at(name.place(), left.hidden(), left.space()));
    result.addAll(tail.subList(1, tail.size()));
  }

  private static Token stringize(List<Token> argument, Token name) {
    StringBuilder text = new StringBuilder();
    for (Token token : argument) {
      if (token.space() && !text.isEmpty()) {
        text.append(' ');
      }
      text.append(token.text());
    }
    return Strings.literal(text.toString(), name);
  }
}
