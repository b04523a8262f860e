package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The replacement of one use of a macro: its body with arguments in place of parameters, as they
/// are or as strings, and with tokens pasted (C11 sections 6.10.3.1 to 6.10.3.3).
final class Substitution {
  private final Expansion expansion;
  private final Diagnostics diagnostics;
  private final Macro macro;
  private final List<Expansion.Argument> arguments;
  private final Token name;
  private final Map<String, Integer> index = new HashMap<>();

  Substitution(
      Expansion expansion,
      Diagnostics diagnostics,
      Macro macro,
      List<Expansion.Argument> arguments,
      Token name) {
    this.expansion = expansion;
    this.diagnostics = diagnostics;
    this.macro = macro;
    this.arguments = arguments;
    this.name = name;
    if (macro.parameters != null) {
      for (int i = 0; i < macro.parameters.size(); i++) {
        index.put(macro.parameters.get(i), i);
      }
    }
  }

  List<Token> run() {
    List<Token> result = new ArrayList<>();
    boolean space = false;
    for (Token token : part(0, macro.body.size())) {
      if (token.kind() == Token.Kind.END) {
        space |= token.space();
      } else {
        result.add(token.spaced(token.space() || space));
        space = false;
      }
    }
    return result;
  }

  private boolean isVariadic(int parameter) {
    return macro.variadic && macro.parameters != null && parameter == macro.parameters.size() - 1;
  }

  private List<Token> tokens(int parameter) {
    return parameter < arguments.size() ? arguments.get(parameter).tokens : List.of();
  }

  private List<Token> expanded(int parameter) {
    return parameter < arguments.size() ? arguments.get(parameter).expanded(name) : List.of();
  }

  /// Replaces a stretch of the body; END tokens in the result hold the place of what is empty.
  private List<Token> part(int from, int to) {
    List<Token> body = macro.body;
    List<Token> result = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Token token = body.get(i);
      if (macro.parameters != null && token.is("#") && i + 1 < to) {
        Integer parameter = index.get(body.get(i + 1).text());
        if (parameter != null) {
          result.add(stringize(tokens(parameter), token.space()));
          i++;
          continue;
        }
      }
      if (token.is("##") && i > from && i + 1 < to) {
        int end = end(i + 1, to);
        paste(result, i + 1, end);
        i = end - 1;
        continue;
      }
      int end = end(i, to);
      boolean pasted = end < to && body.get(end).is("##");
      result.addAll(element(i, end, pasted));
      i = end - 1;
    }
    return result;
  }

  /// Where the element of the body that begins at `i` ends: a `__VA_OPT__` is one.
  private int end(int i, int to) {
    List<Token> body = macro.body;
    if (!macro.variadic
        || !body.get(i).is("__VA_OPT__")
        || i + 1 >= to
        || !body.get(i + 1).is("(")) {
      return macro.parameters != null
              && body.get(i).is("#")
              && i + 1 < to
              && index.containsKey(body.get(i + 1).text())
          ? i + 2
          : i + 1;
    }
    int parentheses = 0;
    for (int at = i + 1; at < to; at++) {
      parentheses += body.get(at).is("(") ? 1 : body.get(at).is(")") ? -1 : 0;
      if (parentheses == 0) {
        return at + 1;
      }
    }
    return to;
  }

  /// @param raw whether an argument is taken as it was written, since it is pasted
  private List<Token> element(int i, int end, boolean raw) {
    Token token = macro.body.get(i);
    if (end > i + 2) {
      boolean some =
          !expanded(arguments.size() - 1).isEmpty()
              && macro.parameters != null
              && arguments.size() == macro.parameters.size();
      return some ? spaced(part(i + 2, end - 1), token) : List.of(nothing(token));
    }
    if (token.is("#") && end == i + 2) {
      Integer parameter = index.get(macro.body.get(i + 1).text());
      return List.of(stringize(tokens(parameter == null ? 0 : parameter), token.space()));
    }
    Integer parameter = token.isName() ? index.get(token.text()) : null;
    if (parameter == null) {
      return List.of(token.at(name.place(), token.space()));
    }
    return spaced(raw ? tokens(parameter) : expanded(parameter), token);
  }

  private List<Token> spaced(List<Token> tokens, Token like) {
    if (tokens.isEmpty()) {
      return List.of(nothing(like));
    }
    List<Token> copy = new ArrayList<>(tokens);
    copy.set(0, copy.getFirst().spaced(like.space()));
    return copy;
  }

  private static Token nothing(Token at) {
    return Token.of(Token.Kind.END, "", at.place(), at.space(), false);
  }

  /// Joins the last token so far to the first one of the element of the body.
  private void paste(List<Token> result, int from, int end) {
    Token operand = macro.body.get(from);
    Integer parameter = operand.isName() ? index.get(operand.text()) : null;
    Token left = result.removeLast();
    if (parameter != null && isVariadic(parameter) && left.is(",")) {
      // gcc: the comma goes when there are no further arguments; it is not pasted.
      if (parameter < arguments.size()) {
        result.add(left);
        result.addAll(tokens(parameter));
      }
      return;
    }
    List<Token> tail = element(from, end, true);
    Token right = tail.getFirst();
    if (left.kind() == Token.Kind.END || right.kind() == Token.Kind.END) {
      Token kept = left.kind() == Token.Kind.END ? right : left;
      result.add(kept.spaced(left.space()));
    } else {
      result.add(joined(left, right));
    }
    result.addAll(tail.subList(1, tail.size()));
  }

  private Token joined(Token left, Token right) {
    String text = left.spelling() + right.spelling();
    expansion.count(1 + text.length() / 16, name);
    boolean comment = text.startsWith("//") || text.startsWith("/*");
    List<Token> joined =
        comment ? List.of() : new Lexer(new Source("<paste>", text, true), diagnostics).tokens();
    if (joined.size() != 2 || joined.getFirst().kind() == Token.Kind.OTHER) {
      diagnostics.error(
          name.place(),
          "pasting '" + left.spelling() + "' and '" + right.spelling() + "' makes no token",
          "in this macro");
      return left;
    }
    return joined.getFirst().at(name.place(), left.space());
  }

  private Token stringize(List<Token> argument, boolean space) {
    StringBuilder text = new StringBuilder("\"");
    for (Token token : argument) {
      if (token.space() && text.length() > 1) {
        text.append(' ');
      }
      String spelling = token.spelling();
      boolean literal =
          token.kind() == Token.Kind.STRING
              || token.kind() == Token.Kind.CHARACTER
              || token.kind() == Token.Kind.OTHER && spelling.length() > 1;
      text.append(literal ? spelling.replace("\\", "\\\\").replace("\"", "\\\"") : spelling);
    }
    text.append('"');
    expansion.count(text.length() / 16, name);
    return Token.of(Token.Kind.STRING, text.toString(), name.place(), space, false);
  }
}
